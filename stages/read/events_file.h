/*
 * events_file.h - the table of --events: which events are looked for in the texts, and by what.
 *
 * UTF-8, CSV as RFC 4180 has it (or columns separated by tabs, .tsv), first row the names: `event`, and at least one of
 * `years`, `dates`, `words`. Other columns are not used.
 */
#ifndef MIZAN_EVENTS_FILE_H
#define MIZAN_EVENTS_FILE_H

#include "arena.h"
#include "failure.h"
#include "record.h"

struct flow;

/* A row. Its name is not empty and no other row's; it has words or dates. */
struct event_line {
    struct span name;
    struct span words; /* of any language, as they were written; perhaps empty */
    struct span dates; /* as event_dates.h writes them; perhaps empty */
    uint64_t line;     /* where the row begins, from 1 */
};

/* Zero-initialized it is empty. What spans point to is in the arena of events_file_read. */
struct events_file {
    struct span path;
    struct event_line *items; /* in the order of the file, at least one */
    size_t count, capacity;
    struct span ignored; /* the first column that is not used, or empty */
    size_t ignored_count;
    uint64_t stored_bytes;
    uint32_t stored_crc;
};

/* Reads all of it. FAILURE_DATA names the file, the line, what is wrong and what to do. */
enum status events_file_read(struct events_file *events, const char *path, struct arena *arena, struct flow *flow,
                             struct failure *failure) MUST_CHECK;

/* Frees the list; the arena is the caller's. */
void events_file_free(struct events_file *events);

#endif
