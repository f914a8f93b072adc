/*
 * jackknife.h - how sure an estimate is, from what becomes of it when each of its groups is left out in turn.
 */
#ifndef MIZAN_JACKKNIFE_H
#define MIZAN_JACKKNIFE_H

#include <stddef.h>

/* (g - 1) / g * sum of (replicate - mean)^2: the part that these groups have in the variance of the estimate; count
 * >= 2. Variances of independent sides add up. */
double jackknife_variance(const double *replicates, size_t count);

/* Student's t with so many degrees of freedom (>= 1), below which 97.5 of 100 values lie; to ten decimals, so that no
 * processor's libm decides a published bit. */
double jackknife_quantile(size_t degrees);

#endif
