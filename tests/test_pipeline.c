#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "mizan.h"
#include "pipeline.h"

enum { DOCUMENTS = 200 };

/* A stage that turns an input into one text record, after a while that differs from document to document. */
static enum status echo(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    const struct document *document = flow_document(flow);
    volatile unsigned spin = 0;
    for (unsigned i = 0; i < (document->number * 7919u) % 20000u; i++) {
        spin += i;
    }
    const struct span payload = record->as.input->payload;
    if (payload.length > 0 && payload.bytes[0] == '!') {
        return flow_fail(flow, FAILURE_DATA, "failed at %.*s", SPAN_ARGUMENTS(document->id));
    }
    if (payload.length > 0 && payload.bytes[0] == '-') {
        const struct text early = {payload, 0};
        if (flow_emit(flow, &(struct record){.kind = RECORD_TEXT, .as.text = &early}) != STATUS_OK) {
            return STATUS_FAILED;
        }
        return flow_reject_document(flow, "%.*s is damaged", SPAN_ARGUMENTS(document->id));
    }
    if (payload.length > 0 && payload.bytes[0] == '?' && flow_warn(flow, "is odd") != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct text text = {payload, document->number};
    return flow_emit(flow, &(struct record){.kind = RECORD_TEXT, .as.text = &text});
}

static const struct stage_type echo_stage = {
    .name = "echo", .placement = PER_WORKER, .consumes = RECORD_INPUT, .produces = RECORD_TEXT, .accept = echo};

struct seen {
    char text[DOCUMENTS * 16];
    char warnings[1024];
    size_t documents, rejects;
};

static void note_text(void *context, const struct record *record, struct flow *flow)
{
    struct seen *seen = context;
    char line[64];
    snprintf(line, sizeof line, "%.*s=%.*s;", SPAN_ARGUMENTS(flow_document(flow)->id),
             SPAN_ARGUMENTS(record->as.text->utf8));
    strcat(seen->text, line);
}

static void note_journal(void *context, const struct journal *journal)
{
    struct seen *seen = context;
    seen->documents = journal->document_count;
    seen->rejects = journal->reject_count;
    for (size_t i = 0; i < journal->warning_count; i++) {
        strcat(strcat(seen->warnings, journal->warnings[i].text.bytes), "|");
    }
}

static struct harness_document documents[DOCUMENTS];
static char ids[DOCUMENTS][24];

/* `marks` are payloads by document number; the rest get "x". */
static void make_documents(size_t count, const char *const *marks, size_t mark_count)
{
    for (size_t i = 0; i < count; i++) {
        snprintf(ids[i], sizeof ids[i], "d%zu", i);
        documents[i] = (struct harness_document){
            .declared = {.id = span_of(ids[i])}, .input_kind = INPUT_JSON, .payload = i < mark_count ? marks[i] : "x"};
    }
}

static struct harness harness_of(size_t count, unsigned workers, struct seen *seen)
{
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&echo_stage},
                              .stage_count = 1,
                              .documents = documents,
                              .document_count = count,
                              .collect = note_text,
                              .inspect = note_journal,
                              .context = seen};
    harness.settings.workers = workers;
    return harness;
}

Test(pipeline, documents_come_out_in_input_order_for_any_number_of_workers)
{
    make_documents(DOCUMENTS, NULL, 0);
    static struct seen one, eight;
    struct harness harness = harness_of(DOCUMENTS, 1, &one);
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_assert_eq(strncmp(one.text, "d0=x;d1=x;d2=x;", 15), 0);
    harness = harness_of(DOCUMENTS, 8, &eight);
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_assert_str_eq(one.text, eight.text);
    cr_assert_eq(eight.documents, DOCUMENTS);
}

Test(pipeline, a_rejected_document_leaves_nothing_behind_but_its_warning)
{
    make_documents(4, (const char *[]){"a", "-b", "?c"}, 3);
    static struct seen seen;
    struct harness harness = harness_of(4, 3, &seen);
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_assert_str_eq(seen.text, "d0=a;d2=?c;d3=x;");
    cr_assert_str_eq(seen.warnings, "d1 is damaged; it is left out|d2: is odd|");
    cr_assert_eq(seen.documents, 3);
    cr_assert_eq(seen.rejects, 1);
}

Test(pipeline, strict_makes_a_reject_a_failure)
{
    make_documents(3, (const char *[]){"a", "-b"}, 2);
    static struct seen seen;
    struct harness harness = harness_of(3, 2, &seen);
    harness.settings.strict = true;
    cr_assert_eq(harness_run(&harness), STATUS_FAILED);
    cr_assert_eq(harness.failure.kind, FAILURE_DATA);
    cr_assert_not_null(strstr(harness.failure.message, "d1 is damaged"));
}

Test(pipeline, a_corpus_of_rejects_alone_is_bad_data)
{
    make_documents(2, (const char *[]){"-a", "-b"}, 2);
    static struct seen seen;
    struct harness harness = harness_of(2, 1, &seen);
    cr_assert_eq(harness_run(&harness), STATUS_FAILED);
    cr_assert_eq(harness.failure.kind, FAILURE_DATA);
    cr_assert_not_null(strstr(harness.failure.message, "every document was rejected (2); the first: d0"));
}

