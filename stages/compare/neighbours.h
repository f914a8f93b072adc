/* neighbours.h - lists of the nearest documents on their way out. */
#ifndef MIZAN_NEIGHBOURS_H
#define MIZAN_NEIGHBOURS_H

#include <stddef.h>

#include "similarity.h"
#include "stage.h"
#include "top_list.h"

/* Emits FINDING_MATRIX. */
enum status neighbours_emit_matrix(const struct weighted *weighted, struct flow *flow) MUST_CHECK;

/* Emits the first `shown` entries of a sorted list as neighbours of the row; their cosines are NAN, since `nearest`
 * shows none. */
enum status neighbours_emit(const struct similarity_measure *measure, size_t row, const struct top_list *list,
                            size_t shown, struct flow *flow) MUST_CHECK;

/* The same for every document: lists->items[row] is the list of row 0 .. lists->count - 1. The cosines are computed on
 * all workers: a dot product for each neighbour. */
enum status neighbours_emit_all(const struct similarity_measure *measure, const struct top_lists *lists, size_t shown,
                                struct flow *flow) MUST_CHECK;

/* Emits sorted lists of all documents as one finding, without cosines: no list is longer than `longest`. */
enum status neighbours_emit_lists(const struct similarity_measure *measure, const struct top_lists *lists,
                                  size_t longest, struct flow *flow) MUST_CHECK;

#endif
