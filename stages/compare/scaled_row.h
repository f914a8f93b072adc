/*
 * scaled_row.h - two rows of counts and what their similarity is made of, whether they are documents, what a source
 * tells of an event, or parts of either.
 */
#ifndef MIZAN_SCALED_ROW_H
#define MIZAN_SCALED_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "matrix.h"

/* A row with its values as similarity.h scales them, value by column. */
struct scaled_row {
    struct term_row row;
    const double *values;
};

/* The dot product over shared columns, ascending: what similarity_settle wants. */
double scaled_row_product(struct scaled_row a, struct scaled_row b);

/* The part of the product that terms flagged TERM_STATE_NAME carry, 0 to 1; 0 where the product is 0. */
double scaled_row_names_share(const struct vocabulary_term *terms, struct scaled_row a, struct scaled_row b);

/* Copies what is no name of a state; `columns` and `counts` have room for row.count. */
struct term_row scaled_row_without_names(const struct vocabulary_term *terms, struct term_row row, uint32_t *columns,
                                         uint32_t *counts);

/* The next column that both rows have, at row.columns[*in_a] of the one and [*in_b] of the other; false at the end.
 * Both places start at 0 and must be moved on by one before the next call. */
bool scaled_row_next_shared(struct term_row a, struct term_row b, size_t *in_a, size_t *in_b);

#endif
