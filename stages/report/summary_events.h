/* summary_events.h - the head of the summary: which sources tell an event most alike, how sure that is, and why no more
 * can be said. All of it is in sources.csv. */
#ifndef MIZAN_SUMMARY_EVENTS_H
#define MIZAN_SUMMARY_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "finding.h"
#include "paragraph.h"

enum { SUMMARY_EVENTS = 6, SUMMARY_EVENT_YEARS = 5 };

/* Two sources, where b is not NO_SOURCE, and what is said of them. */
struct summary_pair {
    struct span a, b;
    double similarity, low, high, names_share, without_names, null_percentile, reference_z;
    size_t events;
    size_t years[SUMMARY_EVENT_YEARS]; /* the first of year_count */
    size_t year_count;
    bool is_short;
};

/* One event, or all together. Pairs are those that share a language. */
struct summary_event {
    struct span name;
    struct summary_pair best, next, least; /* pairs says which are there: 1, 2, 3 */
    size_t pairs, across_languages, alone;
    size_t holds, settings; /* "best is nearer than next": in how many settings of the grid, of how many; 0 of 0: not
                               tried */
};

/* What is missing in the rows of single events, counted. */
struct summary_gaps {
    size_t pairs, across_languages, no_text, is_short, no_interval, no_null, alone;
};

/* Zero-initialized it has nothing to say; `measure` is the one that was chosen. */
struct summary_events {
    enum similarity measure;
    struct summary_event current; /* whose rows arrive */
    bool is_open;
    struct summary_event most[SUMMARY_EVENTS];       /* the most alike first; those without a pair at the end */
    struct summary_event fewest[SUMMARY_EVENTS / 2]; /* the least alike first */
    size_t kept, low_count, total;
    struct summary_event all; /* over all events */
    struct summary_gaps gaps;
};

void summary_events_add(struct summary_events *events, const struct source_finding *finding);

/* In how many settings an order holds; statements come behind all findings of sources. */
void summary_events_state(struct summary_events *events, const struct statement_finding *statement);

/* Something was compared event by event. */
bool summary_events_told(const struct summary_events *events);

/* On the screen a section of its own, in the page its paragraphs; where nothing was compared, the reason. */
void summary_events_write(const struct summary_events *events, const struct counts *counts,
                          const struct outlet *outlet);

#endif
