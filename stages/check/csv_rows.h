/* csv_rows.h - a table of a results folder, read row by row with libcsv (RFC 4180). */
#ifndef MIZAN_CSV_ROWS_H
#define MIZAN_CSV_ROWS_H

#include <csv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "failure.h"
#include "span.h"

/* Zero-initialized it is closed. */
struct csv_rows {
    FILE *file;
    const char *path; /* borrowed, for messages */
    struct csv_parser parser;
    bool has_parser;
    char *line_bytes; /* the line that was read last */
    size_t line_capacity;
    uint64_t lines_read;
    char *bytes; /* of the row's fields, each with a NUL behind it */
    size_t byte_count, byte_capacity;
    size_t *ends; /* of each field, without its NUL */
    size_t field_count, end_capacity;
    size_t rows_ended; /* by the line that was read last */
    bool has_failed;   /* an allocation was refused within libcsv's callback */
    uint64_t line;     /* on which the row begins, from 1 */
    long offset;       /* in the file, of that line */
};

/* *is_there false: there is no such file. FAILURE_NO_INPUT where it cannot be opened. `path` must last. */
enum status csv_rows_open(struct csv_rows *rows, const char *path, bool *is_there, struct failure *failure) MUST_CHECK;

/* The next row; *found false behind the last one. FAILURE_DATA names file and line of what is no table. */
enum status csv_rows_next(struct csv_rows *rows, bool *found, struct failure *failure) MUST_CHECK;

/* A field of the row, NUL-terminated as well; valid until the next row. */
struct span csv_rows_field(const struct csv_rows *rows, size_t index);

/* Goes on with the row that began at this offset and line. */
enum status csv_rows_seek(struct csv_rows *rows, long offset, uint64_t line, struct failure *failure) MUST_CHECK;

void csv_rows_close(struct csv_rows *rows);

/* A finite decimal number as mizan writes them, NaN for an empty field. False for anything else. `text` is
 * NUL-terminated. */
bool csv_rows_number(struct span text, double *number);

#endif
