/* test_passage_units.c - tellings of a map: each sentence once, rows that are sums of sentences. */
#include <criterion/criterion.h>

#include "event_corpus.h"
#include "passage_units.h"
#include "refusal.h"
#include "within_flow.h"

static struct event_corpus *corpus;
static struct event_map map;
static struct tellings tellings;
static bool one_length;

static enum status open_tellings(void *context, struct flow *flow)
{
    (void)context;
    return event_map_open(&map, &corpus->matrix->weighted, &corpus->settings, flow) == STATUS_OK
               ? tellings_open_map(&tellings, &corpus->matrix->counts, &map, one_length, flow_failure(flow))
               : STATUS_FAILED;
}

static void make(void)
{
    corpus = event_corpus_new();
}

static void drop(void)
{
    tellings_close(&tellings);
    event_map_close(&map);
    event_corpus_free(corpus);
}

TestSuite(passage_units, .init = make, .fini = drop);

static void run(void)
{
    struct failure failure = {0};
    cr_assert_eq(within_flow(open_tellings, NULL, 1, &failure), STATUS_OK, "%s", failure.message);
}

/* What sentences first .. end - 1 hold of a column. */
static uint32_t counted(uint64_t first, uint64_t end, uint32_t column)
{
    uint32_t count = 0;
    for (uint64_t segment = first; segment < end; segment++) {
        count += corpus->segment_counts[segment * EVENT_COLUMNS + column];
    }
    return count;
}

static void expect_row(struct term_row row, uint64_t first, uint64_t end)
{
    size_t entry = 0;
    for (uint32_t column = 0; column < EVENT_COLUMNS; column++) {
        const uint32_t count = counted(first, end, column);
        if (count > 0) {
            cr_assert_lt(entry, row.count);
            cr_expect(row.columns[entry] == column && row.counts[entry] == count, "column %u", column);
            entry++;
        }
    }
    cr_expect_eq(entry, row.count);
}

Test(passage_units, a_document_is_in_the_tellings_of_each_event_that_it_speaks_to)
{
    run();
    cr_assert_eq(tellings.event_count, 2);
    cr_assert_eq(tellings.source_count, 2);
    cr_assert_eq(tellings.unit_count, 3); /* raid by post, raid by times, vote by post; "none" has no source */
    cr_assert_eq(tellings.count, 3);
    const uint64_t ranges[][2] = {{0, 3}, {6, 9}, {3, 6}};
    for (size_t i = 0; i < 3; i++) {
        const struct telling_unit *const unit = &tellings.units[i];
        cr_assert_eq(unit->range_count, 1);
        cr_expect(unit->ranges[0].first == ranges[i][0] && unit->ranges[0].end == ranges[i][1]);
        cr_expect_eq(unit->tokens, 3 * EVENT_SENTENCE_WORDS);
        expect_row(unit->row, ranges[i][0], ranges[i][1]);
        expect_row(tellings_row(&tellings, i), ranges[i][0], ranges[i][1]);
        cr_expect_eq(tellings.items[i].tokens, unit->tokens);
    }
}

/* No telling reaches 400 words, so there is no length to cut to. */
Test(passage_units, short_tellings_are_not_cut)
{
    one_length = true;
    run();
    cr_expect_eq(tellings.units[0].tokens, 3 * EVENT_SENTENCE_WORDS);
}

Test(passage_units, tellings_are_cut_to_the_shortest_that_is_not_short)
{
    struct segment_text *const texts = (struct segment_text *)(uintptr_t)corpus->matrix->counts.segment_texts;
    for (size_t i = 0; i < 3; i++) {
        texts[i].words = 300;     /* raid by post: 900 words */
        texts[6 + i].words = 200; /* raid by times: 400 words, each sentence a passage now */
    }
    one_length = true;
    run();
    cr_assert_eq(tellings.units[0].range_count, 1);
    cr_expect_eq(tellings.units[0].tokens, 600);
    cr_expect_eq(tellings.items[0].tokens, 600);
    cr_expect_eq(tellings.units[1].tokens, 400);
    cr_expect_eq(tellings.units[2].tokens, 3 * EVENT_SENTENCE_WORDS);
    expect_row(tellings.units[0].row, 0, 2);
}

Test(passage_units, every_refused_allocation_is_a_failure)
{
    for (long index = 0;; index++) {
        struct failure failure = {0};
        tellings_close(&tellings);
        event_map_close(&map);
        refuse_allocation(index, false);
        const enum status status = within_flow(open_tellings, NULL, 1, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            return;
        }
        cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY, "allocation %ld", index);
    }
}
