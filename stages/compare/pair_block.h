/* pair_block.h - an inverted index over a run of documents: the products of one row with all of them at once. */
#ifndef MIZAN_PAIR_BLOCK_H
#define MIZAN_PAIR_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "pair_index.h"
#include "similarity.h"

/* The values of an index: `count` for a dense column, zeros included; one for each posting of another. Read-only after
 * pair_block_open. */
struct pair_block {
    struct pair_index index;
    double *values; /* by posting */
    double *dense;  /* dense column d: dense[d * count] .. dense[d * count + count - 1] */
    double *blank;  /* by document: 0, or NaN for one that has no similarity */
};

/* Accumulators of a block (16 KiB) and what is added to them stay in a first-level cache of 32 KiB. */
enum { PAIR_BLOCK_DOCUMENTS = 2048 };

/* Indexes `count` rows of the measure from `first`, at most 65,536. */
enum status pair_block_open(struct pair_block *block, const struct similarity_measure *measure, size_t first,
                            size_t count, struct failure *failure) MUST_CHECK;
void pair_block_close(struct pair_block *block);

/*
 * products[i] for i = from .. count - 1: the dot product of `row` with document first + i, to the last bit that of
 * similarity_between before it is settled; NaN for a document that has no similarity. `row` must have one.
 * products[0 .. from - 1] are left as they are.
 */
void pair_block_multiply(const struct pair_block *block, const struct similarity_measure *measure, size_t row,
                         size_t from, double *products);

/* Has the row a term of one of the block's documents? If not, all its products with them are 0 or NaN. */
bool pair_block_shares(const struct pair_block *block, const struct similarity_measure *measure, size_t row);

#endif
