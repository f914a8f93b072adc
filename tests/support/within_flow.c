/* within_flow.c - a stage behind the barrier that does somebody else's work. */
#include "within_flow.h"

#include "harness.h"

static enum status (*current_work)(void *context, struct flow *flow);
static void *current_context;

static enum status accept_anything(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    (void)record;
    return current_work(current_context, flow);
}

static const struct stage_type work_stage = {.name = "work",
                                             .placement = WHOLE,
                                             .consumes = RECORD_WEIGHTED,
                                             .produces = RECORD_FINDING,
                                             .accept = accept_anything};

enum status within_flow(enum status (*work)(void *context, struct flow *flow), void *context, unsigned workers,
                        struct failure *failure)
{
    const struct record record = {.kind = RECORD_WEIGHTED};
    struct harness harness = {
        .settings = harness_settings(), .stages = {&work_stage}, .stage_count = 1, .whole = &record, .whole_count = 1};
    harness.settings.workers = workers;
    current_work = work;
    current_context = context;
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}
