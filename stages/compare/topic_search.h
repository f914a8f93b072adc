/* topic_search.h - of factors improved from several starts, those whose topics hold together best. */
#ifndef MIZAN_TOPIC_SEARCH_H
#define MIZAN_TOPIC_SEARCH_H

#include <stddef.h>

#include "failure.h"
#include "matrix.h"
#include "nonnegative_factors.h"
#include "topic_matrix.h"

/* The start from singular vectors, and those from rows. */
enum { TOPIC_STARTS = 6 };
/* Errors up to this many times the smallest are as good as it. */
#define ERROR_AS_GOOD 1.005

/* What one start came to. */
struct topic_trial {
    size_t topics;    /* that are not empty */
    double error;     /* of the factors */
    double coherence; /* mean over the topics that have one; NaN if none has */
};

/* Of the trials with as many topics as the first (rows can lose one, or split one that singular vectors have once), and
 * of these with an error as good as the smallest, the one with the greatest coherence; of equal ones the first.
 * count >= 1. */
size_t topic_search_choose(const struct topic_trial *trials, size_t count);

/* Leaves the factors chosen in `factors`, which the caller frees; nothing on failure. Always the same bits. */
enum status topic_search_find(struct nonnegative_factors *factors, const struct topic_matrix *matrix,
                              const struct counts *counts, size_t topics, struct flow *flow) MUST_CHECK;

#endif
