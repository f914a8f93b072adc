/*
 * factors.h - what goes with event, source and language: the mean similarity of tellings that share them and of those
 * that do not, and the part of all differences that goes with each.
 */
#ifndef MIZAN_FACTORS_H
#define MIZAN_FACTORS_H

#include "centring.h"
#include "telling_square.h"

/* Fewer events of a source cannot tell what is its own from what is its events' (MEASURES). */
enum { FACTORS_EVENTS = 3 };

/* Emits FINDING_FACTOR: means by relation and language, shares by factor, correlations with length. Nothing where there
 * are fewer than two tellings or the square is empty. */
enum status factors_emit(const struct source_pairs *pairs, const struct telling_square *square,
                         const struct length_correlation *correlation, struct flow *flow) MUST_CHECK;

#endif
