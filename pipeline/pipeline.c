/*
 * pipeline.c - three kinds of chains: the source, one chain of PER_WORKER stages for each worker, and the chain of
 * IN_ORDER and WHOLE stages behind them. jobs.c carries documents from the first to the last.
 */
#include "pipeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "array.h"
#include "document_details.h"
#include "document_pack.h"
#include "interrupt.h"
#include "journal.h"
#include "pages.h"
#include "pipeline_state.h"
#include "record_copy.h"
#include "rereading.h"
#include "workers.h"

/* Share of --memory that documents may take which are finished and wait for their turn, and the least they get. */
enum { WAITING_SHARE = 8, WAITING_SHARE_WITHIN = 64, WAITING_LEAST_BYTES = 1 << 20 };

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

static enum status open_chains(struct pipeline *pipeline, const struct plan *plan)
{
    struct failure *failure = pipeline->failure;
    const struct settings *settings = pipeline->settings;
    const size_t ordered_from = 1 + pipeline->worker_stages;
    size_t before;
    if (worker_stages_before(plan, pipeline->worker_stages, &before, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    pipeline->source = (struct chain){.pipeline = pipeline, .kind = CHAIN_SOURCE, .types = plan->stages, .count = 1};
    pipeline->source.failure = &pipeline->source.own_failure;
    pipeline->ordered = (struct chain){.pipeline = pipeline,
                                       .kind = CHAIN_ORDERED,
                                       .types = plan->stages + ordered_from,
                                       .count = plan->count - ordered_from,
                                       .failure = failure};
    void *workers = NULL;
    if (array_zeroed(&workers, pipeline->worker_count, sizeof(struct worker), failure) != STATUS_OK) {
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
        worker_set(&pipeline->workers[i], pipeline, plan->stages + 1, pipeline->worker_stages, before);
    }
    /* The other workers open theirs with their first document: at the same time, and only those that get one. */
    if (worker_open(&pipeline->workers[0]) != STATUS_OK) {
        *failure = *worker_failure(&pipeline->workers[0]);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

/* ---- a document's way ------------------------------------------------------------------------------------------- */

/* Moves the source's warnings to the job. */
static enum status take_source_warnings(struct pipeline *pipeline, struct job *job, struct failure *failure)
{
    for (size_t i = 0; i < pipeline->source_warning_count; i++) {
        struct warning copy = pipeline->source_warnings[i];
        if (array_reserve((void **)&job->warnings, &job->warning_capacity, job->warning_count + 1, sizeof copy,
                          failure) != STATUS_OK ||
            arena_copy(&job->arena, copy.text, &copy.text, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        job->warnings[job->warning_count++] = copy;
    }
    pipeline->source_warning_count = 0;
    arena_clear(&pipeline->source_arena);
    return STATUS_OK;
}

/* With one worker nobody asks for it. */
static size_t input_bytes(const struct pipeline *pipeline, const struct input *input, const struct document *document)
{
    struct stat facts;
    if (input->kind != INPUT_FILE || pipeline->worker_count <= 1) {
        return input->payload.length;
    }
    return document->path.bytes != NULL && stat(document->path.bytes, &facts) == 0 && facts.st_size >= 0
               ? (size_t)facts.st_size
               : JOB_BYTES_UNKNOWN;
}

static enum status fill_job(struct pipeline *pipeline, struct job *job, const struct input *input,
                            struct failure *failure)
{
    struct document *document = &job->kept->document;
    if (input->declared != NULL && document_copy(&job->kept->arena, input->declared, document, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    document->number = pipeline->next_number++;
    document->role = input->role;
    job->input = *input;
    job->input.declared = document;
    job->input_bytes = input_bytes(pipeline, input, document);
    if (input->block != NULL) {
        job->block = *input->block;
        job->spill = pipeline->spill;
        *input->block = NULL;
        job->input.block = NULL;
    } else if (input->payload.bytes != NULL &&
               arena_copy(&job->arena, input->payload, &job->input.payload, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return take_source_warnings(pipeline, job, failure);
}

/* The source emitted an input: it becomes a job. */
static enum status submit(struct pipeline *pipeline, const struct input *input, struct failure *failure)
{
    const struct rereading *const rereading = pipeline->settings->rereading;
    if (rereading != NULL && rereading_find(rereading, pipeline->next_number) == rereading->count) {
        pipeline->next_number++;
        return STATUS_OK;
    }
    struct job *job = jobs_new_job(&pipeline->jobs, failure);
    if (job == NULL) {
        return STATUS_FAILED;
    }
    if (fill_job(pipeline, job, input, failure) != STATUS_OK) {
        job_free(job);
        return STATUS_FAILED;
    }
    return jobs_submit(&pipeline->jobs, job);
}

enum status pipeline_take(struct chain *chain, const struct record *record)
{
    switch (chain->kind) {
    case CHAIN_SOURCE:
        return submit(chain->pipeline, record->as.input, chain->failure);
    case CHAIN_WORKER:
        return chain->relay != NULL ? relay_pass(chain->relay, record, chain->failure) : worker_keep(chain, record);
    case CHAIN_REST:
        return worker_keep(chain, record);
    case CHAIN_ORDERED:
        break;
    }
    return failure_set(chain->failure, FAILURE_INTERNAL, "the last stage of the plan emitted a record");
}

static void process_job(void *context, unsigned worker, struct job *job)
{
    struct pipeline *const pipeline = context;
    worker_run(&pipeline->workers[worker], job);
}

static void help_with_job(void *context, struct job *job)
{
    const struct pipeline *const pipeline = context;
    relay_help(pipeline->workers[job->worker].relay);
}

enum status pipeline_note_warning(struct pipeline *pipeline, const struct warning *warning)
{
    struct journal *const journal = &pipeline->journal;
    if (journal_add_warning(journal, &pipeline->arena, warning, pipeline->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return shown_warnings_add(&pipeline->shown_warnings, &journal->warnings[journal->warning_count - 1],
                              pipeline->progress, pipeline->failure);
}

/* Where all warnings are of which standard error has the first alone. */
static void tell_more_warnings(struct pipeline *pipeline, enum status status)
{
    const bool has_results = status == STATUS_OK && pipeline->settings->command == COMMAND_COMPARE;
    shown_warnings_tell_rest(&pipeline->shown_warnings, pipeline->progress,
                             has_results ? "run.json names them all" : "--all-warnings names them all");
}

static enum status note_document(struct pipeline *pipeline, struct job *job)
{
    const struct document *document = &job->kept->document;
    for (size_t i = 0; i < job->warning_count; i++) {
        if (pipeline_note_warning(pipeline, &job->warnings[i]) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (job->input.kind == INPUT_FILE) {
        const struct document_details *const details = document_details(document);
        const struct input_file input = {document->path, details->stored_bytes, details->stored_crc};
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
    char note[FAILURE_MESSAGE_BYTES + sizeof "; it is left out"];
    snprintf(note, sizeof note, "%s; it is left out", job->reject_reason);
    const struct warning warning = {.text = span_of(note), .alike = "documents cannot be read and are left out"};
    if (pipeline_note_warning(pipeline, &warning) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return journal_add_reject(&pipeline->journal, &pipeline->arena, document, job->reject_reason, pipeline->failure);
}

static enum status push_waiting(void *chain, const struct record *record)
{
    return chain_push(chain, 0, record);
}

static enum status run_ordered_stages(struct pipeline *pipeline, struct job *job)
{
    struct chain *chain = &pipeline->ordered;
    chain->job = job;
    enum status status = chain_begin_document(chain);
    for (size_t i = 0; status == STATUS_OK && i < job->record_count; i++) {
        status = chain->count == 0 ? STATUS_OK : chain_push(chain, 0, &job->records[i]);
    }
    if (status == STATUS_OK && chain->count > 0) {
        status = waiting_words_hand_on(&job->words, push_waiting, chain, chain->failure);
    }
    if (status == STATUS_OK) {
        status = chain_end_document(chain);
    }
    chain->job = NULL;
    return status;
}

static void show_progress(struct pipeline *pipeline)
{
    static const char label[] = "documents read";
    const uint64_t done = pipeline->accepted_count + pipeline->journal.reject_count;
    const uint64_t expected = atomic_load_explicit(&pipeline->expected, memory_order_relaxed);
    if (atomic_load_explicit(&pipeline->expected_is_estimate, memory_order_relaxed)) {
        progress_show_about(pipeline->progress, label, done, expected);
    } else {
        progress_show(pipeline->progress, label, done, expected);
    }
}

/* Takes over an accepted document: the journal owns it from here on. One that is read again stays the job's: nobody
 * asks for its text once its lines are handed on. */
static enum status accept_job(struct pipeline *pipeline, struct job *job)
{
    pipeline->accepted_count++;
    if (pipeline->outer != NULL) {
        return run_ordered_stages(pipeline, job);
    }
    const struct journal *const journal = &pipeline->journal;
    const struct document *const before =
        journal->document_count > 0 ? journal->documents[journal->document_count - 1] : NULL;
    if (document_pack(&job->kept->document, &job->kept->arena, before, &pipeline->arena, pipeline->failure) !=
            STATUS_OK ||
        journal_add_document(&pipeline->journal, &job->kept->document, pipeline->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const enum status status = run_ordered_stages(pipeline, job);
    if (arena_is_empty(&job->kept->arena)) { /* all of it lasts elsewhere */
        job->document_arena = job->kept->arena;
        job->kept->arena = (struct arena){0};
    }
    job->kept = NULL;
    show_progress(pipeline);
    return status;
}

/* What is kept of documents and words cannot be spilled. Looked at once in a while, as it costs a system call, and
 * behind each document near to the limit. */
static enum status check_memory(struct pipeline *pipeline, const struct job *job)
{
    enum { DOCUMENTS_A_LOOK = 16, BYTES_A_LOOK = 1 << 18 };
    const uint64_t done = pipeline->accepted_count;
    if (done % DOCUMENTS_A_LOOK != 1 && job_waiting_bytes(job) < BYTES_A_LOOK && !spill_is_near(pipeline->spill)) {
        return STATUS_OK;
    }
    if (pipeline->borrows_spill) {
        return spill_check(pipeline->spill, "the results and the documents that are read again", 0, 0,
                           pipeline->failure);
    }
    return spill_check(pipeline->spill, "the words and documents of the corpus", done,
                       atomic_load_explicit(&pipeline->expected, memory_order_relaxed), pipeline->failure);
}

enum status pipeline_check_tables(struct pipeline *pipeline, struct failure *failure)
{
    return pipeline->is_behind_barrier ? spill_check(pipeline->spill, "the tables of the comparison", 0, 0, failure)
                                       : STATUS_OK;
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
    if (status == STATUS_OK) {
        status = check_memory(pipeline, job);
    }
    return status;
}

/* ---- running ---------------------------------------------------------------------------------------------------- */

static enum status check_documents(const struct pipeline *pipeline)
{
    const struct journal *journal = &pipeline->journal;
    if (pipeline->accepted_count == 0 && journal->reject_count > 0) {
        return failure_set(pipeline->failure, FAILURE_DATA, "every document was rejected (%zu); the first: %.*s",
                           journal->reject_count, SPAN_ARGUMENTS(journal->rejects[0].reason));
    }
    return STATUS_OK;
}

/* What the workers' stages need for documents alone, they give back: behind the barrier memory is needed for the whole.
 * So with the tables that words were looked up in, where there is enough else that a few microseconds do not matter. */
static enum status finish_workers(struct pipeline *pipeline)
{
    enum { MATTERS_BYTES = 20 << 20 };
    if (workers_finish(pipeline) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (spill_needed(pipeline->spill) >= MATTERS_BYTES) {
        pages_drop_constants();
    }
    return STATUS_OK;
}

static enum status run(struct pipeline *pipeline)
{
    const enum status source_status = chain_finish(&pipeline->source);
    if (jobs_wait(&pipeline->jobs) != STATUS_OK) {
        return STATUS_FAILED;
    }
    jobs_close(&pipeline->jobs); /* its threads have other work behind the barrier */
    for (size_t i = 0; i < pipeline->source_warning_count; i++) {
        if (pipeline_note_warning(pipeline, &pipeline->source_warnings[i]) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (source_status != STATUS_OK) {
        *pipeline->failure = pipeline->source.own_failure;
        return STATUS_FAILED;
    }
    journal_sort_inputs(&pipeline->journal);
    const uint64_t needed = spill_needed(pipeline->spill);
    if (check_documents(pipeline) != STATUS_OK || finish_workers(pipeline) != STATUS_OK) {
        return STATUS_FAILED;
    }
    tell_more_warnings(pipeline, STATUS_OK); /* before a summary */
    const uint64_t left = spill_needed(pipeline->spill);
    pipeline->reading_bytes = needed > left ? (needed - left) / pipeline->worker_count : 0;
    timings_change_clock(&pipeline->ordered.timings, CLOCK_PROCESS_CPUTIME_ID);
    pipeline->is_behind_barrier = true;
    return chain_finish(&pipeline->ordered);
}

/* What each stage took, on all workers together. */
static void show_timings(const struct pipeline *pipeline, const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        uint64_t nanoseconds = 0;
        if (i == 0) {
            nanoseconds = pipeline->source.timings.nanoseconds[0];
        } else if (i > pipeline->worker_stages) {
            nanoseconds = pipeline->ordered.timings.nanoseconds[i - 1 - pipeline->worker_stages];
        } else {
            for (unsigned w = 0; w < pipeline->worker_count; w++) {
                nanoseconds += worker_spent(&pipeline->workers[w], i - 1);
            }
        }
        timings_show(stderr, plan->stages[i]->name, nanoseconds);
    }
}

static void close_pipeline(struct pipeline *pipeline)
{
    jobs_close(&pipeline->jobs);
    workers_close(pipeline);
    crew_close(&pipeline->crew);
    chain_close(&pipeline->ordered);
    chain_close(&pipeline->source);
    for (size_t i = 0; i < pipeline->journal.document_count; i++) {
        struct kept_document *kept = (struct kept_document *)pipeline->journal.documents[i];
        arena_free(&kept->arena);
        free(kept);
    }
    journal_free(&pipeline->journal);
    journal_free(&pipeline->settled);
    shown_warnings_free(&pipeline->shown_warnings);
    free(pipeline->source_warnings);
    arena_free(&pipeline->source_arena);
    arena_free(&pipeline->arena);
    if (pipeline->outer == NULL) {
        shared_close(pipeline->shared);
    }
    if (!pipeline->borrows_spill) {
        spill_close(pipeline->spill);
    }
    progress_close(pipeline->progress);
}

static enum status run_plan(struct pipeline *pipeline, const struct plan *plan, size_t waiting_bytes)
{
    const struct settings *const settings = pipeline->settings;
    struct failure *const failure = pipeline->failure;
    const size_t waiting_limit = waiting_bytes < WAITING_LEAST_BYTES ? WAITING_LEAST_BYTES : waiting_bytes;
    pipeline->worker_count = settings->workers > 0 ? settings->workers : 1;
    pipeline->words_place = waiting_place_for(waiting_limit, pipeline->worker_count, settings->output);
    pipeline->shown_warnings.all = settings->all_warnings;
    enum status status = check_plan(plan, &pipeline->worker_stages, failure);
    if (status == STATUS_OK && pipeline->spill == NULL) {
        status = spill_open(&pipeline->spill, settings->memory_bytes, settings->output, failure);
    }
    if (status == STATUS_OK) {
        status = open_chains(pipeline, plan);
    }
    if (status == STATUS_OK) {
        status = crew_open(&pipeline->crew, pipeline->worker_count, failure);
    }
    if (status == STATUS_OK) {
        jobs_open(&pipeline->jobs, &pipeline->crew, waiting_limit, process_job, hand_on_job, pipeline);
        pipeline->jobs.help = help_with_job;
        status = run(pipeline);
    }
    tell_more_warnings(pipeline, status);
    if (status == STATUS_OK && settings->timings) {
        show_timings(pipeline, plan);
    }
    if (failure->kind == FAILURE_SIGNAL && failure->signal == 0) {
        failure->signal = interrupt_signal(); /* worded by who was reading, who knows no numbers of signals */
    }
    close_pipeline(pipeline);
    return status;
}

enum status pipeline_run(const struct plan *plan, const struct settings *settings, struct progress *progress,
                         struct failure *failure)
{
    struct pipeline pipeline = {.settings = settings, .progress = progress, .failure = failure};
    shared_open(&pipeline.own_shared);
    pipeline.shared = &pipeline.own_shared;
    return run_plan(&pipeline, plan, (size_t)(settings->memory_bytes / WAITING_SHARE));
}

enum status pipeline_run_within(struct pipeline *outer, const struct plan *plan, const struct settings *settings,
                                struct failure *failure)
{
    struct pipeline pipeline = {.settings = settings,
                                .failure = failure,
                                .outer = outer,
                                .shared = outer->shared,
                                .spill = outer->spill,
                                .borrows_spill = true};
    return run_plan(&pipeline, plan, (size_t)(settings->memory_bytes / WAITING_SHARE_WITHIN));
}
