/*
 * gsl_product.c - A * A' with gsl_spblas_dgemm.
 *
 * gsl_spblas_dgemm takes compressed columns alone. Our compressed rows of A are the compressed columns of A', so that
 * copying them is all that one factor needs; gsl_spmatrix_transpose_memcpy makes the other. Arrays are filled directly:
 * gsl_spmatrix_set on a matrix of which an allocation failed crashes. For a column of the result GSL goes through the
 * factor's rows as they are stored, ascending, and scatters: the order of additions is that of the plain dot product,
 * and so are the bits.
 */
#include "gsl_product.h"

#include <stddef.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_spblas.h>
#include <gsl/gsl_spmatrix.h>

static void fill_transposed(gsl_spmatrix *transposed, const struct similarity_measure *measure, size_t documents)
{
    for (size_t row = 0; row <= documents; row++) {
        transposed->p[row] = (int)measure->starts[row];
    }
    for (uint64_t entry = 0; entry < measure->starts[documents]; entry++) {
        transposed->i[entry] = (int)measure->columns[entry];
        transposed->data[entry] = measure->values[entry];
    }
    transposed->nz = measure->starts[documents];
}

static void spread(const gsl_spmatrix *product, double *values, size_t documents)
{
    for (size_t i = 0; i < documents * documents; i++) {
        values[i] = 0;
    }
    for (size_t row = 0; row < documents; row++) {
        for (int entry = product->p[row]; entry < product->p[row + 1]; entry++) {
            values[row * documents + (size_t)product->i[entry]] = product->data[entry];
        }
    }
}

enum status gsl_product(const struct similarity_measure *measure, double *values, struct failure *failure)
{
    const size_t documents = measure->weighted->counts->document_count;
    const size_t columns = measure->weighted->counts->term_count;
    const uint64_t entries = measure->starts[documents];
    if (entries > GSL_PRODUCT_LIMIT || columns > GSL_PRODUCT_LIMIT || documents > GSL_PRODUCT_LIMIT / (documents + 1)) {
        return failure_set(failure, FAILURE_INTERNAL,
                           "a matrix of %zu documents and %zu terms is too large for the sparse product of GSL",
                           documents, columns);
    }
    if (documents == 0 || columns == 0) {
        return STATUS_OK;
    }
    (void)gsl_set_error_handler_off();
    gsl_spmatrix *const transposed = gsl_spmatrix_alloc_nzmax(columns, documents, entries, GSL_SPMATRIX_CSC);
    gsl_spmatrix *const rows = gsl_spmatrix_alloc_nzmax(documents, columns, entries, GSL_SPMATRIX_CSC);
    gsl_spmatrix *const product = gsl_spmatrix_alloc_nzmax(documents, documents, 2 * entries, GSL_SPMATRIX_CSC);
    int error = transposed != NULL && rows != NULL && product != NULL ? GSL_SUCCESS : GSL_ENOMEM;
    if (error == GSL_SUCCESS) {
        fill_transposed(transposed, measure, documents);
        error = gsl_spmatrix_transpose_memcpy(rows, transposed);
    }
    if (error == GSL_SUCCESS) {
        error = gsl_spblas_dgemm(1, rows, transposed, product);
    }
    if (error == GSL_SUCCESS) {
        spread(product, values, documents);
    }
    gsl_spmatrix_free(product);
    gsl_spmatrix_free(rows);
    gsl_spmatrix_free(transposed);
    if (error == GSL_ENOMEM) {
        return failure_memory(failure, "the product of the matrix with itself");
    }
    if (error != GSL_SUCCESS) {
        return failure_set(failure, FAILURE_INTERNAL, "the sparse product of GSL failed: %s", gsl_strerror(error));
    }
    return STATUS_OK;
}
