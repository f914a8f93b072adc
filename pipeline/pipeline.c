/*
 * pipeline.c - three kinds of chains: the source, one chain of PER_WORKER stages for each worker, and the chain of IN_ORDER and
 * WHOLE stages behind them. jobs.c carries documents from the first to the last.
 */
#include "pipeline.h"

#include <stdio.h>
#include <stdlib.h>

#include "array.h"
#include "chain.h"
#include "interrupt.h"
#include "journal.h"
#include "record_copy.h"

/* Share of --memory that documents may take which are finished and wait for their turn, and the least they get. */
enum { WAITING_SHARE = 8, WAITING_LEAST_BYTES = 1 << 24 };

struct pipeline {
    const struct settings *settings;
    struct progress *progress;
    struct failure *failure;
    struct chain source, ordered;
    struct chain *workers;
    size_t worker_stages;
    unsigned worker_count;
    struct jobs jobs;
    struct journal journal;
    struct journal settled; /* the documents as of the last flow_wait, for workers: the journal itself goes on growing */
    struct arena arena; /* the journal's strings */
    uint32_t next_number;
    /* Warnings of the source since its last document: they go with the next one, so that their place is fixed. */
    struct span *source_warnings;
    size_t source_warning_count, source_warning_capacity;
    struct arena source_arena;
    atomic_bool interrupted; /* latched, so that all stages see the same */
};

/* ---- opening ---------------------------------------------------------------------------------------------------- */

static enum status check_plan(const struct plan *plan, size_t *worker_stages, struct failure *failure)
{
    const struct stage_type *const *stages = plan->stages;
    if (plan->count == 0 || stages[0]->consumes != RECORD_NONE || stages[0]->placement != IN_ORDER) {
        return failure_set(failure, FAILURE_INTERNAL, "a plan must begin with a source");
    }
    *worker_stages = 0;
    for (size_t i = 1; i < plan->count; i++) {
        if (stages[i - 1]->produces != stages[i]->consumes) {
            return failure_set(failure, FAILURE_INTERNAL, "stage %s does not produce what stage %s consumes",
                               stages[i - 1]->name, stages[i]->name);
        }
        /* Placements may only grow (PER_WORKER < IN_ORDER < WHOLE), whatever the source is. */
        if (i > 1 && stages[i]->placement < stages[i - 1]->placement) {
            return failure_set(failure, FAILURE_INTERNAL, "stage %s cannot come after stage %s", stages[i]->name,
                               stages[i - 1]->name);
        }
        *worker_stages += stages[i]->placement == PER_WORKER;
    }
    return STATUS_OK;
}

static void process_job(void *context, unsigned worker, struct job *job);
static enum status hand_on_job(void *context, struct job *job);

