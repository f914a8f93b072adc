/* pair_screen.h - about what pair_block gives, in float: quick enough to find out which pairs are worth an exact
 * product. */
#ifndef MIZAN_PAIR_SCREEN_H
#define MIZAN_PAIR_SCREEN_H

#include "failure.h"
#include "pair_index.h"
#include "similarity.h"

enum {
    SCREEN_ROWS = 4,        /* multiplied together, so that a value is loaded once for all of them */
    SCREEN_LANES = 16,      /* documents of one panel */
    SCREEN_DOCUMENTS = 2048 /* of one block: a multiple of SCREEN_LANES */
};

/* The values of an index. The dense columns stand in panels of SCREEN_LANES documents. Read-only after
 * pair_screen_open. */
struct pair_screen {
    struct pair_index index;
    size_t panel_count;
    float
        *panels; /* value of dense column d for document i: panels[(i / LANES * dense_count + d) * LANES + i % LANES] */
    float *values; /* by posting */
};

/* Indexes `count` rows of the measure from `first`, at most SCREEN_DOCUMENTS. Every value of the measure must be >= 0.
 */
enum status pair_screen_open(struct pair_screen *screen, const struct similarity_measure *measure, size_t first,
                             size_t count, struct failure *failure) MUST_CHECK;
void pair_screen_close(struct pair_screen *screen);

/*
 * products[r * SCREEN_DOCUMENTS + i] for the rows first_row + r, r < row_count <= SCREEN_ROWS, and documents i = from
 * .. count - 1 is the dot product to within pair_screen_error. What lies before `from` is undefined. `factors` is
 * scratch for dense_count * SCREEN_ROWS floats.
 */
void pair_screen_multiply(const struct pair_screen *screen, const struct similarity_measure *measure, size_t first_row,
                          size_t row_count, size_t from, float *products, float *factors);

/*
 * The same for one row that shares no dense column with the block, and few others: sums up in `products`, all of whose
 * SCREEN_DOCUMENTS floats must be 0, and lists in `touched` the documents i >= from that are not 0, in any order.
 * Returns how many, or SIZE_MAX, with nothing done, where pair_screen_multiply is the better way. The caller sets the
 * touched products to 0 again.
 */
size_t pair_screen_gather(const struct pair_screen *screen, const struct similarity_measure *measure, size_t row,
                          size_t from, float *products, uint16_t *touched);

/* Bound e of the relative error for rows of at most `most_terms` terms: exact <= screened * (1 + e) + SCREEN_TINY, and
 * screened <= exact * (1 + e) + SCREEN_TINY. */
double pair_screen_error(size_t most_terms);
#define SCREEN_TINY 1e-30

/* True if screening can tell anything of the first `documents` rows: every value is 0 or so large that no product
 * vanishes in float, and no row is so long that the bound says nothing. *error is then the bound for all of them. */
bool pair_screen_possible(const struct similarity_measure *measure, size_t documents, double *error);

#endif
