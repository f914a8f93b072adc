/*
 * nonnegative_factors.c - hierarchical alternating least squares (Cichocki & Phan 2009): each number of W in turn is
 * set to where the error is least with all others held, or to 0; then each of H. It is what scikit-learn calls
 * coordinate descent. A row of W depends on no other row, so rows are improved on all workers, and the result is the
 * same for any number of them.
 *
 * The zeros of NNDSVD are left 0: filling them with the mean (NNDSVDa) gave the same error to five digits on news
 * and encyclopedia passages, and multiplicative updates, which need it, are not used. Stopping at a change of 1e-6
 * halves the rounds, but first terms still change after it.
 */
#include "nonnegative_factors.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_blas.h>

#include "array.h"
#include "fixed_sequence.h"

enum { BLOCK_ROWS = 256 };

/* One vector of a pair without what is below 0 (sign 1) or without what is above, turned (sign -1). */
static double part(double value, double sign)
{
    return value * sign > 0 ? value * sign : 0;
}

static double part_length(const double *vectors, size_t length, size_t count, size_t k, double sign)
{
    double square = 0;
    for (size_t i = 0; i < length; i++) {
        const double value = part(vectors[i * count + k], sign);
        square += value * value;
    }
    return sqrt(square);
}

static void write_part(const double *vectors, size_t length, size_t count, size_t k, double sign, double scale,
                       double *factors)
{
    for (size_t i = 0; i < length; i++) {
        factors[i * count + k] = scale * part(vectors[i * count + k], sign);
    }
}

/* Of the positive and the negative parts of a pair of vectors the larger product makes the topic. The first pair has
 * one sign throughout (Perron and Frobenius), so its smaller product is 0. */
static void start_topic(struct nonnegative_factors *factors, const struct truncated_svd *svd, size_t k)
{
    const size_t rows = factors->rows, columns = factors->columns, count = factors->count;
    const double left[] = {part_length(svd->left, rows, count, k, 1), part_length(svd->left, rows, count, k, -1)};
    const double right[] = {part_length(svd->right, columns, count, k, 1),
                            part_length(svd->right, columns, count, k, -1)};
    const int chosen = left[0] * right[0] >= left[1] * right[1] ? 0 : 1;
    const double product = left[chosen] * right[chosen], sign = chosen == 0 ? 1 : -1;
    const double scale = product > 0 ? sqrt(svd->values[k] * product) : 0;
    write_part(svd->left, rows, count, k, sign, scale > 0 ? scale / left[chosen] : 0, factors->row_factors);
    write_part(svd->right, columns, count, k, sign, scale > 0 ? scale / right[chosen] : 0, factors->column_factors);
}

