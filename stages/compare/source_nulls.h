/*
 * source_nulls.h - is a pair of tellings nearer than what the same two sources tell of events that differ?
 */
#ifndef MIZAN_SOURCE_NULLS_H
#define MIZAN_SOURCE_NULLS_H

#include "source_pairs.h"

enum {
    NULL_WORDS_LEAST = 400, /* MEASURES: a shorter telling has no null */
    NULL_PAIRS_LEAST = 10,  /* below: none in this corpus */
    NULL_PAIRS_RANKED = 40, /* from here on, over NULL_EVENTS_RANKED events, a percentile */
    NULL_EVENTS_RANKED = 5,
    NULL_PAIRS_MOST = 100, /* more are drawn from: a percentile to one in a hundred is all that is said */
    NULL_DRAWS_MOST = 200,
    NULL_DRAWS_LEAST = 10
};

/* Fills null_length, null_pairs, null_events, null_used and null_above of every pair whose tellings are long enough,
 * each in one language. `draws`: how often each text was cut. */
enum status source_nulls_find(struct source_pairs *pairs, uint64_t seed, unsigned *draws, struct flow *flow) MUST_CHECK;

#endif
