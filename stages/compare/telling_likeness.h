/* telling_likeness.h - how like each other the tellings of one event are, by any measure. */
#ifndef MIZAN_TELLING_LIKENESS_H
#define MIZAN_TELLING_LIKENESS_H

#include "similarity.h"
#include "tellings.h"

/* How many pairs of tellings of one event there are. */
size_t telling_likeness_count(const struct tellings *tellings);

/* Fills values[pair], in order of events, then of the first and the second telling; NaN where one of the two has no
 * weighted term. */
enum status telling_likeness_fill(const struct tellings *tellings, const struct similarity_measure *measure,
                                  double *values, struct failure *failure) MUST_CHECK;

#endif
