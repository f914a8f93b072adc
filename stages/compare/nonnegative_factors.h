/*
 * nonnegative_factors.h - A = W H' with no number below 0: non-negative matrix factorization (Lee & Seung 1999).
 *
 * Column k of H says which terms topic k is made of, column k of W which passages hold it.
 */
#ifndef MIZAN_NONNEGATIVE_FACTORS_H
#define MIZAN_NONNEGATIVE_FACTORS_H

#include <stddef.h>

#include "sparse_matrix.h"
#include "truncated_svd.h"

enum { FACTOR_ROUNDS_MOST = 200, ROWS_OF_A_START = 5 };
/* Improving ends when a round takes less than this off the error, relative to it. */
#define FACTORS_SETTLED 1e-8

/* Zero-initialized it is empty. */
struct nonnegative_factors {
    size_t rows, columns, count;
    double *row_factors;    /* rows x count, by row: W */
    double *column_factors; /* columns x count, by row: H */
    size_t rounds;          /* that improving took */
    double error;           /* Frobenius norm of A - W H', divided by that of A */
};

/* The start: NNDSVD of Boutsidis & Gallopoulos 2008, from the singular values and vectors of a matrix of rows x
 * columns. Improving may raise what it leaves 0. */
enum status nonnegative_factors_start(struct nonnegative_factors *factors, const struct truncated_svd *svd, size_t rows,
                                      size_t columns, struct failure *failure) MUST_CHECK;

/* Another start, for draw 0, 1 ...: column k of H is the mean of ROWS_OF_A_START rows of the matrix (Langville et al.
 * 2006, "random Acol"), which a fixed sequence chooses; W is the same throughout. */
enum status nonnegative_factors_start_from_rows(struct nonnegative_factors *factors, const struct sparse_matrix *matrix,
                                                size_t count, unsigned draw, struct failure *failure) MUST_CHECK;

/* Brings W H' nearer to the matrix, in the sum of squares, round by round. `transposed` is the matrix's transpose. */
enum status nonnegative_factors_improve(struct nonnegative_factors *factors, const struct sparse_matrix *matrix,
                                        const struct sparse_matrix *transposed, struct flow *flow) MUST_CHECK;

void nonnegative_factors_free(struct nonnegative_factors *factors);

#endif
