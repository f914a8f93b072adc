/*
 * rereading.h - documents that are read a second time, because text is gone behind the barrier and some of it is to be
 * shown.
 *
 * A stage behind the barrier says which documents it wants, and of each the terms whose lines it wants; flow_read_again
 * runs them through the first stages once more. Nothing else of the corpus is decoded; of NDJSON the lines are passed
 * over.
 */
#ifndef MIZAN_REREADING_H
#define MIZAN_REREADING_H

#include "failure.h"
#include "record.h"

/* A term to be found in bytes start .. end of a document's decoded text. */
struct wanted_term {
    struct span term;
    enum channel channel;
    uint64_t start, end;
    size_t most; /* lines, the first in reading order */
};

struct wanted_document {
    const struct document *document; /* as it was read the first time */
    const struct wanted_term *terms;
    size_t term_count;
};

struct rereading {
    const struct wanted_document *documents; /* by document->number, ascending */
    size_t count;
    unsigned context; /* words on each side of a term */
    /* Called in input order, and for each document in the order of its lines; hit->wanted is the place of the term
     * among the document's. The hit is borrowed. */
    enum status (*take)(void *context, size_t document, const struct hit *hit, struct failure *failure);
    void *take_context;
    size_t seen; /* documents that have been read again */
};

/* The place of the document among those wanted; rereading->count where it is none of them. */
static inline size_t rereading_find(const struct rereading *rereading, uint32_t number)
{
    size_t low = 0, high = rereading->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (rereading->documents[middle].document->number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < rereading->count && rereading->documents[low].document->number == number ? low : rereading->count;
}

#endif
