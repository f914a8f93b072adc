/* test_topic_matrix.c - three passages by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "refusal.h"
#include "topic_matrix.h"

/*
 * Terms 0..4, idf 1 2 0 3 1. Passages: "0 1 0 2 1 0", "2 4 1 2", "3 3", "0". Term 2 has no weight, terms 3 and 4 stand
 * in one passage: columns are 0 and 1. Rows: (3, 4) / 5, (0, 2) / 2, nothing, (1, 0).
 */
static const uint32_t terms[] = {0, 1, 0, 2, 1, 0, 2, 4, 1, 2, 3, 3, 0};
static const double idf[] = {1, 2, 0, 3, 1};
static struct passage items[] = {{0, 0, 6}, {0, 6, 10}, {1, 10, 12}, {2, 12, 13}};
static const struct passages passages = {items, 4};
static const struct counts counts = {.term_count = 5, .document_count = 3, .sequences = {.terms = terms}};
static const struct weighted weighted = {.counts = &counts, .idf = idf};

Test(topic_matrix, holds_shared_weighted_terms_in_rows_of_length_one)
{
    struct topic_matrix matrix;
    struct failure failure = {0};
    cr_assert_eq(topic_matrix_open(&matrix, &weighted, &passages, &failure), STATUS_OK);
    const uint64_t starts[] = {0, 2, 3, 3, 4};
    const uint32_t columns[] = {0, 1, 1, 0}, kept[] = {0, 1};
    const double values[] = {0.6, 0.8, 1, 1};
    cr_assert(matrix.rows.row_count == 4 && matrix.rows.column_count == 2);
    cr_assert_arr_eq(matrix.rows.starts, starts, sizeof starts);
    cr_assert_arr_eq(matrix.rows.columns, columns, sizeof columns);
    cr_assert_arr_eq(matrix.rows.values, values, sizeof values);
    cr_assert_arr_eq(matrix.terms, kept, sizeof kept);
    cr_assert(matrix.columns.row_count == 2 && matrix.columns.column_count == 4);
    const uint32_t transposed[] = {0, 3, 0, 1};
    cr_assert_arr_eq(matrix.columns.columns, transposed, sizeof transposed);
    topic_matrix_close(&matrix);
}

Test(topic_matrix, a_refused_allocation_is_a_memory_failure_and_leaves_nothing)
{
    for (long refused = 0; refused < 100; refused++) {
        struct topic_matrix matrix;
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = topic_matrix_open(&matrix, &weighted, &passages, &failure);
        const long asked = refuse_nothing();
        if (asked <= refused) {
            cr_assert_eq(status, STATUS_OK);
            topic_matrix_close(&matrix);
            cr_assert_geq(refused, 10);
            return;
        }
        cr_assert_eq(status, STATUS_FAILED);
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
        cr_assert(matrix.terms == NULL && matrix.rows.starts == NULL);
    }
    cr_assert_fail();
}
