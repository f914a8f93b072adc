/*
 * permanova.h - which part of the differences between items goes with each of several factors (Anderson 2001, Austral
 * Ecology 26: 32-46; McArdle & Anderson 2001, Ecology 82: 290-297): sums of squared distances, taken apart as an
 * analysis of variance takes apart squares. No permutations: shares describe, they are not tested.
 */
#ifndef MIZAN_PERMANOVA_H
#define MIZAN_PERMANOVA_H

#include <stddef.h>

#include "failure.h"

enum { PERMANOVA_FACTORS_MOST = 3 };

struct permanova_factor {
    const size_t *levels; /* by item, each below level_count; every level has an item */
    size_t level_count;
};

/* Of one factor: what it adds when all the others are in the model already (marginal sums, as adonis2's by="margin");
 * 0 degrees: it cannot be told from them. */
struct permanova_part {
    size_t degrees;
    double sum;
};

struct permanova {
    double total, residual; /* sums of squares */
    size_t residual_degrees;
    struct permanova_part parts[PERMANOVA_FACTORS_MOST];
};

/* `squared` holds item_count x item_count squared distances, symmetric, 0 on the diagonal. At least one item. Fails
 * with FAILURE_MEMORY alone. */
enum status permanova_find(struct permanova *found, const double *squared, size_t item_count,
                           const struct permanova_factor *factors, size_t factor_count,
                           struct failure *failure) MUST_CHECK;

/* How much work that is, in multiplications, about. */
double permanova_work(size_t item_count, const struct permanova_factor *factors, size_t factor_count);

#endif
