/* test_distance_pairs.c - rows and lists of a distance are those of similarity_between, however they are cut. */
#include <criterion/criterion.h>

#include <math.h>

#include "distance_pairs.h"
#include "small_matrix.h"
#include "within_flow.h"

enum { DOCUMENTS = 40, QUERIES = 3, TOP = 4 };

static struct small_matrix *matrix;
static struct similarity_measure measure;
static size_t taken;

static enum status take(void *context, size_t row, const double *values, struct flow *flow)
{
    (void)flow;
    const struct all_pairs *const pairs = context;
    cr_assert_eq(row, pairs->first_row + taken++);
    for (size_t other = pairs->upper ? row + 1 : 0; other < DOCUMENTS; other++) {
        const double expected = similarity_between(&measure, row, other);
        cr_assert(values[other] == expected || (isnan(values[other]) && isnan(expected)));
    }
    return STATUS_OK;
}

static enum status walk(void *context, struct flow *flow)
{
    return all_pairs_rows(context, "probing", take, context, flow);
}

static enum status find(void *context, struct flow *flow)
{
    return all_pairs_nearest(&measure, context, flow);
}

static void make(void)
{
    struct failure failure = {0};
    matrix = small_matrix_random(DOCUMENTS, QUERIES, 50, 30, 3);
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_JENSEN_SHANNON, &failure), STATUS_OK);
    taken = 0;
}

static void forget(void)
{
    similarity_close(&measure);
    small_matrix_free(matrix);
}

TestSuite(distance_pairs, .init = make, .fini = forget);

Test(distance_pairs, all_rows_the_upper_half_and_queries_are_handed_over_in_order)
{
    struct all_pairs kinds[] = {{&measure, 0, DOCUMENTS, false},
                                {&measure, 0, DOCUMENTS, true},
                                {&measure, DOCUMENTS, QUERIES, false},
                                {&measure, 5, 7, false}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct failure failure = {0};
        taken = 0;
        cr_assert_eq(within_flow(walk, &kinds[i], 1 + (unsigned)i % 2, &failure), STATUS_OK);
        cr_assert_eq(taken, kinds[i].row_count);
    }
}

Test(distance_pairs, the_nearest_are_those_of_the_smallest_distance)
{
    struct failure failure = {0};
    struct top_lists lists;
    cr_assert_eq(top_lists_open(&lists, DOCUMENTS, TOP, &failure), STATUS_OK);
    cr_assert_eq(within_flow(find, &lists, 2, &failure), STATUS_OK);
    for (size_t row = 1; row < DOCUMENTS; row++) { /* the first document is empty */
        const struct top_list *const list = &lists.items[row];
        cr_assert_eq(list->count, TOP);
        for (size_t other = 1; other < DOCUMENTS; other++) {
            bool is_listed = other == row;
            for (size_t i = 0; i < TOP; i++) {
                is_listed = is_listed || list->entries[i].index == other;
            }
            cr_assert(is_listed || similarity_between(&measure, row, other) <= list->entries[TOP - 1].value);
        }
        cr_assert_geq(list->entries[0].value, list->entries[1].value);
    }
    top_lists_close(&lists);
}
