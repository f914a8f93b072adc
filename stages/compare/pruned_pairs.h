/* pruned_pairs.h - the pairs at or above a threshold, without a look at most of the others. */
#ifndef MIZAN_PRUNED_PAIRS_H
#define MIZAN_PRUNED_PAIRS_H

#include "similarity.h"
#include "stage.h"

/* Takes one pair: documents a < b and their settled similarity, the bits of similarity_between. Called in the order of
 * a, then b, never twice at once. */
typedef enum status pruned_pairs_take(void *context, size_t a, size_t b, double similarity, struct flow *flow);

/*
 * Finds every pair of documents whose similarity is at or above `threshold`; queries are ignored. Where pruning cannot
 * tell (a threshold at or below 0, values below 0) or does not pay (few documents, or so many pairs that all products
 * are cheaper, which a sample of the rows says), it makes all products instead: the pairs and their bits are the same.
 */
enum status pruned_pairs(const struct similarity_measure *measure, double threshold, pruned_pairs_take *take,
                         void *context, struct flow *flow) MUST_CHECK;

#endif
