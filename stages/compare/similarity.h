/*
 * similarity.h - how alike two rows of the weighted matrix are.
 *
 * Every similarity is one dot product in double over the shared columns, ascending, of rows that were scaled once. It
 * is symmetric to the last bit, and a kernel that adds in that order gives the same bits.
 *
 * A distance (distances.h) is a likeness too, with its sign turned: whatever the measure, the greater is the nearer.
 * Only what is shown is turned back, by similarity_shown.
 */
#ifndef MIZAN_SIMILARITY_H
#define MIZAN_SIMILARITY_H

#include <stdbool.h>
#include <stddef.h>

#include "distances.h"
#include "failure.h"
#include "matrix.h"
#include "scaled_row.h"
#include "settings.h"
#include "short_rows.h"
#include "stage.h"

/* Scaled rows: row r has values[starts[r]] .. values[starts[r + 1] - 1] at the columns of weighted->counts->rows.
 * Read-only after similarity_open: any number of threads may ask. */
struct similarity_measure {
    const struct weighted *weighted;
    enum similarity kind;
    const uint64_t *starts;
    const uint32_t *columns;    /* NULL where the counts have low columns: similarity_columns */
    const double *values;       /* NULL where the rows are kept in short */
    double *owned;              /* the values, where they are not weighted->weights themselves */
    uint32_t *owned_columns;    /* the columns, where the counts have low ones; else NULL */
    struct short_rows in_short; /* what the values are made of, where they are NULL */
    bool *has_words;            /* by row, of a distance; else NULL */
    struct delta_words words;   /* of a Delta */
};

/* Scales the rows: weighted->correct_row for the corrected measure, the weights as they are for the cosine,
 * distance_scale for a distance. Borrows `weighted`. Fails with FAILURE_MEMORY, and as delta_words_open; close it also
 * then. */
enum status similarity_open(struct similarity_measure *measure, const struct weighted *weighted, enum similarity kind,
                            struct failure *failure) MUST_CHECK;
/* The same on all workers. */
enum status similarity_open_in(struct similarity_measure *measure, const struct weighted *weighted,
                               enum similarity kind, struct flow *flow) MUST_CHECK;
/* The same for SIMILARITY_CORRECTED and rows in short (short_rows.h): similarity_values makes a row's values when they
 * are wanted, and of the others here only similarity_exists, _settle and _shown may be asked. It gives back the counts
 * that it was made of (release_counts). Where a count is too large for it, it is similarity_open_in. */
enum status similarity_open_short(struct similarity_measure *measure, const struct weighted *weighted,
                                  struct flow *flow) MUST_CHECK;
/* `short_measure` with all its values: what similarity_open_in would have given. Borrows from it. */
enum status similarity_open_whole(struct similarity_measure *measure, const struct similarity_measure *short_measure,
                                  struct flow *flow) MUST_CHECK;
void similarity_close(struct similarity_measure *measure);

/* The columns of a row; `room` has place for in_short.longest of them. */
static inline const uint32_t *similarity_columns(const struct similarity_measure *measure, size_t row, uint32_t *room)
{
    return measure->columns != NULL ? measure->columns + measure->starts[row]
                                    : counts_columns(measure->weighted->counts, row, room);
}

/* The values of a row, in short or not, at these columns of it; `room` has place for in_short.longest of them. */
static inline const double *similarity_values(const struct similarity_measure *measure, size_t row,
                                              const uint32_t *columns, double *room)
{
    if (measure->values != NULL) {
        return measure->values + measure->starts[row];
    }
    short_rows_restore(&measure->in_short, measure->weighted, row, columns, room);
    return room;
}

/* A row of count_rows; an empty one where there are no such rows. */
struct term_row similarity_row(const struct count_rows *rows, size_t row);

/* The scaled values of any row of counts, also one that is none of counts->rows (what several documents hold together,
 * a part of one): the measure of two such rows is similarity_of_rows, and, unless it is a
 * distance, similarity_settle of their product. `values` has room for row.count.
 * False, and all values 0, where the row has no weighted term. `lead`: what of it stands at the beginning of a text,
 * empty for a part of one; columns that the row lacks are not looked at. */
bool similarity_scale(const struct similarity_measure *measure, struct term_row row, struct term_row lead,
                      double *values);

/* False for a row without a weighted term: it has no similarity with any row. */
bool similarity_exists(const struct similarity_measure *measure, size_t row);

/* What a dot product of two scaled rows means as a similarity: a cosine of unit rows is clamped to -1 .. 1, all else is
 * unchanged. */
double similarity_settle(const struct similarity_measure *measure, double product);

/* The likeness of two scaled rows that have a weighted term. */
double similarity_of_rows(const struct similarity_measure *measure, struct scaled_row a, struct scaled_row b);

/* The values of a row of counts->rows. */
struct scaled_row similarity_scaled_row(const struct similarity_measure *measure, size_t row);

/* A likeness as it is shown: a distance has its own sign. And a bound of the user's as one on likenesses. */
double similarity_shown(const struct similarity_measure *measure, double likeness);
double similarity_bound(const struct similarity_measure *measure, double shown);

/* False where two texts share nothing that the measure looks at; no Delta says so of any. */
bool similarity_is_like(const struct similarity_measure *measure, double likeness);

/* The part of the likeness, or of the distance, that names of states make up, 0 to 1: 0 where there is none to share
 * out, NaN for a Cosine Delta, whose parts are of both signs. */
double similarity_names_share(const struct similarity_measure *measure, struct scaled_row a, struct scaled_row b);

/* What distances.h wants of a measure that is a distance. */
struct distance similarity_distance(const struct similarity_measure *measure);

/* The likeness of two rows; NaN if one of them has none. */
double similarity_between(const struct similarity_measure *measure, size_t a, size_t b);

/* The cosine of the weights of two rows, in -1 .. 1 whatever the scheme's normalization; NaN if one has none. */
double similarity_cosine(const struct weighted *weighted, size_t a, size_t b);

#endif
