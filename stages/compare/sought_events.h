/*
 * sought_events.h - events as lists of terms, and what a passage says of each.
 *
 * A term's chance is how likely a text that is not about the event holds it. For a word it is what the weights of
 * `auto` are the logarithm of, (df + k share + 1) / (N + k + 1), k = 200, whatever --weight says, because evidence is
 * measured in nats; a word of which no background is known is taken for a rare one. For a year it is that of a word
 * that the background does not have, 1 / (k + 1), however many documents name it: years and dates are strong evidence.
 * A month has a twelfth of its year's chance, a day a 366th; a day of any year has 1 / 366, a decade ten years'.
 */
#ifndef MIZAN_SOUGHT_EVENTS_H
#define MIZAN_SOUGHT_EVENTS_H

#include <stdbool.h>

#include "arena.h"
#include "event_passages.h"
#include "event_evidence.h"

struct sought_term {
    uint32_t column;
    double chance;
    size_t implied_year; /* of a day or month: which of the event's terms its year is, SOUGHT_NONE: none; the day is no
                            second mention of the year */
};
#define SOUGHT_NONE SIZE_MAX

struct sought_event {
    struct span name;          /* as long as its owner lives */
    uint64_t line;             /* of the file, from 1; 0: found */
    size_t named;              /* words and dates that the file names, those that no text holds included */
    struct sought_term *terms; /* by column */
    size_t count;
    struct event_evidence evidence;
    size_t document; /* the only one that is asked for it; SOUGHT_NONE: all are */
};

/* A column of an event. */
struct sought_place {
    uint32_t column;
    size_t event, term;
};

/* Zero-initialized it is empty. */
struct sought_events {
    struct sought_event *items; /* by the bytes of their names, once sought_events_settle was called */
    size_t count, capacity;
    struct sought_place *places; /* by column, then event */
    size_t place_count;
    uint32_t *first_places; /* by column: 1 + the first of its places; 0: none */
    size_t *first_terms;    /* by event: where its terms stand in `counts` */
    int64_t *counts;        /* of the terms of all events, in the last passage; below 1: not there */
    uint32_t *any_years;    /* by column: 1 + the column of a day's day in any year; 0: it is no day */
    double *scores;         /* by event, of the last passage; 0 where the passage is not asked */
    struct arena names;     /* of found events */
    size_t vague_count;     /* of what was found and left out, because it is known by common words alone */
    struct span vague_name; /* of the first of them; in names */
};

/* Adds an event by its columns (distinct, ascending), which any passage is asked for. The name is borrowed.
 * FAILURE_MEMORY alone. */
enum status sought_events_add(struct sought_events *events, const struct counts *counts, struct span name,
                              const uint32_t *columns, size_t column_count, struct failure *failure) MUST_CHECK;

/* Adds those of --events FILE: the rows of ROLE_EVENT among the queries, and their dates. Words and dates count,
 * n-grams and characters do not. */
enum status sought_events_read(struct sought_events *events, const struct counts *counts,
                               struct failure *failure) MUST_CHECK;

/* Sorts them, and makes them ready to score. Once, behind the last event. */
enum status sought_events_settle(struct sought_events *events, const struct counts *counts,
                                 struct failure *failure) MUST_CHECK;
void sought_events_close(struct sought_events *events);

/* Fills events->scores: the surprise in nats, by event, of what the passage holds of it. */
void sought_events_score(struct sought_events *events, const struct counts *counts,
                         const struct event_passage *passage);

#endif
