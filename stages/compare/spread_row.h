/* spread_row.h - a row of a measure spread out by column, to be multiplied with other rows. */
#ifndef MIZAN_SPREAD_ROW_H
#define MIZAN_SPREAD_ROW_H

#include "failure.h"
#include "similarity.h"
#include "top_list.h"

/* One for each thread. Zero-initialized it is closed. */
struct spread_row {
    const struct similarity_measure *measure;
    double *values;         /* by column; 0 where no row is spread out */
    struct short_room room; /* where the measure is in short */
};

/* Borrows the measure, of a product and not of a distance, in short or not. */
enum status spread_row_open(struct spread_row *spread, const struct similarity_measure *measure,
                            struct failure *failure) MUST_CHECK;
void spread_row_close(struct spread_row *spread);

/* Spreads a row out; spread_row_clear of the same row before the next. */
void spread_row_set(struct spread_row *spread, size_t row);
void spread_row_clear(struct spread_row *spread, size_t row);

/* The other row is about to be asked for: it may lie where no cache has it. */
void spread_row_prefetch(const struct spread_row *spread, size_t other);

/* The settled similarity with another row: the bits of similarity_between. */
double spread_row_product(const struct spread_row *spread, size_t other);

/* The nearest of the other existing rows below `documents`, each compared, into the list, sorted. No row is spread out
 * before and behind it. */
void spread_row_nearest(struct spread_row *spread, size_t row, size_t documents, struct top_list *list);

#endif
