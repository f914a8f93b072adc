/* block_lists.c - a document's lists are merged by one worker, in the order of those that found them. */
#include "block_lists.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

enum { CHUNK_DOCUMENTS = 64 }; /* merged in one task */

/* Bounds rise with the logarithm of what was seen: after the first calls one in four tells as much. */
enum { FIRST_SHARED = 8, SHARED_OF = 4 };

enum status block_lists_open(struct block_lists *lists, unsigned workers, size_t documents, size_t kept,
                             struct failure *failure)
{
    *lists = (struct block_lists){.worker_count = workers, .document_count = documents};
    enum status status = array_zeroed((void **)&lists->of_workers, workers, sizeof *lists->of_workers, failure);
    if (status == STATUS_OK && workers > 1) {
        status = array_zeroed((void **)&lists->bounds, documents, sizeof *lists->bounds, failure);
    }
    if (status == STATUS_OK) {
        status = array_zeroed((void **)&lists->calls, workers, sizeof *lists->calls, failure);
    }
    for (unsigned w = 0; w < workers && status == STATUS_OK; w++) {
        status = candidate_lists_open(&lists->of_workers[w], NULL, documents, kept, failure);
    }
    return status;
}

void block_lists_close(struct block_lists *lists)
{
    for (unsigned w = 0; lists->of_workers != NULL && w < lists->worker_count; w++) {
        candidate_lists_close(&lists->of_workers[w]);
    }
    free((void *)lists->bounds);
    free(lists->calls);
    free(lists->of_workers);
    *lists = (struct block_lists){0};
}

void block_lists_begin(struct block_lists *lists)
{
    for (size_t i = 0; lists->bounds != NULL && i < lists->document_count; i++) {
        atomic_store_explicit(&lists->bounds[i], 0, memory_order_relaxed);
    }
    memset(lists->calls, 0, lists->worker_count * sizeof *lists->calls);
}

void block_lists_share(struct block_lists *lists, unsigned worker, size_t count)
{
    const size_t call = lists->calls[worker]++;
    if (lists->bounds != NULL && (call < FIRST_SHARED || call % SHARED_OF == 0)) {
        candidate_bounds_share(lists->bounds, lists->of_workers[worker].bounds, count);
    }
}

struct merging {
    struct block_lists *from;
    struct candidate_lists *into;
    size_t count, first;
};

static enum status merge_chunk(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    (void)failure;
    const struct merging *const merging = context;
    const size_t begin = index * CHUNK_DOCUMENTS, left = merging->count - begin;
    const size_t end = begin + (left < CHUNK_DOCUMENTS ? left : CHUNK_DOCUMENTS);
    for (unsigned w = 0; w < merging->from->worker_count; w++) {
        for (size_t i = begin; i < end; i++) {
            candidate_lists_merge(merging->into, merging->first + i, &merging->from->of_workers[w], i);
        }
    }
    return STATUS_OK;
}

enum status block_lists_merge(struct block_lists *lists, size_t count, struct candidate_lists *into, size_t first,
                              struct flow *flow)
{
    struct merging merging = {.from = lists, .into = into, .count = count, .first = first};
    return flow_parallel(flow, (count + CHUNK_DOCUMENTS - 1) / CHUNK_DOCUMENTS, merge_chunk, &merging);
}
