/*
 * stage.h - what a stage is, and what it may ask of the pipeline.
 *
 * A stage is one file with one exported constant of struct stage_type; everything else in it is static. It is pushed
 * records and pushes on with flow_emit. The core of a stage is a plain function on plain data; callbacks only carry.
 */
#ifndef MIZAN_STAGE_H
#define MIZAN_STAGE_H

#include "arena.h"
#include "failure.h"
#include "record.h"
#include "settings.h"

struct flow;
struct rereading;
struct spill;

enum placement {
    PER_WORKER, /* an instance for each worker; sees whole documents, any of them */
    IN_ORDER,   /* one instance; sees all documents in input order */
    WHOLE       /* one instance, after the barrier; no document is current */
};

struct stage_type {
    const char *name;
    enum placement placement;
    enum record_kind consumes, produces; /* neighbours are checked when the plan is opened; RECORD_NONE at the ends */
    size_t state_size;                   /* the pipeline allocates it, zeroed */

    /* Each may be NULL: then there is nothing to do. Any failure ends the run. The first worker's PER_WORKER stages are
     * opened before the source begins, those of the others on their own threads, at the same time, with the first
     * document that they get. */
    enum status (*open)(void *state, const struct settings *settings, struct flow *flow);
    enum status (*begin_document)(void *state, struct flow *flow);
    enum status (*accept)(void *state, const struct record *record, struct flow *flow);
    enum status (*end_document)(void *state, struct flow *flow);
    /* After the last document. A stage that consumes RECORD_NONE is a source: it is IN_ORDER, stands first, and its
     * finish emits every RECORD_INPUT. In an IN_ORDER or WHOLE stage this is the barrier: emit here what needs the
     * whole corpus. In a PER_WORKER stage it gives back what only documents need, on any thread, at the same time as
     * those of other workers, and emits nothing; so is `close` called. */
    enum status (*finish)(void *state, struct flow *flow);
    /* Copes with a state that open left half made, and with one that was never opened (all zero). */
    void (*close)(void *state);
};

/* Pushes a record to the next stage; what it points to need only live until this returns. */
enum status flow_emit(struct flow *flow, const struct record *record) MUST_CHECK;

/* Words a failure; returns STATUS_FAILED. */
enum status flow_fail(struct flow *flow, enum failure_kind kind, const char *format, ...) PRINTF_LIKE(3, 4);

/* For functions that take a struct failure. The first failure wins. */
struct failure *flow_failure(struct flow *flow);

/* Warns about the current document (its name is put before the text) or, outside of documents, about the run. Texts
 * reach standard error, documents.csv and run.json in input order. */
enum status flow_warn(struct flow *flow, const char *format, ...) PRINTF_LIKE(2, 3) MUST_CHECK;

/* The same where thousands may have to be warned of: of those with the same `alike` the first few reach standard error,
 * then one line for the rest, "... and 727 more " with `alike` behind it: "documents hold no text", a literal. */
enum status flow_warn_alike(struct flow *flow, const char *alike, const char *format, ...) PRINTF_LIKE(3, 4) MUST_CHECK;

/* The current document; NULL outside of documents. */
struct document *flow_document(struct flow *flow);

/* Memory that lives as long as the document does, for what is written into struct document. */
struct arena *flow_document_arena(struct flow *flow);

/* Leaves the current document out as a whole: what was emitted for it so far is rolled back, later stages never see
 * it, and a warning says why (with --strict: FAILURE_DATA). Return STATUS_OK after it; accept is not called again for
 * this document, nor end_document. PER_WORKER stages alone may call it. */
enum status flow_reject_document(struct flow *flow, const char *format, ...) PRINTF_LIKE(2, 3) MUST_CHECK;

/* What has happened so far. A PER_WORKER stage sees the documents that came before the last flow_wait and nothing else,
 * so that what it sees does not depend on the other workers. */
const struct journal *flow_journal(const struct flow *flow);

/* Sources only: names a file among the inputs of run.json (path copied). */
enum status flow_add_input(struct flow *flow, const struct input_file *input) MUST_CHECK;

/* Sources only: how many documents there will be, queries and the like among them, as far as is known by now; for the
 * progress that is shown, and for the limit that is named where --memory is too little. */
void flow_expect(struct flow *flow, uint64_t documents, bool is_estimate);

/* Sources only: that it will wait for input, so that documents emitted so far must not wait for more of them. */
void flow_tell_waiting(struct flow *flow);

/* Sources only: returns when every document emitted so far has passed the last IN_ORDER stage. */
enum status flow_wait(struct flow *flow) MUST_CHECK;

/* WHOLE and IN_ORDER stages: calls task(context, i, worker, failure) for i = 0 .. tasks - 1 on all workers, each i
 * once, in any order, but ascending for each worker; worker is 0 .. flow_workers - 1 and never twice at the same time.
 * Returns when all are done; fails if one failed. */
enum status flow_parallel(struct flow *flow, size_t tasks,
                          enum status (*task)(void *context, size_t index, unsigned worker, struct failure *failure),
                          void *context) MUST_CHECK;
/* The same; tasks that are begun are shown as progress under the label. */
enum status flow_parallel_shown(struct flow *flow, const char *label, size_t tasks,
                                enum status (*task)(void *context, size_t index, unsigned worker,
                                                    struct failure *failure),
                                void *context) MUST_CHECK;
unsigned flow_workers(const struct flow *flow);

/* WHOLE stages: reads the documents wanted again, on all workers, and hands over the lines asked for in input order
 * (rereading.h). Warnings are not told a second time. FAILURE_DATA, naming it, when a document is not the one that was
 * read the first time. */
enum status flow_read_again(struct flow *flow, struct rereading *rereading) MUST_CHECK;

/* PER_WORKER stages, of a document that is read again: the state that the stage of this type had when the first reading
 * was finished, on the worker of the same number, or NULL. No other instance is given it: what it holds may be taken
 * out. It is closed later than this one. */
void *flow_first_state(const struct flow *flow);

/* What all workers read and nobody changes: `make` is called once in a run, for the first stage that asks, and not
 * again for documents that are read again; `release` behind the last stage's close. Types are told apart by their
 * addresses. Ask when the stage is opened: it takes a lock. */
struct shared_type {
    enum status (*make)(const struct settings *settings, void **object, struct failure *failure);
    void (*release)(void *object);
};
enum status flow_shared(struct flow *flow, const struct shared_type *type, const void **object) MUST_CHECK;

/* About how many bytes flow_read_again takes beside what it hands over: at least as much, with one worker alone. */
uint64_t flow_reading_bytes(const struct flow *flow);

/* Where arrays that grow with the corpus are taken from (spill.h). */
struct spill *flow_spill(const struct flow *flow);

/* True once a signal asks to end or, in a source or PER_WORKER stage, once the run has failed elsewhere: long loops and
 * waits without flow_emit look at it and return flow_fail_signal. flow_parallel looks between tasks. */
bool flow_interrupted(const struct flow *flow);
enum status flow_fail_signal(struct flow *flow);

/* WHOLE and source stages: progress as `done` of `total` of what `label` names (total 0: unknown). Drawn only on a
 * terminal. */
void flow_progress(struct flow *flow, const char *label, uint64_t done, uint64_t total);

#endif
