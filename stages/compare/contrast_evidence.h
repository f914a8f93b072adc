/* contrast_evidence.h - how surely a source has more or less of each term than the others, the event held constant. */
#ifndef MIZAN_CONTRAST_EVIDENCE_H
#define MIZAN_CONTRAST_EVIDENCE_H

#include "sides.h"

/* Zero-initialized it is closed. */
struct contrast_evidence {
    double *values;           /* by column: of the terms of the last call; of others whatever an earlier call left */
    struct sides event_sides; /* of one event */
};

enum status contrast_evidence_open(struct contrast_evidence *evidence, size_t column_count,
                                   struct failure *failure) MUST_CHECK;
void contrast_evidence_close(struct contrast_evidence *evidence);

/*
 * Fills values[column] for every column that stands at least `least` times in `sides`, which sides_gather filled for
 * the same comparison, over all events: the sum of keyness_evidence with priors[column] over the events that both sides
 * tell, divided by the square root of how many these are.
 */
void contrast_evidence_gather(struct contrast_evidence *evidence, const struct comparison *comparison,
                              const struct sides *sides, const double *priors, uint64_t least);

#endif
