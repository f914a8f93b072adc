/*
 * average_linkage.h - things joined to groups, the most alike first (UPGMA: Sokal and Michener 1958): how alike two
 * groups are is the mean over all pairs of one thing from each.
 */
#ifndef MIZAN_AVERAGE_LINKAGE_H
#define MIZAN_AVERAGE_LINKAGE_H

#include <stddef.h>

#include "stage.h"

/* Two groups become one, which goes on under the name a: the lowest of its things. */
struct linkage_merge {
    size_t a, b; /* a < b */
    double similarity;
};

/* Where the pair of i > j stands in a lower triangle without its diagonal. */
static inline size_t linkage_place(size_t i, size_t j)
{
    return i * (i - 1) / 2 + j;
}

/*
 * `similarities`: the lower triangle, count * (count - 1) / 2 numbers, of which nothing is left. Fills merges[0 ..
 * count - 2], greatest similarity first; equal ones are joined in the order of their things. Time count^2, by chains of
 * nearest neighbours (Murtagh 1983). FAILURE_MEMORY, or a signal.
 */
enum status average_linkage(float *similarities, size_t count, struct linkage_merge *merges,
                            struct flow *flow) MUST_CHECK;

/* Groups of the merges at or above `similarity`: fills labels[0 .. count - 1], numbered from 0 by their lowest things;
 * returns how many there are. */
size_t average_linkage_cut(const struct linkage_merge *merges, size_t count, double similarity, size_t *labels);

#endif
