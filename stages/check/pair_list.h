/* pair_list.h - similarity.mtx: the pairs of documents at or above a threshold. */
#ifndef MIZAN_PAIR_LIST_H
#define MIZAN_PAIR_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"

struct listed_pair {
    uint32_t row, column; /* rows of documents.csv from 0, row > column */
    double similarity;
    uint64_t line;
};

/* Zero-initialized it is empty. */
struct pair_list {
    bool is_there;
    struct listed_pair *items; /* by row, then column */
    size_t count, capacity;
};

/* Reads FOLDER/similarity.mtx; FAILURE_DATA names file and line of what is no pair of `documents` documents. Free it
 * also after a failure. */
enum status pair_list_read(struct pair_list *list, const char *folder, size_t documents,
                           struct failure *failure) MUST_CHECK;
void pair_list_free(struct pair_list *list);

#endif
