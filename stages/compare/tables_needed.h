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

/* The grid of settings is in it where the counts have readings. Not the matrix of --full, whose rows pass.
 * FAILURE_MEMORY. */
enum status tables_needed_count(const struct tellings *tellings, const struct tables_asked *asked,
                                struct tables_needed *needed, struct failure *failure) MUST_CHECK;

#endif
