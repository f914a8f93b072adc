/* source_intervals.h - how much the similarity of two tellings hangs on single passages of either. */
#ifndef MIZAN_SOURCE_INTERVALS_H
#define MIZAN_SOURCE_INTERVALS_H

#include "source_pairs.h"

/* Fills groups_a, groups_b and variance of every pair that has a similarity. */
enum status source_intervals_find(struct source_pairs *pairs, struct flow *flow) MUST_CHECK;

#endif
