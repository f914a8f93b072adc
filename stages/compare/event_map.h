/*
 * event_map.h - which passages of which documents are about which events, where the corpus does not say so.
 *
 * A passage is about an event if what it holds of the event is so surprising that fewer than one in a hundred passages
 * about anything else would hold as much (event_evidence.h), and if it holds at least half as much, in nats, as of the
 * event that it holds most of: a passage that mentions another event in passing is not about that one. It may be about
 * several, or about none. Beside a passage that is about an event one in ten is enough, from passage to passage: a text
 * stays with its matter.
 *
 * Of the sentences of such passages those are told of the event that are not told of another: the scores of the
 * passages that hold a sentence are summed by event, and those with half of the largest sum or more have the sentence.
 */
#ifndef MIZAN_EVENT_MAP_H
#define MIZAN_EVENT_MAP_H

#include <stdbool.h>

#include "event_passages.h"
#include "finding.h"
#include "settings.h"
#include "sought_events.h"
#include "stage.h"

struct event_hit {
    size_t passage, event; /* into passages.items, sought.items */
    double score;          /* surprise in nats */
    bool is_beside;        /* below that of EVENT_CHANCE */
};

/* Sentences that follow one another. */
struct event_range {
    size_t document, event;
    uint64_t first, end; /* rows of counts->segments */
};

/* Zero-initialized it is empty. */
struct event_map {
    struct sought_events sought;
    struct event_passages passages;
    struct event_hit *hits; /* by passage, then event */
    size_t count, capacity;
    struct event_range *ranges; /* by document, event, place; they do not touch each other */
    size_t range_count, range_capacity;
    double *best;             /* by passage: its largest score */
    struct event_model model; /* how they were found, for run.json and the summary */
};

/*
 * Cuts the documents into passages and asks each which events it is about: those of the file settings->events, or those
 * that are found. FAILURE_DATA where a file's events are found in no passage; a warning for each that is not. Borrows
 * `weighted`.
 */
enum status event_map_open(struct event_map *map, const struct weighted *weighted, const struct settings *settings,
                           struct flow *flow) MUST_CHECK;
void event_map_close(struct event_map *map);

#endif
