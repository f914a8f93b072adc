/*
 * csv_writer.h - tables as RFC 4180 has them: commas, CRLF behind each row, quotes only where they are needed.
 *
 * Values are written as they are. A row is a run of fields, then csv_end_row, which is where a failed write is told.
 */
#ifndef MIZAN_CSV_WRITER_H
#define MIZAN_CSV_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "failure.h"
#include "span.h"
#include "writer.h"

/* {.writer = ...}; the writer is borrowed. */
struct csv_writer {
    struct writer *writer;
    bool in_row;   /* a field stands in this row already */
    bool is_blank; /* it has one field so far, and that is empty */
};

void csv_span(struct csv_writer *csv, struct span value);
void csv_text(struct csv_writer *csv, const char *value); /* NUL-terminated; NULL is empty */
void csv_integer(struct csv_writer *csv, uint64_t value);
void csv_number(struct csv_writer *csv, double value); /* shortest decimal; NaN is an empty field */

/* `count` fields that are not there: empty, and where the row has types (row_sink.h) neither a text nor a number. */
void csv_missing(struct csv_writer *csv, size_t count);

/* The values in one field, with `joint` between them. */
enum status csv_list(struct csv_writer *csv, const struct span *values, size_t count, char joint,
                     struct failure *failure) MUST_CHECK;

/* Each of the names, separated by commas, as fields: for header rows. */
void csv_names(struct csv_writer *csv, const char *names);

enum status csv_end_row(struct csv_writer *csv, struct failure *failure) MUST_CHECK;

#endif
