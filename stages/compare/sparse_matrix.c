/*
 * sparse_matrix.c - plain loops: gsl_spblas multiplies a sparse matrix with a vector only, and would go through it once
 * for each column of the dense one.
 */
#include "sparse_matrix.h"

#include <stdlib.h>

#include "array.h"

enum { BLOCK_ROWS = 256 };

enum status sparse_matrix_open(struct sparse_matrix *matrix, size_t rows, size_t columns, uint64_t entries,
                               struct failure *failure)
{
    *matrix = (struct sparse_matrix){.row_count = rows, .column_count = columns};
    if (array_zeroed((void **)&matrix->starts, rows + 1, sizeof *matrix->starts, failure) != STATUS_OK ||
        array_zeroed((void **)&matrix->columns, (size_t)entries, sizeof *matrix->columns, failure) != STATUS_OK ||
        array_zeroed((void **)&matrix->values, (size_t)entries, sizeof *matrix->values, failure) != STATUS_OK) {
        sparse_matrix_free(matrix);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void sparse_matrix_free(struct sparse_matrix *matrix)
{
    free(matrix->starts);
    free(matrix->columns);
    free(matrix->values);
    *matrix = (struct sparse_matrix){0};
}

enum status sparse_matrix_transpose(const struct sparse_matrix *matrix, struct sparse_matrix *transposed,
                                    struct failure *failure)
{
    const uint64_t entries = matrix->starts[matrix->row_count];
    if (sparse_matrix_open(transposed, matrix->column_count, matrix->row_count, entries, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    uint64_t *const starts = transposed->starts;
    for (uint64_t entry = 0; entry < entries; entry++) {
        starts[matrix->columns[entry] + 1]++;
    }
    for (size_t row = 0; row < transposed->row_count; row++) {
        starts[row + 1] += starts[row];
    }
    for (size_t row = 0; row < matrix->row_count; row++) {
        for (uint64_t entry = matrix->starts[row]; entry < matrix->starts[row + 1]; entry++) {
            const uint64_t place = starts[matrix->columns[entry]]++;
            transposed->columns[place] = (uint32_t)row;
            transposed->values[place] = matrix->values[entry];
        }
    }
    for (size_t row = transposed->row_count; row > 0; row--) { /* each start has moved to the next one's place */
        starts[row] = starts[row - 1];
    }
    starts[0] = 0;
    return STATUS_OK;
}

struct product {
    const struct sparse_matrix *matrix;
    const double *dense;
    size_t width;
    double *values;
};

static enum status multiply_block(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct product *const product = context;
    const struct sparse_matrix *const matrix = product->matrix;
    const size_t width = product->width, first = index * BLOCK_ROWS, left = matrix->row_count - first;
    for (size_t row = first; row < first + (left < BLOCK_ROWS ? left : BLOCK_ROWS); row++) {
        double *const target = product->values + row * width;
        for (size_t i = 0; i < width; i++) {
            target[i] = 0;
        }
        for (uint64_t entry = matrix->starts[row]; entry < matrix->starts[row + 1]; entry++) {
            const double value = matrix->values[entry];
            const double *const source = product->dense + matrix->columns[entry] * width;
            for (size_t i = 0; i < width; i++) {
                target[i] += value * source[i];
            }
        }
    }
    return STATUS_OK;
}

enum status sparse_matrix_multiply(const struct sparse_matrix *matrix, const double *dense, size_t width,
                                   double *product, struct flow *flow)
{
    struct product whole = {matrix, dense, width, product};
    return flow_parallel(flow, (matrix->row_count + BLOCK_ROWS - 1) / BLOCK_ROWS, multiply_block, &whole);
}
