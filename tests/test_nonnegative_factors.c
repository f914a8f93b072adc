/* test_nonnegative_factors.c - the start by hand, factors that are known, and the error computed plainly. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "fixed_sequence.h"
#include "nonnegative_factors.h"
#include "random_sparse.h"
#include "refusal.h"
#include "within_flow.h"

struct task {
    struct sparse_matrix matrix, transposed;
    size_t count;
    struct nonnegative_factors factors;
};

static enum status factorize(void *context, struct flow *flow)
{
    struct task *const task = context;
    struct truncated_svd svd;
    if (truncated_svd_find(&svd, &task->matrix, &task->transposed, task->count, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const enum status status = nonnegative_factors_start(&task->factors, &svd, task->matrix.row_count,
                                                         task->matrix.column_count, flow_failure(flow));
    truncated_svd_free(&svd);
    return status == STATUS_OK ? nonnegative_factors_improve(&task->factors, &task->matrix, &task->transposed, flow)
                               : STATUS_FAILED;
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
    cr_assert_eq(within_flow(factorize, task, workers, &failure), STATUS_OK, "%s", failure.message);
}

static void close_task(struct task *task)
{
    nonnegative_factors_free(&task->factors);
    sparse_matrix_free(&task->matrix);
    sparse_matrix_free(&task->transposed);
}

/*
 * Boutsidis & Gallopoulos 2008, figure 1, with values 4 and 9. First pair: left (.6 .8), right (.8 .6): W = 2 left,
 * H = 2 right. Second pair: left (.8 -.6), right (.6 -.8): positive parts .8 * .6 = .48, negative ones .6 * .8 = .48:
 * the positive ones are taken; W = sqrt(9 * .48) (1 0), H = the same.
 */
Test(nonnegative_factors, the_start_by_hand)
{
    double values[] = {4, 9}, left[] = {.6, .8, .8, -.6}, right[] = {.8, .6, .6, -.8};
    const struct truncated_svd svd = {2, values, left, right};
    const double second = sqrt(9 * .48);
    const double rows[] = {1.2, second, 1.6, 0}, columns[] = {1.6, second, 1.2, 0};
    struct nonnegative_factors factors;
    struct failure failure = {0};
    cr_assert_eq(nonnegative_factors_start(&factors, &svd, 2, 2, &failure), STATUS_OK);
    for (size_t i = 0; i < 4; i++) {
        cr_assert_float_eq(factors.row_factors[i], rows[i], 1e-14, "W %zu is %g", i, factors.row_factors[i]);
        cr_assert_float_eq(factors.column_factors[i], columns[i], 1e-14, "H %zu is %g", i, factors.column_factors[i]);
    }
    nonnegative_factors_free(&factors);
    left[3] = -.9; /* now the negative parts are larger: .9 * .8 = .72; W = sqrt(9 * .72) (0 1) = H */
    cr_assert_eq(nonnegative_factors_start(&factors, &svd, 2, 2, &failure), STATUS_OK);
    cr_assert(factors.row_factors[1] == 0 && factors.column_factors[1] == 0);
    cr_assert_float_eq(factors.row_factors[3], sqrt(9 * .72), 1e-14);
    cr_assert_float_eq(factors.column_factors[3], sqrt(9 * .72), 1e-14);
    nonnegative_factors_free(&factors);
}

/* Two rows: each topic is the mean of five draws of them. The sequence draws below 2: 1 0 0 1 0, 0 0 1 0 1 (the first
 * bits of SplitMix64 from seed 0); the next draw's numbers are 10 to 19. */
Test(nonnegative_factors, a_start_from_rows_is_the_mean_of_those_drawn)
{
    const double values[] = {5, 0, 10, 0, 20, 0};
    struct sparse_matrix matrix = sparse_of(2, 3, values);
    struct nonnegative_factors factors, again, other;
    struct failure failure = {0};
    cr_assert_eq(nonnegative_factors_start_from_rows(&factors, &matrix, 2, 0, &failure), STATUS_OK);
    for (size_t k = 0; k < 2; k++) {
        double ones = 0;
        for (size_t i = 5 * k; i < 5 * k + 5; i++) {
            ones += (double)fixed_sequence_below(i, 2);
        }
        cr_expect_float_eq(factors.column_factors[k], 5 - ones, 1e-14);
        cr_expect_float_eq(factors.column_factors[2 + k], 4 * ones, 1e-14);
        cr_expect_float_eq(factors.column_factors[4 + k], 2 * (5 - ones), 1e-14);
    }
    cr_expect_float_eq(factors.column_factors[0], 3, 1e-14, "three of five");
    for (size_t i = 0; i < 4; i++) {
        cr_expect(factors.row_factors[i] > 0 && factors.row_factors[i] == factors.row_factors[0]);
    }
    cr_assert_eq(nonnegative_factors_start_from_rows(&again, &matrix, 2, 0, &failure), STATUS_OK);
    cr_assert_eq(nonnegative_factors_start_from_rows(&other, &matrix, 2, 1, &failure), STATUS_OK);
    cr_expect_arr_eq(factors.column_factors, again.column_factors, 6 * sizeof(double));
    cr_expect(memcmp(factors.column_factors, other.column_factors, 6 * sizeof(double)) != 0);
    nonnegative_factors_free(&factors);
    nonnegative_factors_free(&again);
    nonnegative_factors_free(&other);
    sparse_matrix_free(&matrix);
}

