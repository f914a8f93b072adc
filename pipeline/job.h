/* job.h - a document on its way from the source to the stages IN_ORDER, with all that waits with it. */
#ifndef MIZAN_JOB_H
#define MIZAN_JOB_H

#include "arena.h"
#include "record.h"
#include "spill.h"
#include "waiting_words.h"

/* A document with the memory of what it points to. */
struct kept_document {
    struct document document; /* first, so that a pointer to it is a pointer to this */
    struct arena arena;
};

enum { JOB_BYTES_UNKNOWN = 1 << 30 }; /* so that it counts as large */

struct job {
    struct job *next;
    bool finished;
    unsigned worker;    /* who took it */
    struct job *behind; /* the next one that is offered */
    bool is_helped;
    size_t waiting_bytes; /* once it is finished */
    size_t input_bytes;   /* of the document as it is stored, or JOB_BYTES_UNKNOWN */
    struct kept_document *kept;
    struct input input;
    struct arena document_arena; /* empty; with memory for that of the next document */
    struct arena arena;          /* the input's bytes, records, warnings */
    char *block;                 /* what holds the input's bytes instead, given back to `spill`; NULL: none */
    struct record *records;      /* what the last PER_WORKER stage emitted, */
    size_t record_count, record_capacity;
    struct waiting_words words; /* and behind them the words of a long document */
    void **taken;               /* of bags: given back to `spill` */
    size_t taken_count, taken_capacity, taken_bytes;
    struct spill *spill;
    struct warning *warnings;
    size_t warning_count, warning_capacity;
    const char *reject_reason;    /* NULL: accepted */
    const struct failure *failed; /* of the worker that had it; NULL: none */
};

/* An empty one, to be filled: made of the cleared job `again`, which is taken over, unless that is NULL. NULL when
 * memory is short. */
struct job *job_new(struct job *again, struct failure *failure);

/* Copes with NULL. */
void job_free(struct job *job);
/* Those from `first` on, each the next of the other. */
void job_free_all(struct job *first);

/* What waits with it, in memory. */
size_t job_waiting_bytes(const struct job *job);

/* Has the input's bytes, or the records that wait, on their way from another core; NULL does nothing. A processor
 * fetches ahead by itself, but begins anew with each document. */
void job_prefetch_input(const struct job *job);
void job_prefetch_records(const struct job *job);

/* As it was new, but for memory to be filled again. */
void job_clear(struct job *job);

#endif
