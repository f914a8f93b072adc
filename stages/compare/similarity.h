/*
 * similarity.h - how alike two rows of the weighted matrix are.
 *
 * Every similarity is one dot product in double over the shared columns, ascending, of rows that were scaled once. It
 * is symmetric to the last bit, and a kernel that adds in that order gives the same bits.
 */
#ifndef MIZAN_SIMILARITY_H
#define MIZAN_SIMILARITY_H

#include <stdbool.h>
#include <stddef.h>

#include "failure.h"
#include "matrix.h"
#include "settings.h"

/* Scaled rows: row r has values[starts[r]] .. values[starts[r + 1] - 1] at the columns of weighted->counts->rows.
 * Read-only after similarity_open: any number of threads may ask. */
struct similarity_measure {
    const struct weighted *weighted;
    enum similarity kind;
    const uint64_t *starts;
    const uint32_t *columns;
    const double *values;
    double *owned; /* the values, where they are not weighted->weights themselves */
};

/* Scales the rows: weighted->correct_row for the corrected measure, the weights as they are for the cosine. Borrows
 * `weighted`. */
enum status similarity_open(struct similarity_measure *measure, const struct weighted *weighted, enum similarity kind,
                            struct failure *failure) MUST_CHECK;
void similarity_close(struct similarity_measure *measure);

/* A row of count_rows; an empty one where there are no such rows. */
struct term_row similarity_row(const struct count_rows *rows, size_t row);

/* The scaled values of any row of counts, also one that is none of counts->rows (what several documents hold together,
 * a part of one): the measure of two such rows is similarity_settle of their product. `values` has room for row.count.
 * False, and all values 0, where the row has no weighted term. `lead`: what of it stands at the beginning of a text,
 * empty for a part of one; columns that the row lacks are not looked at. */
bool similarity_scale(const struct similarity_measure *measure, struct term_row row, struct term_row lead,
                      double *values);

/* False for a row without a weighted term: it has no similarity with any row. */
bool similarity_exists(const struct similarity_measure *measure, size_t row);

/* What a dot product of two scaled rows means as a similarity: a cosine of unit rows is clamped to -1 .. 1, all else is
 * unchanged. */
double similarity_settle(const struct similarity_measure *measure, double product);

/* The similarity of two rows; NaN if one of them has none. */
double similarity_between(const struct similarity_measure *measure, size_t a, size_t b);

/* The cosine of the weights of two rows, in -1 .. 1 whatever the scheme's normalization; NaN if one has none. */
double similarity_cosine(const struct weighted *weighted, size_t a, size_t b);

#endif
