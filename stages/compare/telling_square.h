/* telling_square.h - how alike every two tellings are, whatever their events and sources. */
#ifndef MIZAN_TELLING_SQUARE_H
#define MIZAN_TELLING_SQUARE_H

#include <stddef.h>

#include "source_pairs.h"
#include "stage.h"

/* Above so many tellings it is not made: 32 MB, and some seconds. */
enum { TELLING_SQUARE_MOST = 2000 };

/* Zero-initialized it is empty: so it stays where there are more tellings than TELLING_SQUARE_MOST. */
struct telling_square {
    double *values; /* count x count by telling, symmetric; NaN on the diagonal, and where one has no weighted term */
    size_t count;
};

/* Computes each pair on one of the workers: the bits of source_pair.similarity. */
enum status telling_square_open(struct telling_square *square, const struct source_pairs *pairs,
                                struct flow *flow) MUST_CHECK;
void telling_square_close(struct telling_square *square);

static inline double telling_square_at(const struct telling_square *square, size_t a, size_t b)
{
    return square->values[a * square->count + b];
}

#endif
