/* worker.c - a chain, or two with a relay between them. */
#include "worker.h"

#include "array.h"
#include "pipeline_state.h"
#include "record_copy.h"

/* Words of short documents wait as they are: to pack them takes a tenth of the time of tokenize. A first megabyte of
 * text comes as one record, the words of which take fifteen. */
enum { PACKED_FROM_BYTES = 1 << 21 };

enum status worker_stages_before(const struct plan *plan, size_t stages, size_t *before, struct failure *failure)
{
    *before = 0;
    while (*before < stages && plan->stages[1 + *before] != plan->apart_from) {
        ++*before;
    }
    if (plan->apart_from == NULL || (*before > 0 && *before < stages && plan->apart_from->consumes == RECORD_WORDS)) {
        return STATUS_OK;
    }
    return failure_set(failure, FAILURE_INTERNAL, "stage %s cannot stand apart", plan->apart_from->name);
}

void worker_set(struct worker *worker, struct pipeline *pipeline, const struct stage_type *const *types, size_t stages,
                size_t before)
{
    struct chain *const chain = &worker->chain, *const rest = &worker->rest;
    *chain = (struct chain){.pipeline = pipeline, .kind = CHAIN_WORKER, .types = types, .count = before};
    *rest = (struct chain){.pipeline = pipeline, .kind = CHAIN_REST, .types = types + before, .count = stages - before};
    chain->failure = &chain->own_failure;
    rest->failure = &rest->own_failure;
}

enum status worker_open(struct worker *worker)
{
    struct chain *const chain = &worker->chain, *const rest = &worker->rest;
    const struct settings *const settings = chain->pipeline->settings;
    if (chain_open(chain, settings) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (rest->count == 0) {
        return STATUS_OK;
    }
    if (chain_open(rest, settings) != STATUS_OK ||
        relay_open(&worker->relay, rest, &chain->pipeline->jobs, chain->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    chain->relay = worker->relay;
    return STATUS_OK;
}

bool worker_is_open(const struct worker *worker)
{
    return worker->chain.opened == worker->chain.count && worker->rest.opened == worker->rest.count;
}

bool worker_was_opened(const struct worker *worker)
{
    return worker->chain.states != NULL;
}

void worker_close(struct worker *worker)
{
    relay_close(worker->relay);
    worker->relay = NULL;
    chain_close(&worker->rest);
    chain_close(&worker->chain);
}

/* Instead of copies; there is room for them. */
static void take_arrays(struct job *job, const struct bag *bag, struct spill *spill)
{
    for (size_t i = 0; i < BAG_TAKEABLE; i++) {
        job->taken[job->taken_count++] = bag->takeable[i];
        bag->takeable[i] = NULL;
    }
    job->taken_bytes += bag->takeable_bytes;
    job->spill = spill;
}

/* Behind words that wait packed all do, else they would change places. */
static bool waits_packed(const struct job *job, const struct record *record)
{
    size_t count;
    switch (record->kind) {
    case RECORD_WORDS:
        count = record->as.words->count;
        break;
    case RECORD_TERMS:
        count = record->as.terms->count;
        break;
    default:
        return false;
    }
    return job->words.length > 0 || job->words.has_file ||
           job->arena.bytes + count * sizeof(struct word) >= PACKED_FROM_BYTES;
}

enum status worker_keep(struct chain *chain, const struct record *record)
{
    const struct chain *const ordered = &chain->pipeline->ordered;
    struct job *const job = chain->job;
    struct record copy;
    if (ordered->count > 0 && ordered->types[0]->accept == NULL) {
        return STATUS_OK;
    }
    if (waits_packed(job, record)) {
        return waiting_words_add(&job->words, record, &chain->pipeline->words_place, chain->failure);
    }
    const bool takes = record->kind == RECORD_BAG && record->as.bag->takeable != NULL;
    if (takes && array_reserve((void **)&job->taken, &job->taken_capacity, job->taken_count + BAG_TAKEABLE,
                               sizeof *job->taken, chain->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (record_copy(&job->arena, record, &copy, chain->failure) != STATUS_OK ||
        array_reserve((void **)&job->records, &job->record_capacity, job->record_count + 1, sizeof copy,
                      chain->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    job->records[job->record_count++] = copy;
    if (takes) {
        take_arrays(job, record->as.bag, chain->pipeline->spill);
    }
    return STATUS_OK;
}

static enum status run_stages(struct worker *worker, struct job *job)
{
    struct chain *const chain = &worker->chain;
    const struct record record = {.kind = RECORD_INPUT, .as.input = &job->input};
    return chain_push(chain, 0, &record) == STATUS_OK ? chain_end_document(chain) : STATUS_FAILED;
}

static enum status run_document(struct worker *worker, struct job *job)
{
    struct chain *const chain = &worker->chain, *const rest = &worker->rest;
    if (chain_begin_document(chain) != STATUS_OK || chain_begin_document(rest) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (worker->relay == NULL) {
        return run_stages(worker, job);
    }
    relay_begin(worker->relay, job);
    const enum status first = run_stages(worker, job), second = relay_end(worker->relay);
    if (first != STATUS_OK || second != STATUS_OK) {
        return STATUS_FAILED;
    }
    return job->reject_reason == NULL ? chain_end_document(rest) : STATUS_OK;
}

void worker_run(struct worker *worker, struct job *job)
{
    struct chain *const chain = &worker->chain, *const rest = &worker->rest;
    enum status status = worker_failure(worker)->kind == FAILURE_NONE ? STATUS_OK : STATUS_FAILED;
    if (status == STATUS_OK && !worker_was_opened(worker)) {
        status = worker_open(worker);
    }
    chain->job = rest->job = job;
    if (status != STATUS_OK || run_document(worker, job) != STATUS_OK) {
        job->failed = worker_failure(worker);
    }
    chain->job = rest->job = NULL;
}

/* All that came to the rest came before what the stages before it failed at. */
const struct failure *worker_failure(const struct worker *worker)
{
    return worker->rest.own_failure.kind != FAILURE_NONE ? &worker->rest.own_failure : &worker->chain.own_failure;
}

static void *state_in(const struct chain *chain, const struct stage_type *type)
{
    for (size_t i = 0; i < chain->opened; i++) {
        if (chain->types[i] == type) {
            return chain->states[i];
        }
    }
    return NULL;
}

void *worker_state(const struct worker *worker, const struct stage_type *type)
{
    void *const state = state_in(&worker->chain, type);
    return state != NULL ? state : state_in(&worker->rest, type);
}

uint64_t worker_spent(const struct worker *worker, size_t index)
{
    const struct chain *const chain = index < worker->chain.count ? &worker->chain : &worker->rest;
    const uint64_t *const spent = chain->timings.nanoseconds;
    return spent != NULL ? spent[index - (chain == &worker->rest ? worker->chain.count : 0)] : 0;
}