static enum status open_chains(struct pipeline *pipeline, const struct plan *plan)
{
    struct failure *failure = pipeline->failure;
    const struct settings *settings = pipeline->settings;
    const size_t ordered_from = 1 + pipeline->worker_stages;
    pipeline->source = (struct chain){.pipeline = pipeline, .kind = CHAIN_SOURCE, .types = plan->stages, .count = 1};
    pipeline->source.failure = &pipeline->source.own_failure;
    pipeline->ordered = (struct chain){.pipeline = pipeline,
                                       .kind = CHAIN_ORDERED,
                                       .types = plan->stages + ordered_from,
                                       .count = plan->count - ordered_from,
                                       .failure = failure};
    void *workers = NULL;
    if (array_zeroed(&workers, pipeline->worker_count, sizeof(struct chain), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    pipeline->workers = workers;
    /* The last stages first: an output that cannot be made fails before any table is loaded. */
    if (chain_open(&pipeline->ordered, settings) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (chain_open(&pipeline->source, settings) != STATUS_OK) {
        *failure = pipeline->source.own_failure;
        return STATUS_FAILED;
    }
    for (unsigned i = 0; i < pipeline->worker_count; i++) {
        struct chain *chain = &pipeline->workers[i];
        *chain = (struct chain){.pipeline = pipeline,
                                .kind = CHAIN_WORKER,
                                .types = plan->stages + 1,
                                .count = pipeline->worker_stages,
                                .failure = &chain->own_failure};
        if (chain_open(chain, settings) != STATUS_OK) {
            *failure = chain->own_failure;
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* ---- a document's way ------------------------------------------------------------------------------------------- */

static struct pipeline *pipeline_of(const struct flow *flow)
{
    return flow->chain->pipeline;
}

/* Moves the source's warnings to the job. */
static enum status take_source_warnings(struct pipeline *pipeline, struct job *job, struct failure *failure)
{
    for (size_t i = 0; i < pipeline->source_warning_count; i++) {
        struct span copy;
        if (array_reserve((void **)&job->warnings, &job->warning_capacity, job->warning_count + 1, sizeof copy,
                          failure) != STATUS_OK ||
            arena_copy(&job->arena, pipeline->source_warnings[i], &copy, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        job->warnings[job->warning_count++] = copy;
    }
    pipeline->source_warning_count = 0;
    arena_clear(&pipeline->source_arena);
    return STATUS_OK;
}

static enum status fill_job(struct pipeline *pipeline, struct job *job, const struct input *input,
                            struct failure *failure)
{
    struct document *document = &job->kept->document;
    if (input->declared != NULL &&
        document_copy(&job->kept->arena, input->declared, document, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    document->number = pipeline->next_number++;
    document->role = input->role;
    job->input = *input;
    job->input.declared = document;
    if (input->payload.bytes != NULL &&
        arena_copy(&job->arena, input->payload, &job->input.payload, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return take_source_warnings(pipeline, job, failure);
}

/* The source emitted an input: it becomes a job. */
static enum status submit(struct pipeline *pipeline, const struct input *input, struct failure *failure)
{
    struct job *job = job_new(failure);
    if (job == NULL) {
        return STATUS_FAILED;
    }
    if (fill_job(pipeline, job, input, failure) != STATUS_OK) {
        job_free(job);
        return STATUS_FAILED;
    }
    return jobs_submit(&pipeline->jobs, job);
}

static enum status keep_record(struct chain *chain, const struct record *record)
{
    struct job *job = chain->job;
    struct record copy;
    if (record_copy(&job->arena, record, &copy, chain->failure) != STATUS_OK ||
        array_reserve((void **)&job->records, &job->record_capacity, job->record_count + 1, sizeof copy,
                      chain->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    job->records[job->record_count++] = copy;
    return STATUS_OK;
}

enum status pipeline_take(struct chain *chain, const struct record *record)
{
    switch (chain->kind) {
    case CHAIN_SOURCE:
        return submit(chain->pipeline, record->as.input, chain->failure);
    case CHAIN_WORKER:
        return keep_record(chain, record);
    case CHAIN_ORDERED:
        break;
    }
    return failure_set(chain->failure, FAILURE_INTERNAL, "the last stage of the plan emitted a record");
}

static enum status run_worker_stages(struct chain *chain, struct job *job)
{
    const struct record record = {.kind = RECORD_INPUT, .as.input = &job->input};
    if (chain_begin_document(chain) != STATUS_OK || chain_push(chain, 0, &record) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return chain_end_document(chain);
}

static void process_job(void *context, unsigned worker, struct job *job)
{
    struct pipeline *pipeline = context;
    struct chain *chain = &pipeline->workers[worker];
    chain->job = job;
    if (chain->own_failure.kind != FAILURE_NONE || run_worker_stages(chain, job) != STATUS_OK) {
        job->failed = &chain->own_failure;
    }
    chain->job = NULL;
}

static enum status note_warning(struct pipeline *pipeline, struct span text)
{
    progress_warn(pipeline->progress, text.bytes);
    return journal_add_warning(&pipeline->journal, &pipeline->arena, text, pipeline->failure);
}

static enum status note_document(struct pipeline *pipeline, struct job *job)
{
    const struct document *document = &job->kept->document;
    for (size_t i = 0; i < job->warning_count; i++) {
        if (note_warning(pipeline, job->warnings[i]) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (job->input.kind == INPUT_FILE) {
        const struct input_file input = {document->path, document->stored_bytes, document->stored_crc};
        if (journal_add_input(&pipeline->journal, &pipeline->arena, &input, pipeline->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status reject_job(struct pipeline *pipeline, const struct job *job)
{
    const struct document *document = &job->kept->document;
    if (pipeline->settings->strict) {
        return failure_set(pipeline->failure, FAILURE_DATA, "%s (--strict: one rejected document ends the run)",
                           job->reject_reason);
    }
    struct span text = {0};
    char note[FAILURE_MESSAGE_BYTES];
    snprintf(note, sizeof note, "%s; it is left out", job->reject_reason);
    text = span_of(note);
    if (note_warning(pipeline, text) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return journal_add_reject(&pipeline->journal, &pipeline->arena, document, job->reject_reason, pipeline->failure);
}

static enum status run_ordered_stages(struct pipeline *pipeline, struct job *job)
{
    struct chain *chain = &pipeline->ordered;
    chain->job = job;
    enum status status = chain_begin_document(chain);
    for (size_t i = 0; status == STATUS_OK && i < job->record_count; i++) {
        status = chain->count == 0 ? STATUS_OK : chain_push(chain, 0, &job->records[i]);
    }
    if (status == STATUS_OK) {
        status = chain_end_document(chain);
    }
    chain->job = NULL;
    return status;
}

/* Takes over an accepted document: the journal owns it from here on. */
static enum status accept_job(struct pipeline *pipeline, struct job *job)
{
    if (journal_add_document(&pipeline->journal, &job->kept->document, pipeline->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const enum status status = run_ordered_stages(pipeline, job);
    job->kept = NULL;
    progress_show(pipeline->progress, "documents read", pipeline->journal.document_count, 0);
    return status;
}

static enum status hand_on_job(void *context, struct job *job)
{
    struct pipeline *pipeline = context;
    enum status status = note_document(pipeline, job);
    if (status == STATUS_OK && job->failed != NULL) {
        *pipeline->failure = *job->failed;
        status = STATUS_FAILED;
    }
    if (status == STATUS_OK) {
        status = job->reject_reason != NULL ? reject_job(pipeline, job) : accept_job(pipeline, job);
    }
    job_free(job);
    return status;
}

/* ---- running ---------------------------------------------------------------------------------------------------- */

static enum status check_documents(const struct pipeline *pipeline)
{
    const struct journal *journal = &pipeline->journal;
    if (journal->document_count == 0 && journal->reject_count > 0) {
        return failure_set(pipeline->failure, FAILURE_DATA, "every document was rejected (%zu); the first: %.*s",
                           journal->reject_count, SPAN_ARGUMENTS(journal->rejects[0].reason));
    }
    return STATUS_OK;
}

static enum status run(struct pipeline *pipeline)
{
    const enum status source_status = chain_finish(&pipeline->source);
    if (jobs_wait(&pipeline->jobs) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < pipeline->source_warning_count; i++) {
        if (note_warning(pipeline, pipeline->source_warnings[i]) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (source_status != STATUS_OK) {
        *pipeline->failure = pipeline->source.own_failure;
        return STATUS_FAILED;
    }
    journal_sort_inputs(&pipeline->journal);
    if (check_documents(pipeline) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return chain_finish(&pipeline->ordered);
}

static void close_pipeline(struct pipeline *pipeline)
{
    jobs_close(&pipeline->jobs);
    for (unsigned i = 0; pipeline->workers != NULL && i < pipeline->worker_count; i++) {
        chain_close(&pipeline->workers[i]);
    }
    free(pipeline->workers);
    chain_close(&pipeline->ordered);
    chain_close(&pipeline->source);
    for (size_t i = 0; i < pipeline->journal.document_count; i++) {
        struct kept_document *kept = (struct kept_document *)pipeline->journal.documents[i];
        arena_free(&kept->arena);
        free(kept);
    }
    journal_free(&pipeline->journal);
    journal_free(&pipeline->settled);
    free(pipeline->source_warnings);
    arena_free(&pipeline->source_arena);
    arena_free(&pipeline->arena);
    progress_close(pipeline->progress);
}

enum status pipeline_run(const struct plan *plan, const struct settings *settings, struct progress *progress,
                         struct failure *failure)
{
    struct pipeline pipeline = {
        .settings = settings,
        .progress = progress,
        .failure = failure,
        .worker_count = settings->workers > 0 ? settings->workers : 1,
    };
    size_t waiting_limit = (size_t)(settings->memory_bytes / WAITING_SHARE);
    if (waiting_limit < WAITING_LEAST_BYTES) {
        waiting_limit = WAITING_LEAST_BYTES;
    }
    enum status status = check_plan(plan, &pipeline.worker_stages, failure);
    if (status == STATUS_OK) {
        status = open_chains(&pipeline, plan);
    }
    if (status == STATUS_OK) {
        status = jobs_open(&pipeline.jobs, pipeline.worker_count, waiting_limit, process_job, hand_on_job, &pipeline,
                           failure);
    }
    if (status == STATUS_OK) {
        status = run(&pipeline);
    }
    close_pipeline(&pipeline);
    return status;
}

/* ---- what a stage may ask ---------------------------------------------------------------------------------------- */

enum status flow_emit(struct flow *flow, const struct record *record)
{
    if (flow_interrupted(flow)) {
        return flow_fail_signal(flow);
    }
    if (atomic_load(&pipeline_of(flow)->jobs.stopped) && flow->chain->kind != CHAIN_ORDERED) {
        return STATUS_FAILED; /* the failure that stopped the run is worded already */
    }
    return chain_push(flow->chain, flow->position + 1, record);
}

enum status flow_fail(struct flow *flow, enum failure_kind kind, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const enum status status = failure_set_list(flow->chain->failure, kind, format, arguments);
    va_end(arguments);
    return status;
}

struct failure *flow_failure(struct flow *flow)
{
    return flow->chain->failure;
}

struct document *flow_document(struct flow *flow)
{
    struct job *job = flow->chain->job;
    return job != NULL && job->kept != NULL ? &job->kept->document : NULL;
}

struct arena *flow_document_arena(struct flow *flow)
{
    return &flow->chain->job->kept->arena;
}

const struct journal *flow_journal(const struct flow *flow)
{
    const struct pipeline *pipeline = pipeline_of(flow);
    return flow->chain->kind == CHAIN_WORKER ? &pipeline->settled : &pipeline->journal;
}

/* Writes "id: text" for a document with an id, "path:line: text" for one without, and the text alone outside of documents. */
static void word_warning(const struct document *document, char *buffer, size_t size, const char *format,
                         va_list arguments)
{
    int written = 0;
    if (document != NULL && document->id.length > 0) {
        written = snprintf(buffer, size, "%.*s: ", SPAN_ARGUMENTS(document->id));
    } else if (document != NULL && document->line > 0) {
        written = snprintf(buffer, size, "%.*s:%llu: ", SPAN_ARGUMENTS(document->path),
                           (unsigned long long)document->line);
    } else if (document != NULL) {
        written = snprintf(buffer, size, "%.*s: ", SPAN_ARGUMENTS(document->path));
    }
    const size_t used = written > 0 && (size_t)written < size ? (size_t)written : 0;
    vsnprintf(buffer + used, size - used, format, arguments);
}

static enum status keep_warning(struct span **warnings, size_t *count, size_t *capacity, struct arena *arena,
                                const char *text, struct failure *failure)
{
    struct span copy;
    if (array_reserve((void **)warnings, capacity, *count + 1, sizeof copy, failure) != STATUS_OK ||
        arena_copy(arena, span_of(text), &copy, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    (*warnings)[(*count)++] = copy;
    return STATUS_OK;
}

enum status flow_warn(struct flow *flow, const char *format, ...)
{
    struct chain *chain = flow->chain;
    struct pipeline *pipeline = chain->pipeline;
    struct document *document = flow_document(flow);
    char text[FAILURE_MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    word_warning(document, text, sizeof text, format, arguments);
    va_end(arguments);
    if (document != NULL) {
        document->warnings++;
    }
    switch (chain->kind) {
    case CHAIN_SOURCE:
        return keep_warning(&pipeline->source_warnings, &pipeline->source_warning_count,
                            &pipeline->source_warning_capacity, &pipeline->source_arena, text, chain->failure);
    case CHAIN_WORKER:
        if (chain->job == NULL) {
            return failure_set(chain->failure, FAILURE_INTERNAL, "a stage warned outside of documents: %s", text);
        }
        return keep_warning(&chain->job->warnings, &chain->job->warning_count, &chain->job->warning_capacity,
                            &chain->job->arena, text, chain->failure);
    case CHAIN_ORDERED:
        break;
    }
    return note_warning(pipeline, span_of(text));
}

enum status flow_reject_document(struct flow *flow, const char *format, ...)
{
    struct chain *chain = flow->chain;
    struct job *job = chain->job;
    if (chain->kind != CHAIN_WORKER || job == NULL) {
        return failure_set(chain->failure, FAILURE_INTERNAL, "stage %s cannot reject a document",
                           chain->types[flow->position]->name);
    }
    char text[FAILURE_MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    struct span copy;
    if (arena_copy(&job->arena, span_of(text), &copy, chain->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    job->reject_reason = copy.bytes;
    return STATUS_OK;
}

enum status flow_add_input(struct flow *flow, const struct input_file *input)
{
    struct pipeline *pipeline = pipeline_of(flow);
    if (jobs_wait(&pipeline->jobs) != STATUS_OK) { /* the journal grows at the in-order point alone */
        return STATUS_FAILED;
    }
    return journal_add_input(&pipeline->journal, &pipeline->arena, input, flow->chain->failure);
}

enum status flow_wait(struct flow *flow)
{
    struct pipeline *pipeline = pipeline_of(flow);
    if (jobs_wait(&pipeline->jobs) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct journal *settled = &pipeline->settled;
    for (size_t i = settled->document_count; i < pipeline->journal.document_count; i++) {
        if (journal_add_document(settled, pipeline->journal.documents[i], flow->chain->failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

unsigned flow_workers(const struct flow *flow)
{
    return pipeline_of(flow)->worker_count;
}

bool flow_interrupted(const struct flow *flow)
{
    struct pipeline *pipeline = pipeline_of(flow);
    if (!atomic_load_explicit(&pipeline->interrupted, memory_order_relaxed) && interrupt_signal() != 0) {
        atomic_store(&pipeline->interrupted, true);
    }
    return atomic_load_explicit(&pipeline->interrupted, memory_order_relaxed);
}

enum status flow_fail_signal(struct flow *flow)
{
    struct failure *failure = flow->chain->failure;
    const int number = interrupt_signal();
    const enum status status = failure_set(failure, FAILURE_SIGNAL, "ended by signal %d; nothing was written", number);
    failure->signal = failure->kind == FAILURE_SIGNAL ? number : 0;
    return status;
}

void flow_progress(struct flow *flow, const char *label, uint64_t done, uint64_t total)
{
    if (flow->chain->kind == CHAIN_ORDERED) {
        progress_show(pipeline_of(flow)->progress, label, done, total);
    }
}
