/* column_cuts.h - the columns from the most to the least frequent, cut in some places, and what lies before a cut. */
#ifndef MIZAN_COLUMN_CUTS_H
#define MIZAN_COLUMN_CUTS_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "similarity.h"

enum { COLUMN_CUTS = 64 /* at most */ };

/* Column j lies before cut c if cut_of[j] < c: before cut 0 lies none, before cut count - 1 all of them. */
struct column_cuts {
    uint8_t *cut_of;
    size_t count;
};

/* Orders the columns by how many of the first `documents` rows have them (ties by number): 4 before cut 1, then half as
 * many again each time. */
enum status column_cuts_open(struct column_cuts *cuts, const struct similarity_measure *measure, size_t documents,
                             struct failure *failure) MUST_CHECK;
void column_cuts_close(struct column_cuts *cuts);

/* norms[c] is the Euclidean norm of what the row has before cut c, or up to 1e-6 of it more, so that it stays no less
 * as a float. */
void column_cuts_norms(const struct column_cuts *cuts, const struct similarity_measure *measure, size_t row,
                       double norms[COLUMN_CUTS]);

#endif
