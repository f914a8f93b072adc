/* progress.h - what the user sees while it runs: warnings and, on a terminal, a line of progress on standard error. */
#ifndef MIZAN_PROGRESS_H
#define MIZAN_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialized it shows warnings and no progress. Safe for several threads through the caller's lock alone. */
struct progress {
    bool enabled;           /* standard error is a terminal and --quiet was not given */
    bool drawn;             /* a line of progress stands there and must be wiped first */
    uint64_t last_drawn_ms; /* monotonic clock: it decides when to draw, and reaches no result */
    uint64_t started_ms;
    const char *label;                         /* of the step that runs, as progress_show was given it */
    uint64_t step_started_ms, step_first_done; /* when that label came first, and what was done by then */
};

/* A step of the work: where it stands now. */
struct progress_step {
    const char *label;
    uint64_t done, total;              /* total 0: unknown */
    bool is_estimate;                  /* of the total */
    uint64_t elapsed_ms, elapsed_done; /* for how long it was watched, and how much was done in that time */
};

enum { PROGRESS_WORDS_BYTES = 160, PROGRESS_RATE_MS = 2000 /* from here on a rate can be told */ };

/* "documents read: 3,200 of 10,000 (32 %), 520 a second, 13 s left" */
void progress_describe(const struct progress_step *step, char words[PROGRESS_WORDS_BYTES]);

struct progress progress_open(bool quiet);

/* Draws the step at most ten times a second; total 0: unknown. The label, by which steps are told apart, is kept. */
void progress_show(struct progress *progress, const char *label, uint64_t done, uint64_t total);

/* The same for a total that is an estimate. */
void progress_show_about(struct progress *progress, const char *label, uint64_t done, uint64_t total);

/* Prints "mizan: warning: text" with control characters made visible. NULL: nothing. */
void progress_warn(struct progress *progress, const char *text);

/* Wipes the line. */
void progress_close(struct progress *progress);

#endif
