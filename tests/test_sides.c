/* test_sides.c - three sources on two events; one of them is told by two alone. */
#include <criterion/criterion.h>

#include "sides.h"
#include "told_matrix.h"

/* Events: e, f. Sources: a, b, c. */
static const struct told_document documents[5] = {
    {"e", "a", "en", 10}, {"e", "b", "en", 20}, {"e", "c", "en", 30}, {"f", "b", "en", 40}, {"f", "c", "en", 50}};
static const uint32_t counts[5 * 2] = {1, 0, 2, 1, 4, 0, 8, 8, 16, 0};
static struct told_matrix told;
static struct sides sides;
static struct comparison comparison;

static void make(void)
{
    struct failure failure = {0};
    told_matrix_make(&told, documents, 5, 2, 0, counts);
    cr_assert_eq(sides_open(&sides, 2, &failure), STATUS_OK);
    comparison = (struct comparison){
        .frame = &told.frames.items[0], .event_count = 2, .event = SIDES_ALL, .source = 0, .other = SIDES_ALL};
}

static void take_away(void)
{
    sides_close(&sides);
    told_matrix_free(&told);
}

TestSuite(sides, .init = make, .fini = take_away);

Test(sides, an_event_that_the_source_does_not_tell_is_not_compared)
{
    sides_gather(&sides, &comparison);
    cr_assert_eq(sides.events, 1);
    cr_assert(sides.words_a == 10 && sides.words_b == 50);
    cr_assert(sides.counts_a[0] == 1 && sides.counts_b[0] == 6 && sides.counts_b[1] == 1);
    cr_assert(comparison_covers(&comparison, 0) && !comparison_covers(&comparison, 1));
}

Test(sides, over_all_events_both_are_summed_up)
{
    comparison.source = 1;
    sides_gather(&sides, &comparison);
    cr_assert_eq(sides.events, 2);
    cr_assert(sides.words_a == 60 && sides.words_b == 90);
    cr_assert(sides.counts_a[0] == 10 && sides.counts_a[1] == 9 && sides.counts_b[0] == 21 && sides.counts_b[1] == 0);
    comparison.event = 1;
    sides_gather(&sides, &comparison);
    cr_assert(sides.events == 1 && sides.counts_a[0] == 8 && sides.counts_b[0] == 16 && sides.words_b == 50);
}

Test(sides, a_reference_alone_stands_against_the_source)
{
    comparison.source = 1;
    comparison.other = 0;
    sides_gather(&sides, &comparison);
    cr_assert(sides.events == 1 && sides.words_b == 10 && sides.counts_b[0] == 1);
    cr_assert_eq(comparison_side(&comparison, &told.frames.items[0].units[2]), SIDE_NONE);
}
