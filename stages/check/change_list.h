/* change_list.h - the changes that are told: all are counted, and of each kind the CHECK_KEPT largest kept. */
#ifndef MIZAN_CHANGE_LIST_H
#define MIZAN_CHANGE_LIST_H

#include "arena.h"
#include "check.h"
#include "failure.h"

/* Of one kind; a heap whose root is the smallest. */
struct change_heap {
    struct check_change *items;
    size_t count, capacity;
};

/* Zero-initialized it is empty. */
struct change_list {
    struct change_heap heaps[CHECK_KIND_COUNT];
    struct check_change *sorted; /* by change_list_settle */
    size_t sorted_count;
    struct arena arena; /* of their texts */
};

/* Adds a copy, texts included. Equal weights are ordered by subject and names. */
enum status change_list_add(struct change_list *list, const struct check_change *change,
                            struct failure *failure) MUST_CHECK;

/* Lays all of them side by side: by kind, largest first. */
enum status change_list_settle(struct change_list *list, struct failure *failure) MUST_CHECK;

void change_list_free(struct change_list *list);

#endif
