/*
 * centring.h - similarities with what the two texts have in common with any text taken off: the mean of the row and
 * that of the column over pairs that tell different events (two-way centring).
 *
 * centred(a, b) = S(a, b) - mean S(a, b') - mean S(a', b) + mean S(a', b'); a' and b' of the sources of a and b, on
 * two events that differ, in a language that the two share.
 */
#ifndef MIZAN_CENTRING_H
#define MIZAN_CENTRING_H

#include "telling_square.h"

/* Two sources that tell fewer events have means of too few pairs (MEASURES). */
enum { CENTRING_EVENTS = 10 };

/* How the similarity of unrelated tellings goes with their lengths: Spearman's rank correlation with the product of
 * their words, -1 to 1; NaN where there are no CENTRING_EVENTS events to make it of. */
struct length_correlation {
    size_t pairs;
    double plain, centred;
};

/* Fills centred and centring_events of every pair, and `correlation`, over the unrelated pairs of all pairs of sources
 * that are centred. An empty square leaves every pair without. */
enum status centring_fill(struct source_pairs *pairs, const struct telling_square *square,
                          struct length_correlation *correlation, struct failure *failure) MUST_CHECK;

#endif