Test(pipeline, the_failure_of_the_first_document_in_order_is_told_for_any_number_of_workers)
{
    /* d3 spins longer than d5: with many workers d5 fails earlier in time. */
    make_documents(50, (const char *[]){"x", "x", "x", "!", "x", "!", "!", "!"}, 8);
    for (unsigned workers = 1; workers <= 8; workers++) {
        static struct seen seen;
        struct harness harness = harness_of(50, workers, &seen);
        cr_assert_eq(harness_run(&harness), STATUS_FAILED);
        cr_assert_str_eq(harness.failure.message, "failed at d3", "%u workers", workers);
    }
}

Test(pipeline, neighbours_that_do_not_fit_are_refused_before_anything_opens)
{
    static const struct stage_type source = {
        .name = "source", .placement = IN_ORDER, .consumes = RECORD_NONE, .produces = RECORD_INPUT};
    static const struct stage_type odd = {
        .name = "odd", .placement = IN_ORDER, .consumes = RECORD_BAG, .produces = RECORD_NONE};
    const struct stage_type *const stages[] = {&source, &odd};
    const struct settings settings = settings_default();
    struct failure failure = {0};
    cr_assert_eq(pipeline_run(&(struct plan){.stages = stages, .count = 2}, &settings, NULL, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_INTERNAL);
    cr_assert_str_eq(failure.message, "stage source does not produce what stage odd consumes");
}

struct sum {
    _Atomic unsigned done[1000];
};

static enum status count_task(void *context, size_t index, unsigned worker, struct failure *failure)
{
    struct sum *sum = context;
    sum->done[index]++;
    if (index == 700 || index == 300) {
        return failure_set(failure, FAILURE_DATA, "task %zu of worker %s", index, worker < 4 ? "known" : "unknown");
    }
    return STATUS_OK;
}

static enum status finish_parallel(void *state, struct flow *flow)
{
    (void)state;
    static struct sum sum;
    cr_assert_eq(flow_parallel(flow, 300, count_task, &sum), STATUS_OK);
    for (size_t i = 0; i < 300; i++) {
        cr_assert_eq(sum.done[i], 1);
    }
    return flow_parallel(flow, 1000, count_task, &sum);
}

static struct finishing {
    unsigned open, finished, closed;
    bool before_barrier;
} finishing;

static enum status open_worker(void *state, const struct settings *settings, struct flow *flow)
{
    (void)settings;
    (void)flow;
    *(bool *)state = false;
    (void)__atomic_add_fetch(&finishing.open, 1, __ATOMIC_SEQ_CST);
    return STATUS_OK;
}

static enum status finish_worker(void *state, struct flow *flow)
{
    (void)flow;
    cr_assert_not(*(bool *)state, "a worker's stage is finished twice");
    *(bool *)state = true;
    finishing.finished++;
    return STATUS_OK;
}

static enum status finish_whole(void *state, struct flow *flow)
{
    (void)state;
    (void)flow;
    finishing.before_barrier = finishing.finished == finishing.open;
    return STATUS_OK;
}

static void close_worker(void *state)
{
    finishing.closed += *(bool *)state;
}

Test(pipeline, the_stages_of_each_worker_that_began_are_finished_once_before_the_barrier)
{
    static const struct stage_type worker = {.name = "echo",
                                             .placement = PER_WORKER,
                                             .consumes = RECORD_INPUT,
                                             .produces = RECORD_TEXT,
                                             .state_size = sizeof(bool),
                                             .open = open_worker,
                                             .accept = echo,
                                             .finish = finish_worker,
                                             .close = close_worker};
    static const struct stage_type whole = {
        .name = "whole", .placement = WHOLE, .consumes = RECORD_TEXT, .produces = RECORD_TEXT, .finish = finish_whole};
    make_documents(20, NULL, 0);
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&worker, &whole},
                              .stage_count = 2,
                              .documents = documents,
                              .document_count = 20};
    harness.settings.workers = 3;
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_assert_gt(finishing.open, 0);
    cr_assert(finishing.before_barrier);
    cr_assert_eq(finishing.finished, finishing.open);
    cr_assert_eq(finishing.closed, finishing.open);
}

Test(pipeline, parallel_tasks_each_run_once_and_a_failure_is_passed_on)
{
    static const struct stage_type whole = {.name = "whole",
                                            .placement = WHOLE,
                                            .consumes = RECORD_TEXT,
                                            .produces = RECORD_TEXT,
                                            .finish = finish_parallel};
    make_documents(1, NULL, 0);
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&echo_stage, &whole},
                              .stage_count = 2,
                              .documents = documents,
                              .document_count = 1};
    harness.settings.workers = 4;
    cr_assert_eq(harness_run(&harness), STATUS_FAILED);
    cr_assert_eq(harness.failure.kind, FAILURE_DATA);
    cr_assert_not_null(strstr(harness.failure.message, "of worker known"));
}
