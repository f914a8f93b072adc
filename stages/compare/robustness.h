/* robustness.h - in how many settings of the grid an ordered statement of the main matrix holds. */
#ifndef MIZAN_ROBUSTNESS_H
#define MIZAN_ROBUSTNESS_H

#include "arena.h"
#include "finding.h"
#include "similarity.h"
#include "stage.h"
#include "tellings.h"

enum { ROBUSTNESS_SETTINGS = 64 };

/* What one setting answers. */
struct robustness_setting {
    struct span name;
    uint32_t *nearest; /* by document; ROBUSTNESS_NOBODY where it has no likeness to any */
    double
        *likenesses; /* by pair of tellings of one event, in order of events, first, second; NaN where there is none */
};
#define ROBUSTNESS_NOBODY UINT32_MAX

/* Zero-initialized it is empty. */
struct robustness {
    struct robustness_setting settings[ROBUSTNESS_SETTINGS];
    size_t count;
    struct arena arena;
};

/* Takes a matrix of the grid (weighted->variant), with both similarities; `map` as tellings_open_map takes it. */
enum status robustness_take(struct robustness *robustness, const struct weighted *weighted, const struct event_map *map,
                            struct flow *flow) MUST_CHECK;

/* In how many settings b is the document nearest to a; with `mutual`, and a to b. */
size_t robustness_nearest(const struct robustness *robustness, size_t a, size_t b, bool mutual);

void robustness_close(struct robustness *robustness);

#endif
