/* gsl_product.h - the product of the matrix with itself by GSL's sparse BLAS. */
#ifndef MIZAN_GSL_PRODUCT_H
#define MIZAN_GSL_PRODUCT_H

#include <stddef.h>

#include "failure.h"
#include "similarity.h"

/* At most this many non-zeros, in the rows and in the result: GSL counts in int, and doubles what it allocates. */
enum { GSL_PRODUCT_LIMIT = 1 << 28 };

/*
 * values[row * documents + d], for row 0 .. documents - 1 and d 0 .. documents - 1: the dot product of document `row`
 * with document d, to the last bit that of similarity_between before it is settled; 0 for documents without a
 * similarity. FAILURE_INTERNAL if GSL refuses, also where a size passes GSL_PRODUCT_LIMIT. Switches GSL's error handler
 * off.
 */
enum status gsl_product(const struct similarity_measure *measure, double *values, struct failure *failure) MUST_CHECK;

#endif
