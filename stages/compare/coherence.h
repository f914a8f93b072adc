/* coherence.h - do the first terms of a topic stand near each other in the texts? */
#ifndef MIZAN_COHERENCE_H
#define MIZAN_COHERENCE_H

#include <stddef.h>

#include "failure.h"
#include "finding.h"
#include "matrix.h"

/* The first terms of a topic: distinct columns of the vocabulary. */
struct coherence_topic {
    size_t terms[COHERENCE_TERMS];
    size_t count;
};

/*
 * values[k]: the mean over the pairs of topic k's terms of their normalized pointwise mutual information (Bouma 2009),
 * ln(p(a, b) / (p(a) p(b))) / -ln p(a, b), -1 to 1; NaN for a topic of fewer than two terms. Probabilities are shares
 * of the windows of COHERENCE_WINDOW counted terms that slide over each document term by term (a shorter document is
 * one window). A pair that never meets is -1, one that stands in every window is 1: Bouma's limits.
 */
enum status coherence_find(const struct counts *counts, const struct coherence_topic *topics, size_t topic_count,
                           double *values, struct failure *failure) MUST_CHECK;

#endif
