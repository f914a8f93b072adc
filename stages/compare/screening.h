/*
 * screening.h - each pair of documents looked at once in float; of every document the best are kept.
 *
 * Documents are taken in blocks, and every row up to a block's last is multiplied with it. A pair is offered to the
 * lists of both its documents: to the row's in `wide`, which one worker writes to at a time, and to the block's.
 */
#ifndef MIZAN_SCREENING_H
#define MIZAN_SCREENING_H

#include <stdatomic.h>

#include "block_lists.h"
#include "screen_blocks.h"

/* What one worker needs. */
struct screening_worker {
    struct pair_screen_scratch scratch; /* of the block `screen` */
    const struct pair_screen *screen;   /* NULL: none */
    float *gathered;                    /* SCREEN_DOCUMENTS products, 0 between rows */
    uint16_t *touched;                  /* which of them are not; what of a row passes */
};

/* A block at hand, and which rows are to be looked at with it in this step: in chunks of SCREEN_ROWS. */
struct screened_block {
    const struct pair_screen *screen;
    struct block_lists found;        /* the best for documents of the block, by worker */
    size_t first, first_count, rest; /* first_count chunks from `first` on, then those from `rest` on */
    size_t count;                    /* of all these chunks */
    atomic_size_t taken;
};

/* The caller sets `measure`, `kernel` and `document_count`; else zero-initialized, it is closed. */
struct screening {
    const struct similarity_measure *measure;
    const struct screen_kernel *kernel;
    size_t document_count;

    const struct flow *flow;
    struct screen_blocks blocks;
    struct candidate_lists wide; /* of every document: the best that are kept, by screened product */
    struct screened_block of[SCREEN_BLOCKS_AT_HAND];
    bool makes_next; /* one task makes the next block while the others look at this one */
    struct screening_worker *workers;
    unsigned worker_count;
};

/* Keeps `kept` >= 1 of each document. On failure screening_close still has to be called. */
enum status screening_open(struct screening *screening, size_t kept, struct flow *flow) MUST_CHECK;
/* Copes with what was not opened. */
void screening_close(struct screening *screening);

/* Looks at all pairs, once. `wide` is filled then. */
enum status screening_run(struct screening *screening, struct flow *flow) MUST_CHECK;

/* Puts the block that begins at document `first` at hand, and opens every worker's scratch for it: for a caller that
 * walks over the blocks himself, each time SCREEN_DOCUMENTS more, with blocks.is_in_twos false. */
enum status screening_begin_block(struct screening *screening, size_t first, struct flow *flow) MUST_CHECK;
void screening_end_block(struct screening *screening);

#endif
