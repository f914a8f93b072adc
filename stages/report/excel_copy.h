/*
 * excel_copy.h - --excel: beside every table NAME.csv a copy NAME.excel.csv that a spreadsheet opens without harm.
 *
 * It begins with a byte order mark, so that Excel takes it for UTF-8, and a value that begins with = + - @ tab or
 * carriage return stands behind an apostrophe, so that it is no formula (OWASP, "CSV Injection"). Numbers stay numbers.
 */
#ifndef MIZAN_EXCEL_COPY_H
#define MIZAN_EXCEL_COPY_H

#include <stdbool.h>
#include <stddef.h>

#include "failure.h"
#include "results_folder.h"
#include "span.h"
#include "writer.h"

enum { EXCEL_HELD_BYTES = 32 /* no number of ours is longer: NUMBER_BYTES */ };

/* {.writer = ..., .at_start = true}; the writer is borrowed. */
struct excel_guard {
    struct writer *writer;
    bool at_start; /* of a value */
    bool in_quotes;
    char held[EXCEL_HELD_BYTES]; /* from a minus on, while it may be a number */
    size_t held_count;
};

/* The next bytes of a table as RFC 4180 has it, cut anywhere. */
void excel_guard_feed(struct excel_guard *guard, struct span bytes);

/* What was held back; the table is at its end. */
void excel_guard_end(struct excel_guard *guard);

/* Copies every table of the folder as it is made so far. `writer` is closed before and after; the caller discards it
 * after a failure. */
enum status excel_copy_all(const struct results_folder *folder, struct writer *writer,
                           struct failure *failure) MUST_CHECK;

#endif
