/*
 * matrix_market.h - sparse matrices as text, in the coordinate format of NIST's Matrix Market (Boisvert, Pozo &
 * Remington 1996): a header line, comments, sizes, then an entry a line with its row and column from 1.
 */
#ifndef MIZAN_MATRIX_MARKET_H
#define MIZAN_MATRIX_MARKET_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "matrix.h"
#include "writer.h"

/* Comment lines; each text becomes one line whatever it holds. Ends with a NULL. */
struct matrix_market_comments {
    const char *lines[4];
};

/* The weights of the first `row_count` rows, row by row. Zeros (terms without weight) are left out. */
enum status matrix_market_write_weights(struct writer *writer, const struct weighted *weighted, size_t row_count,
                                        const struct matrix_market_comments *comments,
                                        struct failure *failure) MUST_CHECK;

/* The counts of the first `row_count` rows, as integers. */
enum status matrix_market_write_counts(struct writer *writer, const struct count_rows *rows, size_t row_count,
                                       size_t column_count, const struct matrix_market_comments *comments,
                                       struct failure *failure) MUST_CHECK;

/* A symmetric matrix whose entries are known only one by one. {.writer = ...} of a file of its own. */
struct matrix_market_pairs {
    struct writer *writer;
    size_t size;
    uint64_t count;
    uint64_t sizes_offset; /* where the line of sizes stands, to be filled in at the end */
};

enum status matrix_market_begin_pairs(struct matrix_market_pairs *pairs, size_t size,
                                      const struct matrix_market_comments *comments,
                                      struct failure *failure) MUST_CHECK;

/* Rows and columns from 0, each pair once; of (row, column) and (column, row) the one below the diagonal is written, as
 * the standard wants it. */
enum status matrix_market_add_pair(struct matrix_market_pairs *pairs, size_t row, size_t column, double value,
                                   struct failure *failure) MUST_CHECK;

/* Fills in the number of entries; the writer is still open. */
enum status matrix_market_end_pairs(struct matrix_market_pairs *pairs, struct failure *failure) MUST_CHECK;

#endif
