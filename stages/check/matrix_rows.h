/* matrix_rows.h - similarity.csv, a row at a time: 20,000 documents are 400 million cells. */
#ifndef MIZAN_MATRIX_ROWS_H
#define MIZAN_MATRIX_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "csv_rows.h"
#include "failure.h"
#include "span.h"

/* Zero-initialized it is closed. */
struct matrix_rows {
    struct csv_rows rows;
    const char *path;
    bool is_there;
    size_t count;     /* of documents, rows and columns */
    struct span *ids; /* in the order of the columns, which is that of the rows */
    double *values;   /* of the row that was read last; NaN for an empty cell */
    size_t next;      /* which row comes next */
    long *offsets;    /* of the rows that were read, and the next one */
    uint64_t *lines;
    struct arena arena;
};

/* Opens FOLDER/similarity.csv and reads its header. Close it also after a failure. */
enum status matrix_rows_open(struct matrix_rows *matrix, const char *folder, struct failure *failure) MUST_CHECK;

/* Reads row `index` into `values`; ascending calls read on, others go back. FAILURE_DATA names file and line where the
 * row is missing, is another document's, or holds what is no number. */
enum status matrix_rows_read(struct matrix_rows *matrix, size_t index, struct failure *failure) MUST_CHECK;

void matrix_rows_close(struct matrix_rows *matrix);

#endif
