/* worker.h - the PER_WORKER stages of one worker, and a document's way through them. For pipeline/ alone. */
#ifndef MIZAN_WORKER_H
#define MIZAN_WORKER_H

#include "chain.h"
#include "pipeline.h"
#include "relay.h"

struct worker {
    struct chain chain;
    struct chain rest; /* from plan.apart_from on; else without stages */
    struct relay *relay;
};

/* How many of the plan's PER_WORKER stages, `stages` of them, stand before plan.apart_from; all, if there is none.
 * FAILURE_INTERNAL where that one is no stage that may stand apart. */
enum status worker_stages_before(const struct plan *plan, size_t stages, size_t *before,
                                 struct failure *failure) MUST_CHECK;

/* Says which stages are whose: of `stages` the first `before` are of the chain, the others of the rest. */
void worker_set(struct worker *worker, struct pipeline *pipeline, const struct stage_type *const *types, size_t stages,
                size_t before);

/* Opens the stages. On failure, which the worker keeps, worker_close still has to be called. */
enum status worker_open(struct worker *worker) MUST_CHECK;
bool worker_is_open(const struct worker *worker);
/* Was it opened, or at least begun to be? */
bool worker_was_opened(const struct worker *worker);
/* Copes with one that was not set, and with one that is closed. */
void worker_close(struct worker *worker);

/* The job's document through all stages, which are opened if need be. Sets job->failed on failure. */
void worker_run(struct worker *worker, struct job *job);

/* Copies what the last stage of a worker's chain emitted, until it is the document's turn; nothing where the first
 * stage IN_ORDER takes no records. */
enum status worker_keep(struct chain *chain, const struct record *record) MUST_CHECK;

/* What failed: of both, what the document met first. Kind FAILURE_NONE if nothing did. */
const struct failure *worker_failure(const struct worker *worker);

/* The state of the stage of this type, or NULL. */
void *worker_state(const struct worker *worker, const struct stage_type *type);

/* What stage `index` of all took, in nanoseconds; with --timings. */
uint64_t worker_spent(const struct worker *worker, size_t index);

#endif
