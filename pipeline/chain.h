/* chain.h - stages in a row, each pushing to the next; the inside of struct flow. For pipeline/ alone. */
#ifndef MIZAN_CHAIN_H
#define MIZAN_CHAIN_H

#include "jobs.h"
#include "stage.h"
#include "timings.h"

struct pipeline;
struct relay;

/* What a stage holds of the pipeline: its chain and its place in it. */
struct flow {
    struct chain *chain;
    size_t position;
};

/* CHAIN_REST: the later stages of a worker, which another one may run for it (relay.h). */
enum chain_kind { CHAIN_SOURCE, CHAIN_WORKER, CHAIN_REST, CHAIN_ORDERED };

struct chain {
    struct pipeline *pipeline;
    enum chain_kind kind;
    const struct stage_type *const *types;
    size_t count;
    void **states;
    struct flow *flows;
    size_t opened;           /* stages whose open was called */
    struct job *job;         /* whose document is current, or NULL */
    struct failure *failure; /* where this chain's failures go */
    struct failure own_failure;
    struct timings timings; /* only with --timings */
    struct relay *relay;    /* of a CHAIN_WORKER: what its last stage emits goes there; NULL: it waits for its turn */
};

/* Allocates states and opens every stage. On failure chain_close still has to be called. */
enum status chain_open(struct chain *chain, const struct settings *settings) MUST_CHECK;
void chain_close(struct chain *chain);

/* Calls for all stages in order; nothing more happens to a document once it is rejected. */
enum status chain_begin_document(struct chain *chain) MUST_CHECK;
enum status chain_end_document(struct chain *chain) MUST_CHECK;
enum status chain_finish(struct chain *chain) MUST_CHECK;

/* Pushes a record into stage `position`; past the last stage it goes to the pipeline (pipeline_take). */
enum status chain_push(struct chain *chain, size_t position, const struct record *record) MUST_CHECK;

/* Of pipeline.c: takes what the last stage of a chain emitted. */
enum status pipeline_take(struct chain *chain, const struct record *record) MUST_CHECK;

#endif