Test(nonnegative_factors, blocks_are_told_apart_exactly)
{
    const double values[] = {2, 1, 0, 0, 4, 2, 0, 0, 0, 0, 3, 3, 0, 0, 1, 1};
    struct task task = task_of(4, 4, values, 2);
    run(&task, 1);
    cr_assert_lt(task.factors.error, 1e-7);
    for (size_t row = 0; row < 4; row++) {
        const double *const of = task.factors.row_factors + row * 2;
        cr_assert((of[0] > 0) != (of[1] > 0), "row %zu: %g %g", row, of[0], of[1]);
    }
    const double *const w = task.factors.row_factors, *const h = task.factors.column_factors;
    cr_assert_eq(w[0] > 0, h[0] > 0);
    cr_assert_float_eq(w[0] * h[0] + w[1] * h[1], 2, 1e-7);
    cr_assert_float_eq(w[6] * h[6] + w[7] * h[7], 1, 1e-7);
    close_task(&task);
}

enum { ROWS = 300, COLUMNS = 60, COUNT = 6 };
static double dense[ROWS * COLUMNS];

static double plain_error(const struct nonnegative_factors *factors)
{
    double left = 0, whole = 0;
    for (size_t row = 0; row < ROWS; row++) {
        for (size_t column = 0; column < COLUMNS; column++) {
            double value = dense[row * COLUMNS + column];
            whole += value * value;
            for (size_t k = 0; k < COUNT; k++) {
                value -= factors->row_factors[row * COUNT + k] * factors->column_factors[column * COUNT + k];
            }
            left += value * value;
        }
    }
    return sqrt(left / whole);
}

Test(nonnegative_factors, the_error_is_what_is_left_and_no_number_is_below_zero)
{
    random_dense(dense, ROWS * COLUMNS, 5, 21);
    struct task task = task_of(ROWS, COLUMNS, dense, COUNT);
    run(&task, 1);
    cr_assert_float_eq(task.factors.error, plain_error(&task.factors), 1e-10);
    cr_assert(task.factors.rounds > 1 && task.factors.rounds <= FACTOR_ROUNDS_MOST);
    for (size_t i = 0; i < ROWS * COUNT; i++) {
        cr_assert_geq(task.factors.row_factors[i], 0);
    }
    /* At a minimum no single number can be moved for the better. */
    const double found = plain_error(&task.factors);
    for (size_t i = 0; i < COLUMNS * COUNT; i += 17) {
        const double value = task.factors.column_factors[i];
        for (int sign = -1; sign <= 1; sign += 2) {
            task.factors.column_factors[i] = fmax(0, value + sign * 0.01);
            cr_assert_geq(plain_error(&task.factors), found);
        }
        task.factors.column_factors[i] = value;
    }
    close_task(&task);
}

Test(nonnegative_factors, the_bits_do_not_depend_on_the_number_of_workers)
{
    random_dense(dense, ROWS * COLUMNS, 5, 22);
    struct task one = task_of(ROWS, COLUMNS, dense, COUNT), four = task_of(ROWS, COLUMNS, dense, COUNT);
    run(&one, 1);
    run(&four, 4);
    cr_assert_eq(one.factors.rounds, four.factors.rounds);
    cr_assert_arr_eq(one.factors.row_factors, four.factors.row_factors, ROWS * COUNT * sizeof(double));
    cr_assert_arr_eq(one.factors.column_factors, four.factors.column_factors, COLUMNS * COUNT * sizeof(double));
    close_task(&one);
    close_task(&four);
}

Test(nonnegative_factors, more_topics_than_the_rank_leave_the_rest_empty)
{
    const double values[] = {1, 2, 2, 2, 4, 4, 3, 6, 6};
    struct task task = task_of(3, 3, values, 3);
    run(&task, 1);
    cr_assert_lt(task.factors.error, 1e-7);
    for (size_t i = 0; i < 3; i++) {
        cr_assert(task.factors.row_factors[i * 3] > 0 && task.factors.row_factors[i * 3 + 1] == 0);
    }
    close_task(&task);
}

Test(nonnegative_factors, a_refused_allocation_is_a_memory_failure)
{
    const double values[] = {3, 0, 0, 4, 1, 0};
    struct task task = task_of(3, 2, values, 2);
    long refused = 0;
    for (; refused < 2000; refused++) {
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = within_flow(factorize, &task, 1, &failure);
        const long asked = refuse_nothing();
        nonnegative_factors_free(&task.factors);
        if (asked <= refused) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "allocation %ld: %s", refused, failure.message);
    }
    cr_assert(refused > 12 && refused < 2000);
    close_task(&task);
}
