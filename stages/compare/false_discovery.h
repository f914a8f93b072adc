/* false_discovery.h - many tests at once. */
#ifndef MIZAN_FALSE_DISCOVERY_H
#define MIZAN_FALSE_DISCOVERY_H

#include <stddef.h>

#include "failure.h"

/* q of each p by Benjamini & Hochberg (1995): q[i] = min over all p_j >= p_i of p_j m / rank of j, at most 1. p are in
 * 0..1. FAILURE_MEMORY alone. */
enum status false_discovery_adjust(const double *p, double *q, size_t count, struct failure *failure) MUST_CHECK;

#endif
