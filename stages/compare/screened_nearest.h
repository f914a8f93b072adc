/* screened_nearest.h - the nearest documents of every document, found in float and decided in double. */
#ifndef MIZAN_SCREENED_NEAREST_H
#define MIZAN_SCREENED_NEAREST_H

#include "screen_kernel.h"
#include "similarity.h"
#include "stage.h"
#include "top_list.h"

/* From this many documents on it pays (measured: below, the index of one block costs as much as it saves). */
enum { SCREENED_DOCUMENTS = 512 };

/*
 * Fills and sorts lists[document] as all_pairs_nearest does, with the same bits. *found is false, and the lists are
 * empty, where screening cannot tell: values below 0, rows so long that the bound of the error says nothing, or many
 * documents that are all alike. The caller then compares in double. With another kernel the bits are the same.
 */
enum status screened_nearest(const struct similarity_measure *measure, const struct screen_kernel *kernel,
                             struct top_lists *lists, bool *found, struct flow *flow) MUST_CHECK;

#endif
