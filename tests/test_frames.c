/* test_frames.c - words within a language, dates across all. */
#include <criterion/criterion.h>

#include "refusal.h"
#include "told_matrix.h"

/* Columns: two words, a date. */
static const struct told_document documents[5] = {{"war", "post", "ar", 10},
                                                  {"war", "times", "ar-EG", 20},
                                                  {"war", "times", "en", 30},
                                                  {"peace", "post", "en", 1},
                                                  {"", "post", "fr", 50}};
static const uint32_t counts[5 * 3] = {1, 0, 1, 2, 0, 0, 0, 3, 2, 2, 3, 1, 9, 9, 9};
static struct told_matrix told;

static void make(void)
{
    told_matrix_make(&told, documents, 5, 3, 1, counts);
}

static void take_away(void)
{
    told_matrix_free(&told);
}

TestSuite(frames, .init = make, .fini = take_away);

Test(frames, a_language_and_its_varieties_are_one_and_dates_come_last)
{
    cr_assert_eq(told.frames.count, 3);
    cr_assert(span_equal(told.frames.items[0].language, span_of("ar")));
    cr_assert(span_equal(told.frames.items[1].language, span_of("en")));
    cr_assert(span_equal(told.frames.items[2].language, span_of(FRAME_ALL_LANGUAGES)));
    cr_assert(told.frames.items[2].is_dates && !told.frames.items[0].is_dates);
    cr_assert_eq(told.frames.items[0].unit_count, 2);
    cr_assert_eq(told.frames.items[1].unit_count, 2);
    cr_assert_eq(told.frames.items[2].unit_count, 4);
}

Test(frames, a_row_holds_the_columns_of_its_frame_alone)
{
    const struct frame *const arabic = &told.frames.items[0], *const dates = &told.frames.items[2];
    cr_assert_eq(arabic->units[0].row.count, 1);
    cr_assert_eq(arabic->units[0].row.columns[0], 0);
    cr_assert_eq(dates->units[3].row.count, 1);
    cr_assert_eq(dates->units[3].row.columns[0], 2);
    cr_assert_eq(dates->units[3].row.counts[0], 2);
}

/* Events by name: peace, war. The document of one counted word holds five of the terms. */
Test(frames, units_stand_by_event_and_have_at_least_as_many_words_as_terms)
{
    const struct frame *const english = &told.frames.items[1];
    cr_assert(english->event_starts[0] == 0 && english->event_starts[1] == 1 && english->event_starts[2] == 2);
    cr_assert_eq(english->units[0].words, 5);
    cr_assert_eq(english->units[1].words, 30);
    cr_assert(told.frames.items[0].event_starts[1] == 0 && told.frames.items[0].event_starts[2] == 2);
}

Test(frames, every_refused_allocation_is_a_memory_failure)
{
    long refused = 0;
    for (bool was_refused = true; was_refused; refused++) {
        struct failure failure = {0};
        struct frames frames;
        refuse_allocation(refused, false);
        const enum status status = frames_open(&frames, &told.tellings, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
        frames_close(&frames);
    }
    cr_assert_gt(refused, 6);
}
