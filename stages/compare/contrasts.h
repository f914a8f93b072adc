/* contrasts.h - FINDING_CONTRAST: the terms by which a source's telling differs from the others'. */
#ifndef MIZAN_CONTRASTS_H
#define MIZAN_CONTRASTS_H

#include "contrast_evidence.h"
#include "contrast_rows.h"
#include "contrast_test.h"
#include "frames.h"
#include "sides.h"
#include "stage.h"
#include "top_list.h"

/* Zero-initialized it is closed. */
struct contrasts {
    const struct settings *settings;
    const struct frames *frames;
    size_t reference; /* a source, or SIDES_ALL */
    double *priors;   /* by frame and column */
    struct sides sides;
    struct contrast_evidence evidence;
    struct contrast_rows rows;
    struct contrast_test test;
    struct top_lists best; /* two: what the source has more of, what it has less of */
    uint32_t *columns;     /* of CONTRAST_ROWS chosen ones */
};

/* Which source --reference names; SIDES_ALL where it is not given. FAILURE_USAGE with the sources there are. */
enum status contrasts_reference(const struct tellings *tellings, const char *name, size_t *reference,
                                struct failure *failure) MUST_CHECK;

/* Borrows the frames, of FRAMES_OF one tellings; emits the findings in the order of finding.h. */
enum status contrasts_open(struct contrasts *contrasts, const struct frames *frames, size_t reference,
                           const struct settings *settings, struct failure *failure) MUST_CHECK;
enum status contrasts_emit(struct contrasts *contrasts, struct flow *flow) MUST_CHECK;
void contrasts_close(struct contrasts *contrasts);

#endif
