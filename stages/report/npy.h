/*
 * npy.h - dense matrices of doubles in NumPy's file format, version 1.0: float64, little-endian, C order, data aligned
 * to 64 bytes.
 */
#ifndef MIZAN_NPY_H
#define MIZAN_NPY_H

#include <stddef.h>

#include "failure.h"
#include "writer.h"

/* The header of a matrix of `rows` times `columns`; rows are to follow. */
void npy_begin(struct writer *writer, size_t rows, size_t columns);

/* One row. Every NaN gets the same bytes. */
enum status npy_row(struct writer *writer, const double *values, size_t count, struct failure *failure) MUST_CHECK;

#endif
