/* hypergeometric.h - drawing documents without putting them back. */
#ifndef MIZAN_HYPERGEOMETRIC_H
#define MIZAN_HYPERGEOMETRIC_H

#include <stdint.h>

/* Probability that of `drawn` documents among `all`, of which `holding` hold a term, `found` or fewer hold it:
 * Fisher's exact test, and the share of all relabellings that are as silent. */
double hypergeometric_tail(uint64_t found, uint64_t holding, uint64_t all, uint64_t drawn);

/* In how many ways they can be drawn, rounded; infinite where a double cannot say. */
double hypergeometric_ways(uint64_t all, uint64_t drawn);

#endif
