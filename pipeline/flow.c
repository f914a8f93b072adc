/* flow.c - what a stage may ask of the pipeline (stage.h). flow_parallel is in parallel.c. */
#include <stdio.h>
#include <string.h>

#include "array.h"
#include "interrupt.h"
#include "journal.h"
#include "pipeline_state.h"

static struct pipeline *pipeline_of(const struct flow *flow)
{
    return flow->chain->pipeline;
}

enum status flow_emit(struct flow *flow, const struct record *record)
{
    if (flow_interrupted(flow)) {
        return flow_fail_signal(flow);
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
    const enum chain_kind kind = flow->chain->kind;
    return kind == CHAIN_WORKER || kind == CHAIN_REST ? &pipeline->settled : &pipeline->journal;
}

/* Writes "id: text" for a document with an id, "path:line: text" for one without, and the text alone outside of
 * documents. */
static void word_warning(const struct document *document, char *buffer, size_t size, const char *format,
                         va_list arguments)
{
    int written = 0;
    if (document != NULL && document->id.length > 0) {
        written = snprintf(buffer, size, "%.*s: ", SPAN_ARGUMENTS(document->id));
    } else if (document != NULL && document->line > 0) {
        written =
            snprintf(buffer, size, "%.*s:%llu: ", SPAN_ARGUMENTS(document->path), (unsigned long long)document->line);
    } else if (document != NULL) {
        written = snprintf(buffer, size, "%.*s: ", SPAN_ARGUMENTS(document->path));
    }
    const size_t used = written > 0 && (size_t)written < size ? (size_t)written : 0;
    vsnprintf(buffer + used, size - used, format, arguments);
    failure_trim(buffer);
}

static enum status keep_warning(struct warning **warnings, size_t *count, size_t *capacity, struct arena *arena,
                                const struct warning *warning, struct failure *failure)
{
    struct warning copy = *warning;
    if (array_reserve((void **)warnings, capacity, *count + 1, sizeof copy, failure) != STATUS_OK ||
        arena_copy(arena, warning->text, &copy.text, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    (*warnings)[(*count)++] = copy;
    return STATUS_OK;
}

static enum status warn(struct flow *flow, const char *alike, const char *format, va_list arguments)
{
    struct chain *chain = flow->chain;
    struct pipeline *pipeline = chain->pipeline;
    struct document *document = flow_document(flow);
    char text[FAILURE_MESSAGE_BYTES];
    word_warning(document, text, sizeof text, format, arguments);
    const struct warning warning = {.text = span_of(text), .alike = alike};
    if (document != NULL) {
        document->warnings++;
    }
    switch (chain->kind) {
    case CHAIN_SOURCE:
        return keep_warning(&pipeline->source_warnings, &pipeline->source_warning_count,
                            &pipeline->source_warning_capacity, &pipeline->source_arena, &warning, chain->failure);
    case CHAIN_WORKER:
    case CHAIN_REST:
        if (chain->job == NULL) {
            return failure_set(chain->failure, FAILURE_INTERNAL, "a stage warned outside of documents: %s", text);
        }
        return keep_warning(&chain->job->warnings, &chain->job->warning_count, &chain->job->warning_capacity,
                            &chain->job->arena, &warning, chain->failure);
    case CHAIN_ORDERED:
        break;
    }
    return pipeline_note_warning(pipeline, &warning);
}

enum status flow_warn(struct flow *flow, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const enum status status = warn(flow, NULL, format, arguments);
    va_end(arguments);
    return status;
}

enum status flow_warn_alike(struct flow *flow, const char *alike, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const enum status status = warn(flow, alike, format, arguments);
    va_end(arguments);
    return status;
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
    failure_trim(text);
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

void flow_tell_waiting(struct flow *flow)
{
    if (flow->chain->kind == CHAIN_SOURCE) {
        jobs_hurry(&pipeline_of(flow)->jobs);
    }
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

void flow_expect(struct flow *flow, uint64_t documents, bool is_estimate)
{
    struct pipeline *pipeline = pipeline_of(flow);
    atomic_store_explicit(&pipeline->expected_is_estimate, is_estimate, memory_order_relaxed);
    atomic_store_explicit(&pipeline->expected, documents, memory_order_relaxed);
}

unsigned flow_workers(const struct flow *flow)
{
    return pipeline_of(flow)->worker_count;
}

struct spill *flow_spill(const struct flow *flow)
{
    return pipeline_of(flow)->spill;
}

bool flow_interrupted(const struct flow *flow)
{
    struct pipeline *pipeline = pipeline_of(flow);
    if (!atomic_load_explicit(&pipeline->interrupted, memory_order_relaxed) && interrupt_signal() != 0) {
        atomic_store(&pipeline->interrupted, true);
    }
    const bool is_over = flow->chain->kind != CHAIN_ORDERED && atomic_load(&pipeline->jobs.stopped);
    return is_over || atomic_load_explicit(&pipeline->interrupted, memory_order_relaxed);
}

enum status flow_fail_signal(struct flow *flow)
{
    struct failure *failure = flow->chain->failure;
    const int number = interrupt_signal();
    if (number == 0) {
        return STATUS_FAILED; /* the run is over for a failure that is worded already */
    }
    const bool has_output = pipeline_of(flow)->settings->output != NULL;
    const enum status status = failure_set(failure, FAILURE_SIGNAL, "ended by signal %d (%s)%s", number,
                                           sigdescr_np(number), has_output ? "; nothing was written" : "");
    failure->signal = failure->kind == FAILURE_SIGNAL ? number : 0;
    return status;
}

void flow_progress(struct flow *flow, const char *label, uint64_t done, uint64_t total)
{
    if (flow->chain->kind == CHAIN_ORDERED) {
        progress_show(pipeline_of(flow)->progress, label, done, total);
    }
}
