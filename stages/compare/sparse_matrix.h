/* sparse_matrix.h - compressed rows of doubles, and their product with a dense matrix. */
#ifndef MIZAN_SPARSE_MATRIX_H
#define MIZAN_SPARSE_MATRIX_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "stage.h"

/* Row r holds columns[starts[r]] .. columns[starts[r + 1] - 1], ascending. Zero-initialized it is empty. */
struct sparse_matrix {
    size_t row_count, column_count;
    uint64_t *starts; /* row_count + 1 */
    uint32_t *columns;
    double *values;
};

/* Room for a matrix; starts are 0. */
enum status sparse_matrix_open(struct sparse_matrix *matrix, size_t rows, size_t columns, uint64_t entries,
                               struct failure *failure) MUST_CHECK;
void sparse_matrix_free(struct sparse_matrix *matrix);

/* Opens `transposed` as the transpose; its rows are ascending again. */
enum status sparse_matrix_transpose(const struct sparse_matrix *matrix, struct sparse_matrix *transposed,
                                    struct failure *failure) MUST_CHECK;

/* product = matrix * dense, where dense has matrix->column_count rows and product matrix->row_count rows of `width`
 * numbers. On all workers; each number is one sum in the order of the columns, so it does not depend on them. */
enum status sparse_matrix_multiply(const struct sparse_matrix *matrix, const double *dense, size_t width,
                                   double *product, struct flow *flow) MUST_CHECK;

#endif
