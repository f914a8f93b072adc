/*
 * truncated_svd.c - subspace iteration with a Rayleigh-Ritz step (Golub & Van Loan, Matrix Computations, 8.2.4 and
 * 10.1; Halko, Martinsson & Tropp 2011, algorithm 4.4), on a basis a little wider than what is wanted.
 *
 * One round: Y = A V; V = orthonormal basis of A' Y. The eigenvalues of Y' Y are the squares of the singular values as
 * far as V holds them. The start is not random: it is a fixed sequence of numbers, the same in every run. The dense
 * part is GSL's: dot products, symmetric products and the eigenvalues of a matrix as wide as the basis.
 */
#include "truncated_svd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>

#include "array.h"
#include "fixed_sequence.h"

enum {
    EXTRA_COLUMNS = 10, /* the wider the basis, the faster its first vectors settle */
    ROUNDS_MOST = 100
};
/* The largest change of a value in a round, relative to it, at which it is settled. */
#define SETTLED 1e-6
/* What is left of a vector, relative to its length, once it is taken to be in the span of those before it. */
#define DEPENDENT 1e-12

struct iteration {
    const struct sparse_matrix *matrix, *transposed;
    size_t count, width;
    double *basis;    /* columns x width: V */
    double *vectors;  /* width x columns: V' while it is made orthonormal */
    double *images;   /* rows x width: Y */
    double *gram;     /* width x width: Y' Y */
    double *rotation; /* width x width: its eigenvectors, by column */
    double *squares;  /* its eigenvalues, descending */
    double *last;     /* singular values of the round before */
    gsl_eigen_symmv_workspace *workspace;
};

static enum status open_iteration(struct iteration *iteration, struct failure *failure)
{
    const size_t rows = iteration->matrix->row_count, columns = iteration->matrix->column_count;
    const size_t width = iteration->width;
    if (array_zeroed((void **)&iteration->basis, columns * width, sizeof(double), failure) != STATUS_OK ||
        array_zeroed((void **)&iteration->vectors, columns * width, sizeof(double), failure) != STATUS_OK ||
        array_zeroed((void **)&iteration->images, rows * width, sizeof(double), failure) != STATUS_OK ||
        array_zeroed((void **)&iteration->gram, width * width, sizeof(double), failure) != STATUS_OK ||
        array_zeroed((void **)&iteration->rotation, width * width, sizeof(double), failure) != STATUS_OK ||
        array_zeroed((void **)&iteration->squares, width, sizeof(double), failure) != STATUS_OK ||
        array_zeroed((void **)&iteration->last, width, sizeof(double), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    (void)gsl_set_error_handler_off();
    iteration->workspace = gsl_eigen_symmv_alloc(width);
    return iteration->workspace != NULL ? STATUS_OK : failure_memory(failure, "the singular values");
}

static void close_iteration(struct iteration *iteration)
{
    gsl_eigen_symmv_free(iteration->workspace);
    free(iteration->last);
    free(iteration->squares);
    free(iteration->rotation);
    free(iteration->gram);
    free(iteration->images);
    free(iteration->vectors);
    free(iteration->basis);
}

/* Number i of the start, in -1 .. 1. */
static double start_number(uint64_t i)
{
    return (double)(fixed_sequence_bits(i) >> 11) * 0x1p-52 - 1; /* 53 bits */
}

/* The vector loses what the `count` unit vectors before it hold of it. Twice is enough (Giraud et al. 2005). */
static void orthogonalize(gsl_matrix *vectors, size_t count)
{
    gsl_vector_view vector = gsl_matrix_row(vectors, count);
    const double before = gsl_blas_dnrm2(&vector.vector);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            const gsl_vector_view other = gsl_matrix_row(vectors, i);
            double share = 0;
            (void)gsl_blas_ddot(&other.vector, &vector.vector, &share);
            (void)gsl_blas_daxpy(-share, &other.vector, &vector.vector);
        }
    }
    const double left = gsl_blas_dnrm2(&vector.vector);
    gsl_blas_dscal(left > DEPENDENT * before ? 1 / left : 0, &vector.vector);
}

