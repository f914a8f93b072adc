#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "interrupt.h"

/* A PER_WORKER stage that does with a document what its payload says. */
static enum status act(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    const struct text text = {record->as.input->payload, 0};
    const char first = text.utf8.length > 0 ? text.utf8.bytes[0] : ' ';
    enum status status = STATUS_OK;
    if (first == 'w') {
        status = flow_warn(flow, "%.*s", SPAN_ARGUMENTS(text.utf8));
    } else if (first == 'r') {
        status = flow_reject_document(flow, "%.*s", SPAN_ARGUMENTS(text.utf8));
    } else if (first == 's') {
        cr_assert_eq(raise(SIGINT), 0);
    }
    if (status != STATUS_OK) {
        return STATUS_FAILED;
    }
    return flow_emit(flow, &(struct record){.kind = RECORD_TEXT, .as.text = &text});
}
static const struct stage_type act_stage = {
    .name = "act", .placement = PER_WORKER, .consumes = RECORD_INPUT, .produces = RECORD_TEXT, .accept = act};

struct seen {
    size_t texts;
    uint32_t document_warnings;
    size_t rejects;
    char warnings[3][FAILURE_MESSAGE_BYTES + 64];
    size_t warning_count;
};

static void collect(void *context, const struct record *record, struct flow *flow)
{
    (void)record;
    struct seen *seen = context;
    seen->texts++;
    seen->document_warnings += flow_document(flow)->warnings;
}

static void inspect(void *context, const struct journal *journal)
{
    struct seen *seen = context;
    seen->rejects = journal->reject_count;
    seen->warning_count = journal->warning_count;
    for (size_t i = 0; i < journal->warning_count && i < 3; i++) {
        snprintf(seen->warnings[i], sizeof seen->warnings[i], "%s", journal->warnings[i].text.bytes);
    }
}

static struct seen run(const struct harness_document *documents, size_t count, struct failure *failure)
{
    struct seen seen = {0};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&act_stage},
                              .stage_count = 1,
                              .documents = documents,
                              .document_count = count,
                              .collect = collect,
                              .inspect = inspect,
                              .context = &seen};
    (void)!harness_run(&harness);
    *failure = harness.failure;
    return seen;
}

Test(flow, a_warning_names_its_document_by_id_or_else_by_place)
{
    struct failure failure;
    const struct harness_document documents[] = {
        {.declared = {.id = {"d1", 2}, .path = {"c.ndjson", 8}, .line = 4}, .payload = "w1", .input_kind = INPUT_JSON},
        {.declared = {.path = {"c.ndjson", 8}, .line = 5}, .payload = "w2", .input_kind = INPUT_JSON},
        {.declared = {.path = {"c.txt", 5}}, .payload = "w3", .input_kind = INPUT_JSON}};
    const struct seen seen = run(documents, 3, &failure);
    cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
    cr_assert_eq(seen.warning_count, 3);
    cr_expect_str_eq(seen.warnings[0], "d1: w1");
    cr_expect_str_eq(seen.warnings[1], "c.ndjson:5: w2");
    cr_expect_str_eq(seen.warnings[2], "c.txt: w3");
    cr_expect_eq(seen.document_warnings, 3, "counted in the documents, too");
}

static bool ends_torn(const char *text)
{
    const size_t length = strlen(text);
    return (unsigned char)text[length - 1] == 0xD8; /* the first byte of the letter that fills the payload */
}

Test(flow, a_long_warning_or_reason_is_cut_at_a_character)
{
    /* One of the two lengths tears a letter of two bytes, whatever stands before it. */
    for (size_t letters = 1500; letters < 1502; letters++) {
        for (size_t lead = 0; lead < 2; lead++) {
            static char warned[4096], rejected[4096];
            struct failure failure;
            snprintf(warned, sizeof warned, "%s", lead == 0 ? "w" : "wx");
            snprintf(rejected, sizeof rejected, "%s", lead == 0 ? "r" : "rx");
            for (size_t i = 0; i < letters; i++) {
                strcat(warned, "\u0628");
                strcat(rejected, "\u0628");
            }
            const struct harness_document documents[] = {
                {.declared = {.id = {"d", 1}}, .payload = warned, .input_kind = INPUT_JSON},
                {.declared = {.id = {"e", 1}}, .payload = rejected, .input_kind = INPUT_JSON}};
            const struct seen seen = run(documents, 2, &failure);
            cr_assert_eq(failure.kind, FAILURE_NONE, "%s", failure.message);
            cr_assert_eq(seen.rejects, 1);
            cr_expect_not(ends_torn(seen.warnings[0]));
            cr_expect_null(strstr(seen.warnings[1], "\xD8;"));
            cr_expect_not_null(strstr(seen.warnings[1], "; it is left out"));
        }
    }
}

Test(flow, a_signal_ends_the_run_at_the_next_record)
{
    struct failure failure;
    const struct harness_document documents[] = {{.payload = "a", .input_kind = INPUT_JSON},
                                                 {.payload = "s", .input_kind = INPUT_JSON},
                                                 {.payload = "b", .input_kind = INPUT_JSON}};
    interrupt_install();
    const struct seen seen = run(documents, 3, &failure);
    cr_expect_eq(failure.kind, FAILURE_SIGNAL);
    cr_expect_eq(failure.signal, SIGINT);
    cr_expect_str_eq(failure.message, "ended by signal 2 (Interrupt)");
    cr_expect_eq(seen.texts, 1);
}

static enum status warn_in_open(void *state, const struct settings *settings, struct flow *flow)
{
    (void)state;
    (void)settings;
    cr_expect_null(flow_document(flow));
    return flow_warn(flow, "too early");
}

Test(flow, a_worker_has_nothing_to_warn_of_outside_of_documents)
{
    static const struct stage_type early = {.name = "early",
                                            .placement = PER_WORKER,
                                            .consumes = RECORD_INPUT,
                                            .produces = RECORD_TEXT,
                                            .open = warn_in_open};
    const struct harness_document document = {.payload = "a", .input_kind = INPUT_JSON};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&early},
                              .stage_count = 1,
                              .documents = &document,
                              .document_count = 1};
    cr_expect_eq(harness_run(&harness), STATUS_FAILED);
    cr_expect_eq(harness.failure.kind, FAILURE_INTERNAL);
}

static enum status reject_in_order(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    (void)record;
    return flow_reject_document(flow, "too late");
}

Test(flow, only_a_worker_may_reject)
{
    static const struct stage_type late = {.name = "late",
                                           .placement = IN_ORDER,
                                           .consumes = RECORD_TEXT,
                                           .produces = RECORD_WORDS,
                                           .accept = reject_in_order};
    const struct harness_document document = {.payload = "a", .input_kind = INPUT_JSON};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&act_stage, &late},
                              .stage_count = 2,
                              .documents = &document,
                              .document_count = 1};
    cr_expect_eq(harness_run(&harness), STATUS_FAILED);
    cr_expect_str_eq(harness.failure.message, "stage late cannot reject a document");
}
