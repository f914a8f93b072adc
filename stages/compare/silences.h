/* silences.h - FINDING_SILENCE: what most others on an event say and a source does not, or hardly. */
#ifndef MIZAN_SILENCES_H
#define MIZAN_SILENCES_H

#include "beta_binomial.h"
#include "frames.h"
#include "said_otherwise.h"
#include "sides.h"
#include "stage.h"
#include "top_list.h"

/* Who mentions a term on the event: by column, all 0 for what nobody does. */
struct silence_mentions {
    uint32_t own_documents, other_documents, other_sources;
    uint32_t last_source; /* counted last, + 1 */
    double squares;       /* sum of count^2 / words over the others' documents */
};

/* The documents of an event. */
struct silence_event {
    uint64_t own_documents, other_documents, other_sources; /* that have words */
    struct burst_documents others;
};

/* Zero-initialized it is closed. */
struct silences {
    const struct settings *settings;
    const struct frames *frames;
    const double *idf; /* by column */
    size_t reference;  /* a source, or SIDES_ALL */
    struct sides sides;
    struct said_otherwise said;
    struct silence_event event;
    struct silence_mentions *mentions; /* by column */
    uint64_t *source_counts;           /* by frame and column: in all of the source's documents */
    double *usual;                     /* by frame: burstiness */
    double *p, *q;                     /* by column; NaN: not tested, no q */
    double *tested_p, *tested_q;       /* of those tested alone */
    uint64_t *own_words;               /* of the source's documents on the event */
    struct top_lists best;             /* one */
    double *surprises;                 /* by column */
};

/* Borrows the frames and the weight of each term, by which surprises are ordered. Emits the findings in the order of
 * finding.h. */
enum status silences_open(struct silences *silences, const struct frames *frames, const double *idf, size_t reference,
                          const struct settings *settings, struct failure *failure) MUST_CHECK;
enum status silences_emit(struct silences *silences, struct flow *flow) MUST_CHECK;
void silences_close(struct silences *silences);

#endif
