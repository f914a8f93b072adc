/*
 * read_again.c - flow_read_again (stage.h): a pipeline within a stage of another one.
 *
 * It opens stages of its own, so that nothing of the first reading is touched. Inputs are named as in the first
 * reading, and a document is known by its number; those that nobody wants are passed over before they are decoded.
 */
#include "pipeline_state.h"
#include "plan.h"
#include "rereading.h"

enum status flow_read_again(struct flow *flow, struct rereading *rereading)
{
    const struct plan plan = plan_to_read_again();
    struct settings settings = *flow->chain->pipeline->settings;
    struct failure *const failure = flow_failure(flow);
    settings.rereading = rereading;
    settings.list_repairs = false;
    settings.robustness = ROBUSTNESS_NONE; /* lines are shown under the settings in force alone */
    rereading->seen = 0;
    if (pipeline_run(&plan, &settings, NULL, failure) != STATUS_OK) {
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
