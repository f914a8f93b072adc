/* pair_block.h - an inverted index over a run of documents: the products of one row with all of them at once. */
#ifndef MIZAN_PAIR_BLOCK_H
#define MIZAN_PAIR_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "similarity.h"

/* Documents first .. first + count - 1 of the measure's rows, by column. A column that most of them have is dense:
 * `count` values, zeros included; another is a list of postings, ascending. Read-only after pair_block_open. */
struct pair_block {
    size_t first, count;
    uint32_t *starts;       /* by column, and one more: its postings; none if the column is dense */
    uint16_t *documents;    /* by posting: document - first */
    double *values;         /* by posting */
    uint32_t *dense_number; /* by column: NOT_DENSE or which of the dense ones */
    double *dense;          /* dense column d: dense[d * count] .. dense[d * count + count - 1] */
    double *blank;          /* by document: 0, or NaN for one that has no similarity */
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
