/*
 * page_sources.h - what the page keeps of the findings on sources: the pairs of each event, and of all together.
 *
 * Which of very many sources are shown, page_source_choice.h says. Events come whole: one whose pairs have no room is
 * left out, since half of a map would mislead; and so is one of which no pair is shown.
 */
#ifndef MIZAN_PAGE_SOURCES_H
#define MIZAN_PAGE_SOURCES_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "failure.h"
#include "finding.h"

enum {
    PAGE_SOURCES = 200,
    PAGE_EVENTS = 200,
    PAGE_EVENT_PAIRS = 20000 /* one event of 200 sources, or more smaller ones: of all single events together; those
                                over all events are at most 200 * 199 / 2 */
};

/* A source_finding that lasts; a and b are places among page_sources.names, or NO_SOURCE. */
struct page_source_pair {
    struct source_finding finding;
    size_t a, b;
};

struct page_event {
    struct span name;    /* "": over all events */
    size_t first, count; /* of its pairs */
};

/* Zero-initialized it is empty. */
struct page_sources {
    struct span *names; /* of the sources that are shown, by bytes */
    size_t count, total;
    size_t *places; /* by index of source_finding.sources: among names, or NO_SOURCE */
    struct page_source_pair *pairs;
    size_t pair_count, pair_capacity;
    struct page_event *events; /* in the order of their names */
    size_t event_count, event_capacity, left_out;
    struct page_event all;
    bool is_full;     /* no further event has room */
    bool is_open;     /* the last of the events is the one that arrives */
    struct span last; /* the event of the finding before */
};

/* Findings in their order; `counts` lasts, copies go into the arena. */
enum status page_sources_add(struct page_sources *sources, const struct counts *counts,
                             const struct source_finding *finding, struct arena *arena,
                             struct failure *failure) MUST_CHECK;
void page_sources_close(struct page_sources *sources);

#endif
