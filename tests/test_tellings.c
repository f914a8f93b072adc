/* test_tellings.c - six documents by hand: two sources on two events, one source on a third, one document on nothing.
 */
#include <criterion/criterion.h>

#include "refusal.h"
#include "small_matrix.h"
#include "tellings.h"

enum { DOCUMENTS = 6, TERMS = 4 };

static const uint32_t counts[DOCUMENTS * TERMS] = {
    1, 0, 2, 0, /* 0: war, post */
    0, 3, 0, 0, /* 1: peace, post */
    4, 0, 0, 1, /* 2: war, times */
    0, 0, 5, 2, /* 3: war, post */
    9, 9, 9, 9, /* 4: no event */
    0, 0, 0, 0, /* 5: peace, times: without a word */
};
static struct small_matrix *matrix;
static struct tellings tellings;

static void describe(size_t document, const char *event, const char *source, const char *language, uint64_t tokens)
{
    struct document *const described = &matrix->documents[document];
    described->event = span_of(event);
    described->source = span_of(source);
    described->language = span_of(language);
    described->tokens = tokens;
}

static void make(void)
{
    matrix = small_matrix_new(DOCUMENTS, 0, TERMS, counts, (struct small_scheme){.normalized = true});
    describe(0, "war", "post", "arz", 30);
    describe(1, "peace", "post", "ar", 40);
    describe(2, "war", "times", "en", 50);
    describe(3, "war", "post", "en", 60);
    describe(4, "", "times", "en", 70);
    describe(5, "peace", "times", "ar", 3);
}

static void open_tellings(void)
{
    struct failure failure = {0};
    make();
    cr_assert_eq(tellings_open(&tellings, &matrix->counts, &failure), STATUS_OK);
}

static void close_tellings(void)
{
    tellings_close(&tellings);
    small_matrix_free(matrix);
}

Test(tellings, names_are_sorted_and_what_has_no_event_is_left_out, .init = open_tellings, .fini = close_tellings)
{
    cr_assert_eq(tellings.event_count, 2);
    cr_assert(span_equal(tellings.events[0], span_of("peace")) && span_equal(tellings.events[1], span_of("war")));
    cr_assert_eq(tellings.source_count, 2);
    cr_assert(span_equal(tellings.sources[0], span_of("post")) && span_equal(tellings.sources[1], span_of("times")));
    cr_assert_eq(tellings.unit_count, 5);
    const size_t documents[] = {1, 5, 0, 3, 2};
    for (size_t i = 0; i < 5; i++) {
        cr_assert_eq(tellings.units[i].document, documents[i]);
        cr_assert_eq(tellings.units[i].range_count, 0);
    }
}

Test(tellings, the_units_of_one_source_on_one_event_are_its_telling, .init = open_tellings, .fini = close_tellings)
{
    cr_assert_eq(tellings.count, 4);
    cr_assert(tellings.event_starts[0] == 0 && tellings.event_starts[1] == 2 && tellings.event_starts[2] == 4);
    const struct telling *const war = &tellings.items[tellings_find(&tellings, 1, 0)];
    cr_assert(war->event == 1 && war->source == 0 && war->first_unit == 2 && war->unit_count == 2);
    cr_assert_eq(war->tokens, 90);
    cr_assert_eq(tellings.units[2].row.count, 2);
    cr_assert_eq(tellings.units[2].row.columns[1], 2);
}

Test(tellings, a_total_is_the_sum_of_its_units, .init = open_tellings, .fini = close_tellings)
{
    const struct term_row row = tellings_row(&tellings, tellings_find(&tellings, 1, 0));
    const uint32_t columns[] = {0, 2, 3}, sums[] = {1, 7, 2};
    cr_assert_eq(row.count, 3);
    for (size_t i = 0; i < 3; i++) {
        cr_assert(row.columns[i] == columns[i] && row.counts[i] == sums[i]);
    }
    cr_assert_eq(tellings_row(&tellings, 1).count, 0);
}

Test(tellings, languages_are_those_of_the_documents, .init = open_tellings, .fini = close_tellings)
{
    const size_t post = tellings_find(&tellings, 1, 0), times = tellings_find(&tellings, 1, 1);
    cr_assert(tellings_share_language(&tellings, post, times));
    cr_assert_not(tellings_are_monolingual(&tellings, post, times));
    cr_assert(tellings_are_monolingual(&tellings, 0, 1));
    cr_assert_not(tellings_share_language(&tellings, 0, times));
}

Test(tellings, a_source_that_does_not_tell_an_event_is_not_found, .init = make, .fini = close_tellings)
{
    struct failure failure = {0};
    describe(1, "", "post", "ar", 40);
    cr_assert_eq(tellings_open(&tellings, &matrix->counts, &failure), STATUS_OK);
    cr_assert_eq(tellings_find(&tellings, 0, 0), tellings.count);
    cr_assert_eq(tellings_find(&tellings, 0, 1), 0);
}

Test(tellings, a_corpus_without_events_has_none, .init = make, .fini = close_tellings)
{
    struct failure failure = {0};
    for (size_t i = 0; i < DOCUMENTS; i++) {
        describe(i, "", "post", "ar", 40);
    }
    cr_assert_eq(tellings_open(&tellings, &matrix->counts, &failure), STATUS_OK);
    cr_assert(tellings.count == 0 && tellings.event_count == 0 && tellings.source_count == 0);
}

Test(tellings, a_unit_knows_its_segments_where_they_are_kept, .init = make, .fini = close_tellings)
{
    struct failure failure = {0};
    const uint64_t starts[DOCUMENTS + 1] = {0, 2, 5, 6, 8, 9, 9};
    matrix->counts.segment_starts = starts;
    cr_assert_eq(tellings_open(&tellings, &matrix->counts, &failure), STATUS_OK);
    cr_assert_eq(tellings.units[0].range_count, 1);
    cr_assert(tellings.units[0].ranges[0].first == 2 && tellings.units[0].ranges[0].end == 5);
}

Test(tellings, a_sum_beyond_32_bits_is_cut, .init = make, .fini = close_tellings)
{
    struct failure failure = {0};
    uint32_t *const counted = (uint32_t *)(uintptr_t)matrix->counts.rows.counts;
    for (uint64_t i = 0; i < matrix->counts.rows.starts[DOCUMENTS]; i++) {
        counted[i] = UINT32_MAX;
    }
    cr_assert_eq(tellings_open(&tellings, &matrix->counts, &failure), STATUS_OK);
    cr_assert_eq(tellings_row(&tellings, tellings_find(&tellings, 1, 0)).counts[1], UINT32_MAX);
}

Test(tellings, every_refused_allocation_is_a_memory_failure, .init = make, .fini = close_tellings)
{
    long refused = 0;
    for (bool was_refused = true; was_refused; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = tellings_open(&tellings, &matrix->counts, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
        cr_assert_eq(failure.kind, was_refused ? FAILURE_MEMORY : FAILURE_NONE);
        tellings_close(&tellings);
    }
    cr_assert_gt(refused, 5);
}
