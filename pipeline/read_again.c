/*
 * read_again.c - flow_read_again (stage.h): a pipeline within a stage of another one.
 *
 * It opens stages of its own, so that nothing of the first reading is touched. Inputs are named as in the first
 * reading, and a document is known by its number; those that nobody wants are passed over before they are decoded.
 */
#include "pipeline_state.h"
#include "plan.h"
#include "rereading.h"

/* As many of the workers as there is memory for: what a worker's stages gave back after the first reading they take
 * again. At least one. */
static unsigned workers_that_fit(const struct pipeline *outer)
{
    enum { PART_NUMERATOR = 3, PART_DENOMINATOR = 4 }; /* of the limit; the rest is for lines and pages */
    const uint64_t most = outer->settings->memory_bytes / PART_DENOMINATOR * PART_NUMERATOR;
    const uint64_t needed = spill_needed(outer->spill);
    unsigned workers = outer->worker_count;
    while (workers > 1 && needed + workers * outer->reading_bytes > most) {
        workers--;
    }
    return workers;
}

uint64_t flow_reading_bytes(const struct flow *flow)
{
    return flow->chain->pipeline->reading_bytes;
}

void *flow_first_state(const struct flow *flow)
{
    const struct pipeline *const again = flow->chain->pipeline, *const outer = again->outer;
    for (unsigned i = 0; outer != NULL && i < again->worker_count; i++) {
        if (flow->chain == &again->workers[i].chain || flow->chain == &again->workers[i].rest) {
            return worker_state(&outer->workers[i], flow->chain->types[flow->position]);
        }
    }
    return NULL;
}

enum status flow_read_again(struct flow *flow, struct rereading *rereading)
{
    const struct plan plan = plan_to_read_again();
    struct settings settings = *flow->chain->pipeline->settings;
    struct failure *const failure = flow_failure(flow);
    settings.rereading = rereading;
    settings.workers = workers_that_fit(flow->chain->pipeline);
    settings.list_repairs = false;
    settings.robustness = ROBUSTNESS_NONE; /* lines are shown under the settings in force alone */
    rereading->seen = 0;
    if (pipeline_run_within(flow->chain->pipeline, &plan, &settings, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (rereading->seen != rereading->count) {
        return failure_set(failure, FAILURE_DATA,
                           "%zu of %zu %s could not be read a second time: the corpus has changed while it was "
                           "compared; run mizan again",
                           rereading->count - rereading->seen, rereading->count,
                           rereading->count == 1 ? "document" : "documents");
    }
    return STATUS_OK;
}
