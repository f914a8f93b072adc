/* random_sparse.h - sparse matrices for tests, and their dense twins. */
#ifndef MIZAN_RANDOM_SPARSE_H
#define MIZAN_RANDOM_SPARSE_H

#include "sparse_matrix.h"

/* The matrix of `rows` x `columns` written row by row; zeros are left out. Fails the test where memory is refused. */
struct sparse_matrix sparse_of(size_t rows, size_t columns, const double *values);

/* The same with its transpose. */
void sparse_both_of(size_t rows, size_t columns, const double *values, struct sparse_matrix *matrix,
                    struct sparse_matrix *transposed);

/* About one in `every` numbers is not 0: between 0 and 1, the same for the same seed. */
void random_dense(double *values, size_t count, unsigned every, uint64_t seed);

#endif
