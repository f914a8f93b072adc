/* chain.c - the life of a row of stages. */
#include "chain.h"

#include <stdlib.h>

#include "array.h"
#include "pipeline_state.h"

enum status chain_open(struct chain *chain, const struct settings *settings)
{
    void *states = NULL, *flows = NULL;
    if (array_zeroed(&states, chain->count, sizeof(void *), chain->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    chain->states = states;
    if (array_zeroed(&flows, chain->count, sizeof(struct flow), chain->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    chain->flows = flows;
    if (settings->timings &&
        timings_open(&chain->timings, chain->count, CLOCK_THREAD_CPUTIME_ID, chain->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < chain->count; i++) {
        chain->flows[i] = (struct flow){chain, i};
        if (array_zeroed(&chain->states[i], 1, chain->types[i]->state_size, chain->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        chain->opened = i + 1;
        if (chain->types[i]->open != NULL &&
            chain->types[i]->open(chain->states[i], settings, &chain->flows[i]) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

void chain_close(struct chain *chain)
{
    for (size_t i = chain->opened; i > 0; i--) {
        if (chain->types[i - 1]->close != NULL) {
            chain->types[i - 1]->close(chain->states[i - 1]);
        }
    }
    for (size_t i = 0; chain->states != NULL && i < chain->count; i++) {
        free(chain->states[i]);
    }
    free(chain->states);
    free(chain->flows);
    timings_close(&chain->timings);
    *chain = (struct chain){0};
}

/* A rest is not asked: the thread of the stages before it may be rejecting the document at the same time. */
static bool rejected(const struct chain *chain)
{
    return chain->kind != CHAIN_REST && chain->job != NULL && chain->job->reject_reason != NULL;
}

/* Calls one of a stage's functions, on the stage's time. */
static enum status call(struct chain *chain, size_t position, enum status (*function)(void *state, struct flow *flow))
{
    const size_t before = timings_switch(&chain->timings, position);
    const enum status status = function(chain->states[position], &chain->flows[position]);
    (void)timings_switch(&chain->timings, before);
    return status;
}

enum status chain_begin_document(struct chain *chain)
{
    for (size_t i = 0; i < chain->count && !rejected(chain); i++) {
        const struct stage_type *type = chain->types[i];
        if (type->placement != WHOLE && type->begin_document != NULL &&
            call(chain, i, type->begin_document) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status chain_end_document(struct chain *chain)
{
    for (size_t i = 0; i < chain->count && !rejected(chain); i++) {
        const struct stage_type *type = chain->types[i];
        if (type->placement != WHOLE && type->end_document != NULL && call(chain, i, type->end_document) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status chain_finish(struct chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        const struct stage_type *type = chain->types[i];
        if (type->finish != NULL && call(chain, i, type->finish) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (chain->pipeline != NULL && pipeline_check_tables(chain->pipeline, chain->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* Records come by the million behind the barrier. */
static enum status check_memory(struct chain *chain)
{
    enum { PUSHES_A_LOOK = 256 };
    struct pipeline *const pipeline = chain->pipeline;
    return chain->kind == CHAIN_ORDERED && pipeline != NULL && pipeline->is_behind_barrier &&
                   ++pipeline->pushes % PUSHES_A_LOOK == 1
               ? pipeline_check_tables(pipeline, chain->failure)
               : STATUS_OK;
}

enum status chain_push(struct chain *chain, size_t position, const struct record *record)
{
    if (rejected(chain)) {
        return STATUS_OK;
    }
    if (position == chain->count) { /* on nobody's time: with one worker all the others work in between */
        const size_t emitter = timings_switch(&chain->timings, TIMINGS_NOBODY);
        const enum status taken = pipeline_take(chain, record);
        (void)timings_switch(&chain->timings, emitter);
        return taken;
    }
    const struct stage_type *type = chain->types[position];
    if (record->kind != type->consumes) {
        return failure_set(chain->failure, FAILURE_INTERNAL, "stage %s was pushed a record of kind %d, not %d",
                           type->name, (int)record->kind, (int)type->consumes);
    }
    if (type->accept == NULL) {
        return STATUS_OK;
    }
    if (check_memory(chain) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t before = timings_switch(&chain->timings, position);
    const enum status status = type->accept(chain->states[position], record, &chain->flows[position]);
    (void)timings_switch(&chain->timings, before);
    return status;
}
