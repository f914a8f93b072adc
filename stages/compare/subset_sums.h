/*
 * subset_sums.h - how often a sum over documents that are chosen lies as far from its mean as one that is given, over
 * all ways to choose so many of each event, by the documents alone that add something.
 */
#ifndef MIZAN_SUBSET_SUMS_H
#define MIZAN_SUBSET_SUMS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "relabelling.h"
#include "stage.h"

/* n choose k, 0 where k > n; most + 1 where it is more than `most` (below 2^32). */
uint64_t subset_ways(uint64_t n, uint64_t k, uint64_t most);

/* The mean of a sum over all ways, and how far from it is as far. */
struct reach {
    double mean, reach;
};

static inline bool reach_is_met(struct reach reach, double sum)
{
    return fabs(sum - reach.mean) >= reach.reach;
}

/* An event of `size` documents, `chosen` of which are chosen; rates[first] .. rates[end - 1] are those that add
 * something. */
struct subset_event {
    size_t size, chosen, first, end;
};

struct subset_sums {
    const struct subset_event *events;
    size_t event_count;
    const double *rates;
};

/* So many sums subset_sums_as_far computes; most + 1 where it is more than `most`, or where it would nest more than
 * SUBSET_DEPTH_MOST deep. */
enum { SUBSET_DEPTH_MOST = 64 };
uint64_t subset_sums_count(const struct subset_sums *sums, uint64_t most);

/* In how many of all ways the sum meets the reach. A sum is added up event by event, in the order of the rates. The
 * ways, and the depth as subset_sums_count has it, must be within what is counted there. */
uint64_t subset_sums_as_far(const struct subset_sums *sums, struct reach reach);

/* The terms of a relabelling; `inside` by event: how many documents are on the side. */
struct subset_terms {
    const struct relabelling *relabelling;
    const size_t *inside;
    const struct reach *reaches; /* by term */
    uint64_t most;               /* sums of a term that are computed at most */
};

/* Of each term in how many of all ways its sum meets its reach; SUBSETS_UNCOUNTED where that would take more than the
 * most. FAILURE_MEMORY, or a signal. */
enum { SUBSETS_UNCOUNTED = -1 };
enum status subset_sums_of_terms(const struct subset_terms *terms, int64_t *as_far, struct flow *flow) MUST_CHECK;

#endif
