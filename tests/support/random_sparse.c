/* random_sparse.c - numbers from Knuth's MMIX generator, high bits. */
#include "random_sparse.h"

#include <stdlib.h>

struct sparse_matrix sparse_of(size_t rows, size_t columns, const double *values)
{
    struct failure failure = {0};
    struct sparse_matrix matrix;
    uint64_t entries = 0;
    for (size_t i = 0; i < rows * columns; i++) {
        entries += values[i] != 0;
    }
    if (sparse_matrix_open(&matrix, rows, columns, entries, &failure) != STATUS_OK) {
        abort();
    }
    entries = 0;
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < columns; column++) {
            if (values[row * columns + column] != 0) {
                matrix.columns[entries] = (uint32_t)column;
                matrix.values[entries++] = values[row * columns + column];
            }
        }
        matrix.starts[row + 1] = entries;
    }
    return matrix;
}

static uint64_t next(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

void random_dense(double *values, size_t count, unsigned every, uint64_t seed)
{
    uint64_t state = seed;
    for (size_t i = 0; i < count; i++) {
        const bool is_zero = next(&state) % every != 0;
        const double value = (double)(next(&state) % 1000 + 1) / 1000;
        values[i] = is_zero ? 0 : value;
    }
}

void sparse_both_of(size_t rows, size_t columns, const double *values, struct sparse_matrix *matrix,
                    struct sparse_matrix *transposed)
{
    struct failure failure = {0};
    *matrix = sparse_of(rows, columns, values);
    if (sparse_matrix_transpose(matrix, transposed, &failure) != STATUS_OK) {
        abort();
    }
}
