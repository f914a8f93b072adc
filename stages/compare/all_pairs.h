/* all_pairs.h - the products of many rows with all documents, on all workers, in bounded memory. */
#ifndef MIZAN_ALL_PAIRS_H
#define MIZAN_ALL_PAIRS_H

#include <stddef.h>

#include "similarity.h"
#include "stage.h"
#include "top_list.h"

/* Which rows and which documents: rows first_row .. first_row + row_count - 1 with documents 0 .. document_count - 1.
 */
struct all_pairs {
    const struct similarity_measure *measure;
    size_t first_row, row_count;
    bool upper; /* only pairs of a row with a document behind it */
};

/*
 * Takes one row: values[document] is its settled similarity, NaN where one of the two has none (the bits of
 * similarity_between); with `upper` only documents behind the row are set. Called in the order of the rows, never twice
 * at once.
 */
typedef enum status all_pairs_take(void *context, size_t row, const double *values, struct flow *flow);

/* Bytes for a tile of rows, whose number changes no value: at most so many, of what --memory leaves now half, and a
 * megabyte at least. */
size_t all_pairs_tile_bytes(const struct similarity_measure *measure, size_t most);

/* Computes the rows, a tile of them at a time, and hands over each. `label` names the step for flow_progress. */
enum status all_pairs_rows(const struct all_pairs *pairs, const char *label, all_pairs_take *take, void *context,
                           struct flow *flow) MUST_CHECK;

/*
 * The nearest documents of every document, itself left out: lists[document], one for each of them and all of one
 * capacity, is filled and sorted. Each pair is computed once. The measure must be the one over all documents; queries
 * are ignored.
 */
enum status all_pairs_nearest(const struct similarity_measure *measure, struct top_lists *lists,
                              struct flow *flow) MUST_CHECK;

/* The same without screening: each pair in double. For a product, not a distance, and lists of at least one place. */
enum status all_pairs_nearest_exact(const struct similarity_measure *measure, struct top_lists *lists,
                                    struct flow *flow) MUST_CHECK;

#endif
