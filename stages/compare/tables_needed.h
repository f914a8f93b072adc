/* tables_needed.h - what compare is going to take that cannot be spilled, from what is known before its long work. */
#ifndef MIZAN_TABLES_NEEDED_H
#define MIZAN_TABLES_NEEDED_H

#include <stdint.h>

#include "failure.h"
#include "tellings.h"

/* Bytes at the most at one time: the findings that the report keeps and what is not taken from the spill; arrays that
 * are. */
struct tables_needed {
    uint64_t bytes, spillable;
};

/* `workers` and `reading_bytes` as flow_workers and flow_reading_bytes have them; what topics take (topics_bytes). */
struct tables_asked {
    unsigned workers;
    uint64_t reading_bytes, topics_bytes;
};

/* What it is worked out from. `forms` is 0 without a grid of settings; `totals` are entries of the tellings, `tested`
 * those of the terms that are tested, `alike_pairs` those of tellings of one event, `pairs` as many or 0 where there
 * are too many. */
struct tables_sizes {
    uint64_t documents, events, units, terms, forms, entries, totals, tested;
    uint64_t tellings, alike_pairs, pairs;
};

void tables_needed_of(const struct tables_sizes *sizes, const struct tables_asked *asked, struct tables_needed *needed);

/* The grid of settings is in it where the counts have readings. Not the matrix of --full, whose rows pass.
 * FAILURE_MEMORY. */
enum status tables_needed_count(const struct tellings *tellings, const struct tables_asked *asked,
                                struct tables_needed *needed, struct failure *failure) MUST_CHECK;

#endif
