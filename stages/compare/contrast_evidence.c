/*
 * contrast_evidence.c - over several events the events' values are joined with equal weights (Stouffer et al., The
 * American Soldier, 1949), as independent normal deviates would be. So a word of one event, which the mix of events or
 * one talkative document could make look like the source's own, counts for less than one to which the source returns.
 * Counts that were summed over the events first would let it count for most.
 */
#include "contrast_evidence.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "keyness.h"
#include "term_prior.h"

enum status contrast_evidence_open(struct contrast_evidence *evidence, size_t column_count, struct failure *failure)
{
    *evidence = (struct contrast_evidence){0};
    if (array_zeroed((void **)&evidence->values, column_count, sizeof *evidence->values, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return sides_open(&evidence->event_sides, column_count, failure);
}

void contrast_evidence_close(struct contrast_evidence *evidence)
{
    sides_close(&evidence->event_sides);
    free(evidence->values);
    *evidence = (struct contrast_evidence){0};
}

void contrast_evidence_gather(struct contrast_evidence *evidence, const struct comparison *comparison,
                              const struct sides *sides, const double *priors, uint64_t least)
{
    const struct sides *const event = &evidence->event_sides;
    struct comparison one = *comparison;
    for (size_t i = 0; i < sides->touched_count; i++) {
        evidence->values[sides->touched[i]] = 0;
    }
    for (one.event = 0; one.event < comparison->event_count; one.event++) {
        sides_gather(&evidence->event_sides, &one);
        for (size_t i = 0; i < event->touched_count; i++) {
            const uint32_t column = event->touched[i];
            const struct keyness_table table = {event->counts_a[column], event->counts_b[column], event->words_a,
                                                event->words_b};
            if (sides->counts_a[column] + sides->counts_b[column] >= least) {
                evidence->values[column] += keyness_evidence(&table, priors[column], TERM_PRIOR_WORDS);
            }
        }
    }
    const double root = sqrt((double)sides->events);
    for (size_t i = 0; i < sides->touched_count; i++) {
        evidence->values[sides->touched[i]] /= root;
    }
}
