/*
 * block_lists.h - the best candidates of a block's documents, found by several workers at the same time.
 *
 * Each worker has lists of its own, which no other writes to; in between they tell each other how much a candidate must
 * be, and in the end all lists of a document become one.
 */
#ifndef MIZAN_BLOCK_LISTS_H
#define MIZAN_BLOCK_LISTS_H

#include "candidate_lists.h"
#include "stage.h"

struct block_lists {
    struct candidate_lists *of_workers; /* by worker; a list for each document of the block */
    unsigned worker_count;
    size_t document_count;
    _Atomic float *bounds; /* by document: the best that a worker has told; NULL with one worker */
    size_t *calls;         /* of block_lists_share since the block began, by worker */
};

/* For blocks of up to `documents`; `kept` at least 1. On failure block_lists_close still has to be called. */
enum status block_lists_open(struct block_lists *lists, unsigned workers, size_t documents, size_t kept,
                             struct failure *failure) MUST_CHECK;
/* Copes with all zero. */
void block_lists_close(struct block_lists *lists);

/* Before a block: nothing is told. */
void block_lists_begin(struct block_lists *lists);

/* For now and then: tells the bounds of the worker's lists of the first `count` documents and takes over what others
 * told; of many calls in a block the later ones mostly do nothing. Each worker may call it for itself at the same time.
 */
void block_lists_share(struct block_lists *lists, unsigned worker, size_t count);

/* Merges all workers' lists of the first `count` documents into those of `into` from `first` on, and empties them. */
enum status block_lists_merge(struct block_lists *lists, size_t count, struct candidate_lists *into, size_t first,
                              struct flow *flow) MUST_CHECK;

#endif
