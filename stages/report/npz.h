/*
 * npz.h - the weighted matrix as scipy.sparse.load_npz reads it: a ZIP archive with the arrays format, shape, indptr,
 * indices and data of a matrix in compressed rows, each in NumPy's format.
 */
#ifndef MIZAN_NPZ_H
#define MIZAN_NPZ_H

#include <stddef.h>

#include "failure.h"
#include "matrix.h"
#include "writer.h"

/* Is libarchive there? It is loaded when it is needed: FAILURE_CONFIGURATION before a long run, not behind it. */
enum status npz_prepare(struct failure *failure) MUST_CHECK;

/* The weights of the first `row_count` rows; zeros (terms without weight) are left out, as in weights.mtx. The archive
 * is stored, not deflated, and has no times: the same bytes from any version of zlib, at any time. */
enum status npz_write_weights(struct writer *writer, const struct weighted *weighted, size_t row_count,
                              struct failure *failure) MUST_CHECK;

#endif
