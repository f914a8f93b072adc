/* pair_screen.h - a little more than what pair_block gives, in float: quick enough to find out which pairs are worth an
 * exact product. */
#ifndef MIZAN_PAIR_SCREEN_H
#define MIZAN_PAIR_SCREEN_H

#include "failure.h"
#include "pair_index.h"
#include "screen_kernel.h"
#include "similarity.h"

enum {
    SCREEN_ROWS = 32,       /* multiplied together: a multiple of PANEL_ROWS */
    SCREEN_DOCUMENTS = 2048 /* of one block: a multiple of PANEL_LANES */
};

/* The values of an index. The dense columns stand in panels (screen_kernel.h). Read-only after pair_screen_open. */
struct pair_screen {
    const struct screen_kernel *kernel;
    struct pair_index index;
    size_t quad_count, panel_count;
    size_t plane_count; /* 1: a value is a byte; 2: the high seven bits of fourteen stand in a plane of panels of their
                           own */
    uint8_t *panels;
    float *scales;      /* by document: what 1 in its panel means, in the last plane */
    uint32_t *postings; /* a value and its document in one number (pair_screen.c) */
};

/* Indexes `count` rows of the measure from `first`, at most SCREEN_DOCUMENTS. Every value of the measure must be >= 0.
 * Products are a fraction of a percent too high; if `is_fine`, of some hundredths of one, for more than twice the time.
 */
enum status pair_screen_open(struct pair_screen *screen, const struct screen_kernel *kernel, bool is_fine,
                             const struct similarity_measure *measure, size_t first, size_t count,
                             struct failure *failure) MUST_CHECK;
void pair_screen_close(struct pair_screen *screen);

/* What one worker needs to multiply: products[r * SCREEN_DOCUMENTS + i] of row r with document i, and room for what of
 * the rows is dense. */
struct pair_screen_scratch {
    float *products;
    int8_t *factors;
    uint32_t *dense_numbers; /* of one row */
    double *dense_values;
    double *row_values; /* of one row, where the measure is in short */
    uint32_t *row_columns;
};

enum status pair_screen_scratch_open(struct pair_screen_scratch *scratch, const struct pair_screen *screen,
                                     const struct similarity_measure *measure, struct failure *failure) MUST_CHECK;
void pair_screen_scratch_close(struct pair_screen_scratch *scratch);

/*
 * Fills scratch->products for the rows rows[r], r < row_count <= SCREEN_ROWS, and documents i = from .. count - 1: at
 * least the dot product, to within pair_screen_error, and 0 where they share no term. What lies before `from` is
 * undefined.
 */
void pair_screen_multiply(const struct pair_screen *screen, const struct similarity_measure *measure,
                          const size_t *rows, size_t row_count, size_t from, const struct pair_screen_scratch *scratch);

/*
 * The same for one row that shares no dense column with the block, and few others: sums up in `products`, all of whose
 * SCREEN_DOCUMENTS floats must be 0, and lists in `touched` the documents i >= from that are not 0, in any order.
 * Returns how many, or SIZE_MAX, with nothing done, where pair_screen_multiply is the better way. The caller sets the
 * touched products to 0 again.
 */
size_t pair_screen_gather(const struct pair_screen *screen, const struct similarity_measure *measure, size_t row,
                          size_t from, float *products, uint16_t *touched);

/* Bound e of the relative error for rows of at most `most_terms` terms: exact <= screened * (1 + e) + SCREEN_TINY. */
double pair_screen_error(size_t most_terms);
#define SCREEN_TINY 1e-30

/* True if screening can tell anything of the first `documents` rows: every value is 0 or so large that no product
 * vanishes in float, and no row is so long that the bound says nothing. *error is then the bound for all of them. */
bool pair_screen_possible(const struct similarity_measure *measure, size_t documents, double *error);

#endif
