/*
 * frames.h - what can be compared with what: words within a language, dates across all of them.
 *
 * An English telling lacks every Arabic word, which says nothing. So words and n-grams are compared among the documents
 * of one language, and dates, which are written alike in all of them, among all documents.
 */
#ifndef MIZAN_FRAMES_H
#define MIZAN_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "tellings.h"

/* The language of the frame of dates; no language is written so. */
#define FRAME_ALL_LANGUAGES "*"

/* What a document says on an event, of the terms that the frame compares. */
struct frame_unit {
    size_t event, source; /* into the tellings' */
    uint64_t words;       /* > 0 unless the row is empty too; at least as many as the row counts */
    struct term_row row;
};

struct frame {
    struct span language; /* as its first document writes it; FRAME_ALL_LANGUAGES for dates */
    bool is_dates;        /* else words and n-grams */
    uint32_t first_column, end_column;
    struct frame_unit *units; /* sorted by event, source, document */
    size_t unit_count;
    size_t *event_starts; /* the tellings' event_count + 1 */
};

/* Zero-initialized it is empty. */
struct frames {
    const struct tellings *tellings;
    struct frame *items; /* languages by their bytes, then dates where there are any */
    size_t count;
};

/* Borrows the tellings. FAILURE_MEMORY alone; close it also then. */
enum status frames_open(struct frames *frames, const struct tellings *tellings, struct failure *failure) MUST_CHECK;
void frames_close(struct frames *frames);

#endif
