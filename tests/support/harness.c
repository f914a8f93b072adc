/* harness.c - a plan of feed, stages under test and collector, built for each run. */
#include "harness.h"

#include "mizan.h"
#include "pipeline.h"

static struct harness *current; /* stages get no context of their own from the pipeline */

struct settings harness_settings(void)
{
    struct settings settings = settings_default();
    settings.workers = 1;
    return settings;
}

static enum status feed_inputs(void *state, struct flow *flow)
{
    (void)state;
    for (size_t i = 0; i < current->document_count; i++) {
        const struct harness_document *document = &current->documents[i];
        const struct input input = {
            .kind = document->input_kind,
            .role = document->declared.role,
            .payload = span_of(document->payload),
            .declared = &document->declared,
        };
        const struct record record = {.kind = RECORD_INPUT, .as.input = &input};
        if (flow_emit(flow, &record) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status feed_document(void *state, const struct record *input, struct flow *flow)
{
    (void)state;
    (void)input;
    const struct harness_document *document = &current->documents[flow_document(flow)->number];
    for (size_t i = 0; i < document->record_count; i++) {
        if (flow_emit(flow, &document->records[i]) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status feed_whole(void *state, struct flow *flow)
{
    (void)state;
    for (size_t i = 0; i < current->whole_count; i++) {
        if (flow_emit(flow, &current->whole[i]) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status collect(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    if (current->collect != NULL) {
        current->collect(current->context, record, flow);
    }
    return STATUS_OK;
}

static enum status finish_collecting(void *state, struct flow *flow)
{
    (void)state;
    if (current->inspect != NULL) {
        current->inspect(current->context, flow_journal(flow));
    }
    return STATUS_OK;
}

enum status harness_run(struct harness *harness)
{
    const struct stage_type *first = harness->stages[0];
    const struct stage_type *last = harness->stages[harness->stage_count - 1];
    const struct stage_type source = {.name = "feed",
                                      .placement = IN_ORDER,
                                      .consumes = RECORD_NONE,
                                      .produces = RECORD_INPUT,
                                      .finish = feed_inputs};
    const struct stage_type feeder = {.name = "feeder",
                                      .placement = PER_WORKER,
                                      .consumes = RECORD_INPUT,
                                      .produces = first->consumes,
                                      .accept = feed_document};
    const struct stage_type whole_feeder = {.name = "whole feeder",
                                            .placement = IN_ORDER,
                                            .consumes = RECORD_INPUT,
                                            .produces = first->consumes,
                                            .finish = feed_whole};
    const struct stage_type collector = {.name = "collector",
                                         .placement = last->placement == WHOLE ? WHOLE : IN_ORDER,
                                         .consumes = last->produces,
                                         .produces = RECORD_NONE,
                                         .accept = collect,
                                         .finish = finish_collecting};
    const struct stage_type *stages[12];
    size_t count = 0;
    if (first->consumes != RECORD_NONE) {
        stages[count++] = &source;
        if (first->placement == WHOLE) {
            stages[count++] = &whole_feeder;
        } else if (first->consumes != RECORD_INPUT) {
            stages[count++] = &feeder;
        }
    }
    for (size_t i = 0; i < harness->stage_count; i++) {
        stages[count++] = harness->stages[i];
    }
    stages[count++] = &collector;
    const struct plan plan = {stages, count, harness->apart_from};
    current = harness;
    return pipeline_run(&plan, &harness->settings, NULL, &harness->failure);
}
