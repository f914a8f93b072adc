/* truncated_svd.h - the largest singular values of a sparse matrix, with their vectors. */
#ifndef MIZAN_TRUNCATED_SVD_H
#define MIZAN_TRUNCATED_SVD_H

#include <stddef.h>
#include <stdint.h>

#include "sparse_matrix.h"

/* Zero-initialized it is empty. */
struct truncated_svd {
    size_t count;
    double *values; /* descending */
    double *left;   /* row_count x count, by row; a vector is all 0 where its value is 0 */
    double *right;  /* column_count x count, by row */
};

/*
 * The `count` largest, count <= min(rows, columns). `transposed` is the matrix's transpose. Of the two signs of a pair
 * of vectors the one is taken in which the largest component of the right vector (of equal ones the first) is positive.
 * Always the same bits for the same matrix.
 */
enum status truncated_svd_find(struct truncated_svd *svd, const struct sparse_matrix *matrix,
                               const struct sparse_matrix *transposed, size_t count, struct flow *flow) MUST_CHECK;
void truncated_svd_free(struct truncated_svd *svd);

/* Bytes that truncated_svd_find takes at the most, what it returns among them. */
uint64_t truncated_svd_bytes(uint64_t rows, uint64_t columns, uint64_t count);

#endif
