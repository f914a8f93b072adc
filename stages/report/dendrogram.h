/* dendrogram.h - items merged step by step into a tree, the nearest first, and an order of the items that follows it.
 */
#ifndef MIZAN_DENDROGRAM_H
#define MIZAN_DENDROGRAM_H

#include <stddef.h>

#include "failure.h"

/* Nodes are numbered as scipy's linkage does it: the items 0 to count - 1, then merge i as count + i. */
struct dendrogram_merge {
    size_t first, second; /* nodes; first < second */
    double height;        /* mean distance between the items of both */
};

/* Zero-initialized it is empty. */
struct dendrogram {
    size_t count;
    struct dendrogram_merge *merges; /* count - 1 of them, heights ascending */
    size_t *order;                   /* the items from one end of the tree to the other */
};

/*
 * Average linkage (UPGMA, Sokal & Michener 1958) of `count` items, whose similarities stand in a symmetric square; the
 * distance of two is the greatest similarity of all minus theirs; NaN counts as similarity 0. Of equal distances the
 * one of the smallest nodes is taken first. Subtrees are turned so that those at a joint are as near as can be.
 * O(count^3): for at most some hundred items. Close it also after a failure.
 */
enum status dendrogram_open(struct dendrogram *dendrogram, const double *similarities, size_t count,
                            struct failure *failure) MUST_CHECK;
void dendrogram_close(struct dendrogram *dendrogram);

#endif
