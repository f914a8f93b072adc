/* test_sparse_matrix.c - against GSL's dense product. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include <gsl/gsl_blas.h>

#include "random_sparse.h"
#include "refusal.h"
#include "sparse_matrix.h"
#include "within_flow.h"

enum { ROWS = 600, COLUMNS = 90, WIDTH = 7 };

static double dense[ROWS * COLUMNS], right[COLUMNS * WIDTH], product[ROWS * WIDTH], expected[ROWS * WIDTH];
static struct sparse_matrix matrix;

Test(sparse_matrix, a_transpose_by_hand)
{
    const double values[] = {1, 0, 2, 0, 0, 0, 3, 4, 0, 0, 0, 5};
    const uint64_t starts[] = {0, 2, 3, 5};
    const uint32_t columns[] = {0, 2, 2, 0, 3};
    const double numbers[] = {1, 3, 4, 2, 5};
    struct failure failure = {0};
    struct sparse_matrix sample = sparse_of(4, 3, values), transposed;
    cr_assert_eq(sparse_matrix_transpose(&sample, &transposed, &failure), STATUS_OK);
    cr_assert(transposed.row_count == 3 && transposed.column_count == 4);
    cr_assert_arr_eq(transposed.starts, starts, sizeof starts);
    cr_assert_arr_eq(transposed.columns, columns, sizeof columns);
    cr_assert_arr_eq(transposed.values, numbers, sizeof numbers);
    sparse_matrix_free(&sample);
    sparse_matrix_free(&transposed);
}

static enum status multiply(void *context, struct flow *flow)
{
    (void)context;
    return sparse_matrix_multiply(&matrix, right, WIDTH, product, flow);
}

Test(sparse_matrix, the_product_is_that_of_gsl_for_any_number_of_workers)
{
    struct failure failure = {0};
    random_dense(dense, ROWS * COLUMNS, 6, 1);
    random_dense(right, COLUMNS * WIDTH, 1, 2);
    matrix = sparse_of(ROWS, COLUMNS, dense);
    const gsl_matrix_view a = gsl_matrix_view_array(dense, ROWS, COLUMNS);
    const gsl_matrix_view b = gsl_matrix_view_array(right, COLUMNS, WIDTH);
    gsl_matrix_view c = gsl_matrix_view_array(expected, ROWS, WIDTH);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, &a.matrix, &b.matrix, 0, &c.matrix);
    for (unsigned workers = 1; workers <= 3; workers++) {
        memset(product, -1, sizeof product);
        cr_assert_eq(within_flow(multiply, NULL, workers, &failure), STATUS_OK, "%s", failure.message);
        for (size_t i = 0; i < ROWS * WIDTH; i++) {
            cr_assert_float_eq(product[i], expected[i], 1e-13);
        }
    }
    sparse_matrix_free(&matrix);
}

Test(sparse_matrix, a_refused_allocation_is_a_memory_failure)
{
    for (long refused = 0; refused < 3; refused++) {
        struct sparse_matrix refused_matrix;
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = sparse_matrix_open(&refused_matrix, 2, 2, 4, &failure);
        (void)refuse_nothing();
        cr_assert_eq(status, STATUS_FAILED);
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
        cr_assert_null(refused_matrix.starts);
    }
}
