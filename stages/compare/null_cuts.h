/* null_cuts.h - the tellings of one draw of the null, each cut to one length. */
#ifndef MIZAN_NULL_CUTS_H
#define MIZAN_NULL_CUTS_H

#include "scaled_row.h"
#include "segment_groups.h"
#include "similarity.h"

struct null_cut {
    uint32_t *columns, *counts;
    double *values;
    size_t columns_capacity, counts_capacity, values_capacity;
    size_t count;
    size_t telling;
};

/* Zero-initialized it is closed. */
struct null_cuts {
    const struct tellings *tellings;
    const struct segment_groups *groups; /* by telling */
    struct null_cut *items;
    size_t count, capacity;
    size_t rooms;   /* items that have room from an earlier draw, or from this one */
    size_t *places; /* by telling: place in items + 1, or 0 */
    uint32_t *sums; /* by column; all 0 between two cuts */
    size_t *order;  /* of a telling's groups */
};

/* Borrows the groups of all tellings. FAILURE_MEMORY alone; close it also then. */
enum status null_cuts_open(struct null_cuts *cuts, const struct tellings *tellings, const struct segment_groups *groups,
                           struct failure *failure) MUST_CHECK;
void null_cuts_close(struct null_cuts *cuts);

/* Before the next draw: no telling is in it. */
void null_cuts_forget(struct null_cuts *cuts);

/* The telling is in this draw; once, however often it is added. */
enum status null_cuts_add(struct null_cuts *cuts, size_t telling, struct failure *failure) MUST_CHECK;

/* Cuts all that are in it: runs of sentences by chance until `length` words are reached. A cut depends on the seed, the
 * names of event and source, the length and the number of the draw alone. */
void null_cuts_draw(struct null_cuts *cuts, const struct similarity_measure *measure, uint64_t seed, uint64_t length,
                    unsigned draw);

/* Of a telling that is in it; borrowed until null_cuts_forget. */
struct scaled_row null_cuts_row(const struct null_cuts *cuts, size_t telling);

#endif
