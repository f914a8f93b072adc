/* test_truncated_svd.c - by hand, and against GSL's one-sided Jacobi SVD of the dense matrix. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include <gsl/gsl_linalg.h>

#include "random_sparse.h"
#include "refusal.h"
#include "truncated_svd.h"
#include "within_flow.h"

struct task {
    struct sparse_matrix matrix, transposed;
    size_t count;
    struct truncated_svd svd;
};

static enum status find(void *context, struct flow *flow)
{
    struct task *const task = context;
    return truncated_svd_find(&task->svd, &task->matrix, &task->transposed, task->count, flow);
}

static struct task task_of(size_t rows, size_t columns, const double *values, size_t count)
{
    struct task task = {.count = count};
    sparse_both_of(rows, columns, values, &task.matrix, &task.transposed);
    return task;
}

static void run(struct task *task, unsigned workers)
{
    struct failure failure = {0};
    cr_assert_eq(within_flow(find, task, workers, &failure), STATUS_OK, "%s", failure.message);
}

static void close_task(struct task *task)
{
    truncated_svd_free(&task->svd);
    sparse_matrix_free(&task->matrix);
    sparse_matrix_free(&task->transposed);
}

/* [3 0; 0 -4; 0 0]: values 4 and 3; the larger component of a right vector is positive. */
Test(truncated_svd, a_matrix_by_hand)
{
    const double values[] = {3, 0, 0, -4, 0, 0};
    const double left[] = {0, 1, -1, 0, 0, 0}, right[] = {0, 1, 1, 0};
    struct task task = task_of(3, 2, values, 2);
    run(&task, 1);
    cr_assert_float_eq(task.svd.values[0], 4, 1e-14);
    cr_assert_float_eq(task.svd.values[1], 3, 1e-14);
    for (size_t i = 0; i < 6; i++) {
        cr_assert_float_eq(task.svd.left[i], left[i], 1e-14, "left %zu is %g", i, task.svd.left[i]);
    }
    for (size_t i = 0; i < 4; i++) {
        cr_assert_float_eq(task.svd.right[i], right[i], 1e-14, "right %zu is %g", i, task.svd.right[i]);
    }
    close_task(&task);
}

enum { ROWS = 120, COLUMNS = 50, COUNT = 8 };

Test(truncated_svd, the_largest_values_are_those_of_gsl)
{
    static double dense[ROWS * COLUMNS], v[COLUMNS * COLUMNS], s[COLUMNS];
    random_dense(dense, ROWS * COLUMNS, 4, 3);
    struct task task = task_of(ROWS, COLUMNS, dense, COUNT);
    run(&task, 2);
    gsl_matrix_view a = gsl_matrix_view_array(dense, ROWS, COLUMNS);
    gsl_matrix_view vectors = gsl_matrix_view_array(v, COLUMNS, COLUMNS);
    gsl_vector_view singular = gsl_vector_view_array(s, COLUMNS);
    cr_assert_eq(gsl_linalg_SV_decomp_jacobi(&a.matrix, &vectors.matrix, &singular.vector), 0);
    for (size_t i = 0; i < COUNT; i++) {
        cr_expect_float_eq(task.svd.values[i], s[i], 1e-4 * s[i], "value %zu: %g, %g", i, task.svd.values[i], s[i]);
    }
    double cosine = 0; /* of the first right vectors */
    for (size_t i = 0; i < COLUMNS; i++) {
        cosine += task.svd.right[i * COUNT] * v[i * COLUMNS];
    }
    cr_assert_float_eq(fabs(cosine), 1, 1e-8);
    close_task(&task);
}

Test(truncated_svd, what_a_matrix_of_low_rank_does_not_have_is_zero)
{
    /* Rows 1, 2 and 3 times (1, 2, 2): one value, sqrt(14) * 3. */
    const double values[] = {1, 2, 2, 2, 4, 4, 3, 6, 6};
    struct task task = task_of(3, 3, values, 3);
    run(&task, 1);
    cr_assert_float_eq(task.svd.values[0], 3 * sqrt(14), 1e-13);
    cr_assert_eq(task.svd.values[1], 0);
    cr_assert_eq(task.svd.values[2], 0);
    for (size_t i = 0; i < 3; i++) {
        cr_assert_float_eq(task.svd.right[i * 3], values[i] / 3, 1e-14);
        cr_assert_float_eq(task.svd.left[i * 3], (double)(i + 1) / sqrt(14), 1e-14);
        cr_assert(task.svd.left[i * 3 + 1] == 0 && task.svd.right[i * 3 + 2] == 0);
    }
    close_task(&task);
}

Test(truncated_svd, a_matrix_of_zeros_has_values_of_zero)
{
    const double values[] = {0, 0, 0, 0};
    struct task task = task_of(2, 2, values, 2);
    run(&task, 1);
    cr_assert(task.svd.values[0] == 0 && task.svd.values[1] == 0);
    close_task(&task);
}

Test(truncated_svd, the_bits_do_not_depend_on_the_number_of_workers)
{
    static double dense[700 * 40];
    random_dense(dense, 700 * 40, 5, 9);
    struct task one = task_of(700, 40, dense, 5), four = task_of(700, 40, dense, 5);
    run(&one, 1);
    run(&four, 4);
    cr_assert_arr_eq(one.svd.values, four.svd.values, 5 * sizeof(double));
    cr_assert_arr_eq(one.svd.left, four.svd.left, 700 * 5 * sizeof(double));
    cr_assert_arr_eq(one.svd.right, four.svd.right, 40 * 5 * sizeof(double));
    close_task(&one);
    close_task(&four);
}

Test(truncated_svd, a_refused_allocation_is_a_memory_failure)
{
    const double values[] = {3, 0, 0, -4, 0, 0};
    struct task task = task_of(3, 2, values, 2);
    long refused = 0;
    for (; refused < 2000; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = within_flow(find, &task, 1, &failure);
        const long asked = refuse_nothing();
        truncated_svd_free(&task.svd);
        if (asked <= refused) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld: %s", refused, failure.message);
    }
    cr_assert(refused > 8 && refused < 2000);
    close_task(&task);
}

/* 12 vectors of 3 and of twice 2 numbers, three squares of 12, and the 2 wanted of 3 and of 2. */
Test(truncated_svd, what_it_takes_is_known_ahead)
{
    cr_expect_eq(truncated_svd_bytes(3, 2, 2), (12 * (3 + 2 * 2) + 3 * 12 * 12 + 2 * (3 + 2)) * 8);
}