/* The columns of the basis become orthonormal; what depends on the columns before it becomes 0. */
static void make_orthonormal(struct iteration *iteration)
{
    const size_t columns = iteration->matrix->column_count;
    gsl_matrix_view basis = gsl_matrix_view_array(iteration->basis, columns, iteration->width);
    gsl_matrix_view vectors = gsl_matrix_view_array(iteration->vectors, iteration->width, columns);
    (void)gsl_matrix_transpose_memcpy(&vectors.matrix, &basis.matrix);
    for (size_t i = 0; i < iteration->width; i++) {
        orthogonalize(&vectors.matrix, i);
    }
    (void)gsl_matrix_transpose_memcpy(&basis.matrix, &vectors.matrix);
}

/* V from Y = A V, or from the fixed start. */
static enum status next_basis(struct iteration *iteration, struct flow *flow)
{
    if (sparse_matrix_multiply(iteration->transposed, iteration->images, iteration->width, iteration->basis, flow) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    make_orthonormal(iteration);
    return STATUS_OK;
}

/* Y = A V, and what it says of the singular values. */
static enum status next_values(struct iteration *iteration, struct flow *flow)
{
    const size_t width = iteration->width;
    if (sparse_matrix_multiply(iteration->matrix, iteration->basis, width, iteration->images, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    gsl_matrix_view images = gsl_matrix_view_array(iteration->images, iteration->matrix->row_count, width);
    gsl_matrix_view gram = gsl_matrix_view_array(iteration->gram, width, width);
    gsl_matrix_view rotation = gsl_matrix_view_array(iteration->rotation, width, width);
    gsl_vector_view squares = gsl_vector_view_array(iteration->squares, width);
    int error = gsl_blas_dsyrk(CblasLower, CblasTrans, 1, &images.matrix, 0, &gram.matrix);
    if (error == GSL_SUCCESS) {
        error = gsl_eigen_symmv(&gram.matrix, &squares.vector, &rotation.matrix, iteration->workspace);
    }
    if (error == GSL_SUCCESS) {
        error = gsl_eigen_symmv_sort(&squares.vector, &rotation.matrix, GSL_EIGEN_SORT_VAL_DESC);
    }
    if (error != GSL_SUCCESS) {
        return failure_set(flow_failure(flow), FAILURE_INTERNAL, "GSL did not find the singular values: %s",
                           gsl_strerror(error));
    }
    return STATUS_OK;
}

static double value_at(const struct iteration *iteration, size_t i)
{
    return iteration->squares[i] > 0 ? sqrt(iteration->squares[i]) : 0;
}

static bool is_settled(struct iteration *iteration)
{
    bool settled = true;
    for (size_t i = 0; i < iteration->count; i++) {
        const double value = value_at(iteration, i);
        settled = settled && fabs(value - iteration->last[i]) <= SETTLED * value;
        iteration->last[i] = value;
    }
    return settled;
}

static enum status iterate(struct iteration *iteration, struct flow *flow)
{
    for (size_t i = 0; i < iteration->matrix->row_count * iteration->width; i++) {
        iteration->images[i] = start_number(i);
    }
    for (int round = 0; round < ROUNDS_MOST; round++) {
        if (flow_interrupted(flow)) {
            return flow_fail_signal(flow);
        }
        flow_progress(flow, "preparing topics", (uint64_t)round, ROUNDS_MOST);
        if (next_basis(iteration, flow) != STATUS_OK || next_values(iteration, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (is_settled(iteration)) {
            break;
        }
    }
    return STATUS_OK;
}

static void fix_sign(struct truncated_svd *svd, size_t rows, size_t columns, size_t i)
{
    double largest = 0;
    for (size_t column = 0; column < columns; column++) {
        const double value = svd->right[column * svd->count + i];
        largest = fabs(value) > fabs(largest) ? value : largest;
    }
    if (largest >= 0) {
        return;
    }
    for (size_t column = 0; column < columns; column++) {
        svd->right[column * svd->count + i] *= -1;
    }
    for (size_t row = 0; row < rows; row++) {
        svd->left[row * svd->count + i] *= -1;
    }
}

/* The vectors from V and Y, turned to where the values are. */
static void take_vectors(struct truncated_svd *svd, struct iteration *iteration)
{
    const size_t rows = iteration->matrix->row_count, columns = iteration->matrix->column_count;
    const size_t width = iteration->width, count = svd->count;
    gsl_matrix_view basis = gsl_matrix_view_array(iteration->basis, columns, width);
    gsl_matrix_view images = gsl_matrix_view_array(iteration->images, rows, width);
    gsl_matrix_view rotation = gsl_matrix_view_array_with_tda(iteration->rotation, width, count, width);
    gsl_matrix_view left = gsl_matrix_view_array(svd->left, rows, count);
    gsl_matrix_view right = gsl_matrix_view_array(svd->right, columns, count);
    (void)gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, &basis.matrix, &rotation.matrix, 0, &right.matrix);
    (void)gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, &images.matrix, &rotation.matrix, 0, &left.matrix);
    for (size_t i = 0; i < count; i++) {
        /* Squares lose half of the digits: what is below is rounding of the largest. */
        const double value = value_at(iteration, i) > 1e-7 * value_at(iteration, 0) ? value_at(iteration, i) : 0;
        svd->values[i] = value;
        gsl_vector_view left_vector = gsl_matrix_column(&left.matrix, i);
        gsl_vector_view right_vector = gsl_matrix_column(&right.matrix, i);
        gsl_blas_dscal(value > 0 ? 1 / value : 0, &left_vector.vector);
        gsl_blas_dscal(value > 0 ? 1 : 0, &right_vector.vector);
        fix_sign(svd, rows, columns, i);
    }
}

enum status truncated_svd_find(struct truncated_svd *svd, const struct sparse_matrix *matrix,
                               const struct sparse_matrix *transposed, size_t count, struct flow *flow)
{
    const size_t smaller = matrix->row_count < matrix->column_count ? matrix->row_count : matrix->column_count;
    struct iteration iteration = {.matrix = matrix,
                                  .transposed = transposed,
                                  .count = count,
                                  .width = count + EXTRA_COLUMNS < smaller ? count + EXTRA_COLUMNS : smaller};
    struct failure *const failure = flow_failure(flow);
    *svd = (struct truncated_svd){.count = count};
    enum status status = open_iteration(&iteration, failure);
    if (status == STATUS_OK) {
        status = iterate(&iteration, flow);
    }
    if (status == STATUS_OK &&
        (array_zeroed((void **)&svd->values, count, sizeof(double), failure) != STATUS_OK ||
         array_zeroed((void **)&svd->left, matrix->row_count * count, sizeof(double), failure) != STATUS_OK ||
         array_zeroed((void **)&svd->right, matrix->column_count * count, sizeof(double), failure) != STATUS_OK)) {
        status = STATUS_FAILED;
    }
    if (status == STATUS_OK) {
        take_vectors(svd, &iteration);
    } else {
        truncated_svd_free(svd);
    }
    close_iteration(&iteration);
    return status;
}

uint64_t truncated_svd_bytes(uint64_t rows, uint64_t columns, uint64_t count)
{
    const uint64_t width = count + EXTRA_COLUMNS;
    return ((2 * columns + rows + 3 * width) * width + (rows + columns) * count) * sizeof(double);
}

void truncated_svd_free(struct truncated_svd *svd)
{
    free(svd->right);
    free(svd->left);
    free(svd->values);
    *svd = (struct truncated_svd){0};
}
