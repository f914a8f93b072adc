/* distance_pairs.h - all_pairs.h for the measures that are distances, and so no products of rows. */
#ifndef MIZAN_DISTANCE_PAIRS_H
#define MIZAN_DISTANCE_PAIRS_H

#include "all_pairs.h"

/* As all_pairs_rows and all_pairs_nearest, which call them. */
enum status distance_pairs_rows(const struct all_pairs *pairs, const char *label, all_pairs_take *take, void *context,
                                struct flow *flow) MUST_CHECK;
enum status distance_pairs_nearest(const struct similarity_measure *measure, struct top_lists *lists,
                                   struct flow *flow) MUST_CHECK;

#endif
