/* test_source_intervals.c - the jackknife against one that is written down sentence by sentence. */
#include <criterion/criterion.h>

#include <math.h>

#include "refusal.h"
#include "source_intervals.h"
#include "told_corpus.h"
#include "within_flow.h"

static struct told_corpus *told;
static struct similarity_measure measure;
static struct source_pairs pairs;

static enum status find(void *context, struct flow *flow)
{
    (void)context;
    if (source_pairs_open(&pairs, &told->tellings, &measure, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return source_intervals_find(&pairs, flow);
}

static void make(size_t events, size_t sources, size_t segments)
{
    struct failure failure = {0};
    told = told_corpus_new(events, sources, segments, 11);
    cr_assert_eq(similarity_open(&measure, &told->matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
}

static void drop(void)
{
    source_pairs_close(&pairs);
    similarity_close(&measure);
    told_corpus_free(told);
}

static void row_without(size_t document, size_t segment, uint32_t *row)
{
    for (size_t column = 0; column < TOLD_COLUMNS; column++) {
        row[column] = 0;
        for (size_t i = 0; i < told->segments; i++) {
            const size_t place = document * told->segments + i;
            row[column] += i == segment ? 0 : told->segment_counts[place * TOLD_COLUMNS + column];
        }
    }
}

/* (g - 1) / g * sum (theta - mean)^2 over one side, each sentence of 50 words being a group of its own. */
static double side_variance(size_t document, size_t other)
{
    double theta[64], mean = 0, squares = 0;
    uint32_t row[TOLD_COLUMNS], whole[TOLD_COLUMNS];
    row_without(other, told->segments, whole);
    for (size_t i = 0; i < told->segments; i++) {
        row_without(document, i, row);
        theta[i] = told_similarity(row, whole);
        mean += theta[i] / (double)told->segments;
    }
    for (size_t i = 0; i < told->segments; i++) {
        squares += (theta[i] - mean) * (theta[i] - mean);
    }
    return squares * (double)(told->segments - 1) / (double)told->segments;
}

Test(source_intervals, they_are_those_of_the_jackknife_written_down, .fini = drop)
{
    struct failure failure;
    make(2, 3, 25);
    cr_assert_eq(within_flow(find, NULL, 2, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(pairs.count, 6);
    for (size_t i = 0; i < pairs.count; i++) {
        const struct source_pair *const pair = &pairs.items[i];
        uint32_t a[TOLD_COLUMNS], b[TOLD_COLUMNS];
        row_without(pair->a, told->segments, a);
        row_without(pair->b, told->segments, b);
        cr_assert(pair->groups_a == 25 && pair->groups_b == 25);
        cr_assert_float_eq(pair->similarity, told_similarity(a, b), 1e-12);
        cr_assert_float_eq(pair->variance, side_variance(pair->a, pair->b) + side_variance(pair->b, pair->a), 1e-12);
    }
}

Test(source_intervals, fewer_than_twenty_groups_have_none, .fini = drop)
{
    struct failure failure;
    make(1, 2, 19);
    cr_assert_eq(within_flow(find, NULL, 1, &failure), STATUS_OK);
    cr_assert(isnan(pairs.items[0].variance) && pairs.items[0].groups_a == 19);
}

Test(source_intervals, they_do_not_depend_on_the_number_of_workers, .fini = drop)
{
    struct failure failure;
    double variances[6];
    make(2, 3, 25);
    cr_assert_eq(within_flow(find, NULL, 1, &failure), STATUS_OK);
    for (size_t i = 0; i < 6; i++) {
        variances[i] = pairs.items[i].variance;
    }
    source_pairs_close(&pairs);
    cr_assert_eq(within_flow(find, NULL, 3, &failure), STATUS_OK);
    for (size_t i = 0; i < 6; i++) {
        cr_assert_eq(variances[i], pairs.items[i].variance);
    }
}

Test(source_intervals, every_refused_allocation_is_a_memory_failure, .fini = drop)
{
    long refused = 0;
    make(1, 2, 21);
    for (bool was_refused = true; was_refused && refused < 500; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = within_flow(find, NULL, 1, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
        cr_assert_eq(failure.kind, was_refused ? FAILURE_MEMORY : FAILURE_NONE, "%s", failure.message);
        source_pairs_close(&pairs);
    }
    cr_assert_gt(refused, 20);
}
