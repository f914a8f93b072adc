/* variant_counts.h - the documents counted once more, by other rules, from what they read like. */
#ifndef MIZAN_VARIANT_COUNTS_H
#define MIZAN_VARIANT_COUNTS_H

#include "failure.h"
#include "matrix.h"
#include "variant_terms.h"

/* Zero-initialized it is empty. */
struct variant_counts {
    struct counts counts; /* what the stage vectorize would have made: the same order of rows and columns; no queries,
                             no surface forms; segments only where the readings have theirs, and these uncut */
    struct vocabulary_term *terms;
    uint32_t *form_terms; /* by form of the readings: its column, or none */
    struct variant_rows {
        uint64_t *starts;
        uint32_t *columns, *counts;
        size_t columns_capacity, counts_capacity;
    } rows, leads, segments;
};

/* `terms`: those of counts->readings by the variant's stemmer, borrowed until this returns. `length`: the words that a
 * text is cut to if the variant says so. Close it also after a failure. */
enum status variant_counts_open(struct variant_counts *made, const struct counts *counts, const struct variant *variant,
                                const struct variant_terms *terms, uint64_t length, struct failure *failure) MUST_CHECK;
void variant_counts_close(struct variant_counts *made);

#endif
