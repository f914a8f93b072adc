/* progress.h - what the user sees while it runs: warnings and, on a terminal, a line of progress on standard error. */
#ifndef MIZAN_PROGRESS_H
#define MIZAN_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* Zero-initialized it shows warnings and no progress. Safe for several threads through the caller's lock alone. */
struct progress {
    bool enabled;            /* standard error is a terminal and --quiet was not given */
    bool drawn;              /* a line of progress stands there and must be wiped first */
    uint64_t last_drawn_ms;  /* monotonic clock: it decides when to draw, and reaches no result */
    uint64_t started_ms;
};

struct progress progress_open(bool quiet);

/* Draws "label done of total" at most ten times a second; total 0: unknown. */
void progress_show(struct progress *progress, const char *label, uint64_t done, uint64_t total);

/* Prints "mizan: warning: text" with control characters made visible. NULL: nothing. */
void progress_warn(struct progress *progress, const char *text);

/* Wipes the line. */
void progress_close(struct progress *progress);

#endif
