/* test_average_linkage.c - against scipy.cluster.hierarchy.linkage(method="average") and the definition. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "average_linkage.h"
#include "refusal.h"
#include "within_flow.h"

enum { MOST = 40 };

static float triangle[MOST * (MOST - 1) / 2];
static struct linkage_merge merges[MOST];
static size_t things;

static enum status link_all(void *context, struct flow *flow)
{
    (void)context;
    return average_linkage(triangle, things, merges, flow);
}

static void run(void)
{
    struct failure failure = {0};
    cr_assert_eq(within_flow(link_all, NULL, 1, &failure), STATUS_OK, "%s", failure.message);
}

/* linkage(squareform(1 - S), "average") of scipy 1.10: heights 1 less .9, .8, .4, .2, .11666667. */
static const float six[] = {0.9F, 0.1F, 0.2F, 0.2F, 0.1F, 0.8F, 0, 0.1F, 0.3F, 0.5F, 0.3F, 0.1F, 0.2F, 0.1F, 0.05F};

static void take_six(void)
{
    things = 6;
    for (size_t i = 0; i < sizeof six / sizeof *six; i++) {
        triangle[i] = six[i];
    }
    run();
}

Test(average_linkage, merges_are_those_of_scipy)
{
    static const struct linkage_merge expected[] = {
        {0, 1, 0.9}, {2, 3, 0.8}, {2, 4, 0.4}, {0, 5, 0.2}, {0, 2, 0.11666667}};
    take_six();
    for (size_t i = 0; i < 5; i++) {
        cr_expect(merges[i].a == expected[i].a && merges[i].b == expected[i].b, "%zu: %zu %zu", i, merges[i].a,
                  merges[i].b);
        cr_expect_float_eq(merges[i].similarity, expected[i].similarity, 1e-7);
    }
}

Test(average_linkage, a_cut_numbers_groups_by_their_lowest_things)
{
    static const struct {
        double at;
        size_t groups, labels[6];
    } cuts[] = {{0.95, 6, {0, 1, 2, 3, 4, 5}},
                {0.8, 4, {0, 0, 1, 1, 2, 3}},
                {0.39, 3, {0, 0, 1, 1, 1, 2}},
                {0.15, 2, {0, 0, 1, 1, 1, 0}},
                {0, 1, {0, 0, 0, 0, 0, 0}}};
    size_t labels[6];
    take_six();
    for (size_t cut = 0; cut < sizeof cuts / sizeof *cuts; cut++) {
        /* .8 in float is above .8 */
        cr_expect_eq(average_linkage_cut(merges, 6, cuts[cut].at, labels), cuts[cut].groups, "%g", cuts[cut].at);
        for (size_t i = 0; i < 6; i++) {
            cr_expect_eq(labels[i], cuts[cut].labels[i]);
        }
    }
}

/* The definition: of all pairs of groups that with the greatest mean over their things' pairs, again and again. */
static void link_by_definition(const float *pairs, size_t count, double *similarities)
{
    size_t group[MOST];
    for (size_t i = 0; i < count; i++) {
        group[i] = i;
    }
    for (size_t merge = 0; merge + 1 < count; merge++) {
        double best = -1;
        size_t best_a = 0, best_b = 0;
        for (size_t a = 0; a < count; a++) {
            for (size_t b = a + 1; b < count; b++) {
                double sum = 0, number = 0;
                for (size_t i = 0; i < count; i++) {
                    for (size_t j = 0; j < i; j++) {
                        const bool between = (group[i] == a && group[j] == b) || (group[i] == b && group[j] == a);
                        sum += between ? (double)pairs[linkage_place(i, j)] : 0;
                        number += between;
                    }
                }
                if (number > 0 && sum / number > best) {
                    best = sum / number;
                    best_a = a;
                    best_b = b;
                }
            }
        }
        similarities[merge] = best;
        for (size_t i = 0; i < count; i++) {
            group[i] = group[i] == best_b ? best_a : group[i];
        }
    }
}

Test(average_linkage, chains_of_neighbours_find_what_the_definition_says)
{
    double expected[MOST];
    uint32_t state = 7;
    things = 25;
    for (size_t i = 0; i < things * (things - 1) / 2; i++) {
        state = state * 1664525 + 1013904223;
        triangle[i] = (float)(state >> 8) / (float)(1 << 24);
    }
    link_by_definition(triangle, things, expected);
    run();
    for (size_t i = 0; i + 1 < things; i++) {
        cr_expect_float_eq(merges[i].similarity, expected[i], 1e-6, "%zu: %.9g, not %.9g", i, merges[i].similarity,
                           expected[i]);
    }
}

Test(average_linkage, one_thing_and_none_make_no_merge)
{
    size_t label = 9;
    for (things = 0; things < 2; things++) {
        run();
        cr_expect_eq(average_linkage_cut(merges, things, 0.5, &label), things);
    }
    cr_expect_eq(label, 0);
}

Test(average_linkage, every_refused_allocation_is_a_failure)
{
    things = 6;
    for (long index = 0;; index++) {
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = within_flow(link_all, NULL, 1, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            return;
        }
        cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY);
    }
}
