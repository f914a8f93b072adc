/* top_list.h - the K best of many, in an order that does not depend on when they came. */
#ifndef MIZAN_TOP_LIST_H
#define MIZAN_TOP_LIST_H

#include <stddef.h>

#include "failure.h"
#include "ranked_list.h"
#include "spill.h"

/* A struct top_list is a heap with the worst entry at its root until top_list_sort. */

/* `count` lists of `capacity` entries each, in two allocations. */
struct top_lists {
    struct top_list *items;
    size_t count;
    struct top_entry *entries;
    struct spill *spill; /* where they were taken from */
};

/* Keeps the entry if it is among the best so far. NaN is never kept; an index must be offered once. */
void top_list_offer(struct top_list *list, double value, size_t index);

/* An entry below this value cannot enter; one at it may. -infinity while there is room, +infinity if capacity is 0. */
double top_list_bound(const struct top_list *list);

/* Offers all entries of `from`, and empties it. */
void top_list_merge(struct top_list *list, struct top_list *from);

/* Best first. The list is then no heap any more: nothing may be offered until it is emptied (count = 0). */
void top_list_sort(struct top_list *list);

enum status top_lists_open(struct top_lists *lists, size_t count, size_t capacity, struct failure *failure) MUST_CHECK;
/* The same from a spill (NULL: memory alone), for lists of all documents. */
enum status top_lists_open_in(struct top_lists *lists, struct spill *spill, size_t count, size_t capacity,
                              struct failure *failure) MUST_CHECK;
void top_lists_close(struct top_lists *lists);

#endif