static enum status open_factors(struct nonnegative_factors *factors, size_t rows, size_t columns, size_t count,
                                struct failure *failure)
{
    *factors = (struct nonnegative_factors){.rows = rows, .columns = columns, .count = count};
    if (array_zeroed((void **)&factors->row_factors, rows * count, sizeof(double), failure) != STATUS_OK ||
        array_zeroed((void **)&factors->column_factors, columns * count, sizeof(double), failure) != STATUS_OK) {
        nonnegative_factors_free(factors);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

enum status nonnegative_factors_start(struct nonnegative_factors *factors, const struct truncated_svd *svd, size_t rows,
                                      size_t columns, struct failure *failure)
{
    if (open_factors(factors, rows, columns, svd->count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t k = 0; k < svd->count; k++) {
        start_topic(factors, svd, k);
    }
    return STATUS_OK;
}

enum status nonnegative_factors_start_from_rows(struct nonnegative_factors *factors, const struct sparse_matrix *matrix,
                                                size_t count, unsigned draw, struct failure *failure)
{
    const double even = 0.1; /* the first round sets it right */
    if (open_factors(factors, matrix->row_count, matrix->column_count, count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < factors->rows * count; i++) {
        factors->row_factors[i] = even;
    }
    for (size_t i = 0; i < count * ROWS_OF_A_START; i++) {
        const uint64_t row = fixed_sequence_below(draw * count * ROWS_OF_A_START + i, matrix->row_count);
        for (uint64_t entry = matrix->starts[row]; entry < matrix->starts[row + 1]; entry++) {
            factors->column_factors[matrix->columns[entry] * count + i / ROWS_OF_A_START] +=
                matrix->values[entry] / ROWS_OF_A_START;
        }
    }
    return STATUS_OK;
}

/* What improving one factor needs of the other. */
struct half {
    double *factors; /* that are improved: length x count */
    size_t length, count;
    const double *products; /* length x count: the matrix times the other factor */
    const double *gram;     /* count x count: the other factor times itself */
};

static void improve_row(const struct half *half, double *row, const double *products)
{
    const size_t count = half->count;
    for (size_t k = 0; k < count; k++) {
        const double *const gram = half->gram + k * count;
        if (!(gram[k] > 0)) {
            continue; /* an empty topic: nothing to hold on to */
        }
        double gradient = -products[k];
        for (size_t i = 0; i < count; i++) {
            gradient += gram[i] * row[i];
        }
        const double value = row[k] - gradient / gram[k];
        row[k] = value > 0 ? value : 0;
    }
}

static enum status improve_block(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct half *const half = context;
    const size_t first = index * BLOCK_ROWS, left = half->length - first;
    for (size_t row = first; row < first + (left < BLOCK_ROWS ? left : BLOCK_ROWS); row++) {
        improve_row(half, half->factors + row * half->count, half->products + row * half->count);
    }
    return STATUS_OK;
}

static enum status improve_half(struct half *half, struct flow *flow)
{
    return flow_parallel(flow, (half->length + BLOCK_ROWS - 1) / BLOCK_ROWS, improve_block, half);
}

/* gram = factors' factors, both triangles. */
static void multiply_self(const double *factors, size_t length, size_t count, double *gram)
{
    const gsl_matrix_const_view rows = gsl_matrix_const_view_array(factors, length, count);
    gsl_matrix_view square = gsl_matrix_view_array(gram, count, count);
    (void)gsl_blas_dsyrk(CblasLower, CblasTrans, 1, &rows.matrix, 0, &square.matrix);
    for (size_t row = 0; row < count; row++) {
        for (size_t column = 0; column < row; column++) {
            gram[column * count + row] = gram[row * count + column];
        }
    }
}

static double dot(const double *a, const double *b, size_t length)
{
    double sum = 0;
    for (size_t i = 0; i < length; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

struct improvement {
    struct nonnegative_factors *factors;
    const struct sparse_matrix *matrix, *transposed;
    double *row_products, *column_products, *row_gram, *column_gram;
    double square; /* of the matrix's Frobenius norm */
};

/* |A - W H'|^2 = |A|^2 - 2 (A'W . H) + (W'W . H'H), of what the round left behind. */
static double relative_error(const struct improvement *work)
{
    const struct nonnegative_factors *const factors = work->factors;
    const size_t count = factors->count;
    const double square = work->square -
                          2 * dot(work->column_products, factors->column_factors, factors->columns * count) +
                          dot(work->row_gram, work->column_gram, count * count);
    return square > 0 && work->square > 0 ? sqrt(square / work->square) : 0;
}

static enum status improve_once(struct improvement *work, struct flow *flow)
{
    struct nonnegative_factors *const factors = work->factors;
    const size_t count = factors->count;
    struct half rows = {factors->row_factors, factors->rows, count, work->row_products, work->column_gram};
    struct half columns = {factors->column_factors, factors->columns, count, work->column_products, work->row_gram};
    if (sparse_matrix_multiply(work->matrix, factors->column_factors, count, work->row_products, flow) != STATUS_OK ||
        improve_half(&rows, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    multiply_self(factors->row_factors, factors->rows, count, work->row_gram);
    if (sparse_matrix_multiply(work->transposed, factors->row_factors, count, work->column_products, flow) !=
            STATUS_OK ||
        improve_half(&columns, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    multiply_self(factors->column_factors, factors->columns, count, work->column_gram);
    return STATUS_OK;
}

static enum status improve_all(struct improvement *work, struct flow *flow)
{
    struct nonnegative_factors *const factors = work->factors;
    multiply_self(factors->column_factors, factors->columns, factors->count, work->column_gram);
    factors->error = 1;
    for (factors->rounds = 0; factors->rounds < FACTOR_ROUNDS_MOST;) {
        if (flow_interrupted(flow)) {
            return flow_fail_signal(flow);
        }
        flow_progress(flow, "finding topics", factors->rounds, FACTOR_ROUNDS_MOST);
        if (improve_once(work, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        const double before = factors->error;
        factors->error = relative_error(work);
        factors->rounds++;
        if (before - factors->error <= FACTORS_SETTLED * before) {
            break;
        }
    }
    return STATUS_OK;
}

enum status nonnegative_factors_improve(struct nonnegative_factors *factors, const struct sparse_matrix *matrix,
                                        const struct sparse_matrix *transposed, struct flow *flow)
{
    const size_t count = factors->count;
    struct failure *const failure = flow_failure(flow);
    struct improvement work = {.factors = factors, .matrix = matrix, .transposed = transposed};
    work.square = dot(matrix->values, matrix->values, (size_t)matrix->starts[matrix->row_count]);
    enum status status = STATUS_FAILED;
    if (array_zeroed((void **)&work.row_products, factors->rows * count, sizeof(double), failure) == STATUS_OK &&
        array_zeroed((void **)&work.column_products, factors->columns * count, sizeof(double), failure) == STATUS_OK &&
        array_zeroed((void **)&work.row_gram, count * count, sizeof(double), failure) == STATUS_OK &&
        array_zeroed((void **)&work.column_gram, count * count, sizeof(double), failure) == STATUS_OK) {
        status = improve_all(&work, flow);
    }
    free(work.column_gram);
    free(work.row_gram);
    free(work.column_products);
    free(work.row_products);
    return status;
}

void nonnegative_factors_free(struct nonnegative_factors *factors)
{
    free(factors->column_factors);
    free(factors->row_factors);
    *factors = (struct nonnegative_factors){0};
}
