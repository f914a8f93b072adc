/* test_source_nulls.c - what pairs there are, and that a pair on one event stands above pairs on events that differ. */
#include <criterion/criterion.h>

#include <math.h>

#include "refusal.h"
#include "source_nulls.h"
#include "told_corpus.h"
#include "within_flow.h"

static struct told_corpus *told;
static struct similarity_measure measure;
static struct source_pairs pairs;
static unsigned draws;
static uint64_t seed = 1;

static enum status find(void *context, struct flow *flow)
{
    (void)context;
    if (source_pairs_open(&pairs, &told->tellings, &measure, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return source_nulls_find(&pairs, seed, &draws, flow);
}

static void make(size_t events, size_t sources, size_t segments)
{
    struct failure failure = {0};
    told = told_corpus_new(events, sources, segments, 5);
    cr_assert_eq(similarity_open(&measure, &told->matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
}

static void drop(void)
{
    source_pairs_close(&pairs);
    similarity_close(&measure);
    told_corpus_free(told);
}

/* Two sources on four events that have no words of their own in common: 4 * 4 - 4 pairs on events that differ. */
Test(source_nulls, a_pair_on_one_event_is_above_all_on_events_that_differ, .fini = drop)
{
    struct failure failure;
    make(4, 2, 12);
    cr_assert_eq(within_flow(find, NULL, 2, &failure), STATUS_OK, "%s", failure.message);
    for (size_t i = 0; i < pairs.count; i++) {
        const struct source_pair *const pair = &pairs.items[i];
        cr_assert(pair->null_length == 566 && pair->null_pairs == 12 && pair->null_events == 4);
        cr_assert(pair->null_used == 12 && pair->null_above == 0);
    }
    cr_assert_eq(draws, NULL_DRAWS_MOST);
}

/* Sixteen events of four kinds: of 16 * 15 pairs those of one kind (16 * 3) are as near as the pair itself. */
Test(source_nulls, a_pair_is_not_above_pairs_that_are_as_near, .fini = drop)
{
    struct failure failure;
    double above = 0;
    make(16, 2, 12);
    cr_assert_eq(within_flow(find, NULL, 2, &failure), STATUS_OK);
    for (size_t i = 0; i < pairs.count; i++) {
        cr_assert(pairs.items[i].null_pairs == 240 && pairs.items[i].null_used == NULL_PAIRS_MOST);
        above += pairs.items[i].null_above;
    }
    /* 100 are drawn of 240, so some 20 are of the same kind, and half of these above on average. */
    cr_assert(above > 16 * 4 && above < 16 * 20, "%g", above);
}

/* The nulls of 16 pairs by two seeds: none is more than `most` apart. */
static void expect_little_by_seed(size_t segments, double most)
{
    struct failure failure;
    double above[16];
    make(16, 2, segments);
    cr_assert_eq(within_flow(find, NULL, 2, &failure), STATUS_OK);
    for (size_t i = 0; i < 16; i++) {
        above[i] = pairs.items[i].null_above;
    }
    source_pairs_close(&pairs);
    seed = 2;
    cr_assert_eq(within_flow(find, NULL, 2, &failure), STATUS_OK);
    for (size_t i = 0; i < 16; i++) {
        cr_assert_float_eq(pairs.items[i].null_above, above[i], most, "%g and %g", above[i], pairs.items[i].null_above);
    }
}

/* Each draw takes another hundred of the 240; a hundred drawn once for all hold by their seed 12 to 29 of one kind. */
Test(source_nulls, the_seed_by_which_pairs_are_drawn_matters_little, .fini = drop)
{
    expect_little_by_seed(12, 1.5);
}

/* Of 750 words 566 are in a cut, so that one cut differs from the next; the mean of all does not. */
Test(source_nulls, the_pair_counts_in_the_mean_of_its_cuts, .fini = drop)
{
    expect_little_by_seed(15, 2.5);
}

Test(source_nulls, short_tellings_and_mixed_languages_have_none, .fini = drop)
{
    struct failure failure;
    make(4, 2, 12);
    told->matrix->documents[0].tokens = 0;
    told->tellings.items[0].tokens = NULL_WORDS_LEAST - 1;
    told->tellings.units[3].language = span_of("ar");
    cr_assert_eq(within_flow(find, NULL, 1, &failure), STATUS_OK);
    cr_assert_eq(pairs.items[0].null_length, 0);
    cr_assert_eq(pairs.items[1].null_pairs, 2); /* s1 in Arabic tells this event alone: 3 - 1 of s0 */
    cr_assert_eq(pairs.items[1].null_used, 0);
    cr_assert_eq(pairs.items[2].null_pairs, 3 * 3 - 2); /* s0 on e01, e02, e03; s1 on e00, e02, e03 */
    cr_assert_eq(pairs.items[2].null_used, 0);
}

Test(source_nulls, they_do_not_depend_on_the_number_of_workers, .fini = drop)
{
    struct failure failure;
    double above[16];
    make(16, 2, 12);
    cr_assert_eq(within_flow(find, NULL, 1, &failure), STATUS_OK);
    for (size_t i = 0; i < 16; i++) {
        above[i] = pairs.items[i].null_above;
    }
    source_pairs_close(&pairs);
    cr_assert_eq(within_flow(find, NULL, 3, &failure), STATUS_OK);
    for (size_t i = 0; i < 16; i++) {
        cr_assert_eq(above[i], pairs.items[i].null_above);
    }
}

Test(source_nulls, every_refused_allocation_is_a_memory_failure, .fini = drop)
{
    long refused = 0;
    make(4, 2, 9);
    for (bool was_refused = true; was_refused && refused < 500; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = within_flow(find, NULL, 1, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
        cr_assert_eq(failure.kind, was_refused ? FAILURE_MEMORY : FAILURE_NONE, "%s", failure.message);
        source_pairs_close(&pairs);
    }
    cr_assert_gt(refused, 50);
}
