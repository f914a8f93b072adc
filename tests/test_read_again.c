/* test_read_again.c - a pipeline within a stage of another; what changes between the readings: test_evidence_lines.c.
 */
#include <criterion/criterion.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"
#include "matrix.h"
#include "pipeline_state.h"
#include "plan.h"
#include "rereading.h"
#include "scratch.h"
#include "stages.h"

TestSuite(read_again, .init = scratch_open, .fini = scratch_close);

enum { WANTED_MOST = 16 };

static size_t taken, warnings, held[WANTED_MOST];
static bool fails, keeps_forms;

/* Bytes of malloc that are in use. */
static size_t live_bytes(void)
{
    const struct mallinfo2 facts = mallinfo2();
    return facts.uordblks + facts.hblkhd;
}

static enum status take(void *context, size_t document, const struct hit *hit, struct failure *failure)
{
    (void)context;
    (void)document;
    (void)hit;
    held[taken < WANTED_MOST ? taken : 0] = live_bytes();
    taken++;
    return fails ? failure_set(failure, FAILURE_INTERNAL, "enough") : STATUS_OK;
}

/* Behind the barrier: wants "harvest" of every second document. */
static enum status again(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    const struct counts *const counts = record->as.counts;
    const struct wanted_term term = {span_of("harvest"), CHANNEL_WORD, 0, UINT64_MAX, 9};
    struct wanted_document wanted[WANTED_MOST];
    struct rereading rereading = {.documents = wanted, .context = 2, .take = take};
    for (size_t i = 0; i < counts->document_count; i += 2) {
        wanted[rereading.count++] = (struct wanted_document){counts->documents[i], &term, 1};
    }
    return flow_read_again(flow, &rereading);
}

static const struct stage_type again_stage = {.name = "again",
                                              .placement = WHOLE,
                                              .consumes = RECORD_COUNTS,
                                              .produces = RECORD_FINDING,
                                              .accept = again,
                                              .state_size = 1};

static void inspect(void *context, const struct journal *journal)
{
    (void)context;
    warnings = journal->warning_count;
}

static enum status run_on_scratch(struct failure *failure)
{
    const char *const corpora[] = {scratch_path("")};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&inputs_stage, &read_stage, &tokenize_stage, &stem_stage, &count_stage,
                                         &vectorize_stage, &again_stage},
                              .stage_count = 7,
                              .inspect = inspect};
    harness.settings.corpora = corpora;
    harness.settings.corpus_count = 1;
    harness.settings.language = "en";
    if (keeps_forms) {
        harness.settings.command = COMMAND_COMPARE;
        harness.settings.robustness = ROBUSTNESS_AUTO;
    }
    taken = 0;
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

static enum status run(struct failure *failure)
{
    (void)scratch_write("e/a.txt", "The harvest.\n");
    (void)scratch_write_bytes("e/b.txt", (struct span){"\0\1\2\3", 4}); /* rejected, with a warning */
    (void)scratch_write("e/c.txt", "Another harvest.\n");
    (void)scratch_write("e/d.txt", "The third harvest, a harvest.\n");
    return run_on_scratch(failure);
}

Test(read_again, the_documents_wanted_alone_are_read_and_nothing_is_warned_of_twice)
{
    struct failure failure = {0};
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(taken, 3, "one line in a, two in d, and %zu", taken);
    cr_expect_eq(warnings, 1);
}

/* Fourteen more of 256 KB would be 3.5 MB. */
Test(read_again, a_document_whose_lines_are_taken_is_kept_no_longer)
{
    enum { LINES = 32768, LINE_BYTES = 8 };
    struct failure failure = {0};
    char *const text = malloc(LINES * LINE_BYTES + sizeof "The harvest.\n");
    cr_assert_not_null(text);
    for (size_t i = 0; i < LINES; i++) {
        memcpy(text + i * LINE_BYTES, "Barley.\n", LINE_BYTES);
    }
    memcpy(text + (size_t)LINES * LINE_BYTES, "The harvest.\n", sizeof "The harvest.\n");
    for (size_t i = 0; i < 2 * WANTED_MOST; i++) {
        char name[16];
        (void)snprintf(name, sizeof name, "e/%02zu.txt", i);
        (void)scratch_write(name, text);
    }
    free(text);
    cr_assert_eq(run_on_scratch(&failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(taken, WANTED_MOST);
    cr_expect_lt(held[WANTED_MOST - 1], held[1] + (1 << 20));
}

Test(read_again, who_takes_the_lines_can_end_it)
{
    struct failure failure = {0};
    fails = true;
    cr_expect_eq(run(&failure), STATUS_FAILED);
    fails = false;
    cr_expect_str_eq(failure.message, "enough");
}

Test(read_again, words_that_the_first_reading_knew_are_found_like_all_others)
{
    struct failure failure = {0};
    keeps_forms = true;
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(taken, 3);
}

/* ---- what is handed down ---- */

enum { OPENED = 1, FINISHED };
static int *first_state;
static bool is_given_first, was_finished;

static enum status probe_open(void *memory, const struct settings *settings, struct flow *flow)
{
    (void)settings;
    int *const state = memory;
    int *const first = flow_first_state(flow);
    *state = OPENED;
    if (first_state == NULL) {
        cr_assert_null(first);
        first_state = state;
        return STATUS_OK;
    }
    is_given_first = first == first_state;
    was_finished = first != NULL && *first == FINISHED;
    return STATUS_OK;
}

static enum status probe_finish(void *memory, struct flow *flow)
{
    (void)flow;
    *(int *)memory = FINISHED;
    return STATUS_OK;
}

static enum status no_inputs(void *memory, struct flow *flow)
{
    (void)memory;
    (void)flow;
    return STATUS_OK;
}

static const struct stage_type source_stage = {
    .name = "source", .placement = IN_ORDER, .produces = RECORD_INPUT, .state_size = 1, .finish = no_inputs};
static const struct stage_type other_stage = {
    .name = "other", .placement = PER_WORKER, .consumes = RECORD_INPUT, .produces = RECORD_INPUT, .state_size = 1};
static const struct stage_type probe_stage = {.name = "probe",
                                              .placement = PER_WORKER,
                                              .consumes = RECORD_INPUT,
                                              .produces = RECORD_INPUT,
                                              .state_size = sizeof(int),
                                              .open = probe_open,
                                              .finish = probe_finish};

static enum status run_within(void *memory, struct flow *flow)
{
    static const struct stage_type *const stages[] = {&source_stage, &probe_stage};
    static const struct plan plan = {.stages = stages, .count = 2};
    struct pipeline *const outer = flow->chain->pipeline;
    (void)memory;
    return pipeline_run_within(outer, &plan, outer->settings, flow_failure(flow));
}

static const struct stage_type within_stage = {.name = "within",
                                               .placement = WHOLE,
                                               .consumes = RECORD_INPUT,
                                               .produces = RECORD_FINDING,
                                               .state_size = 1,
                                               .finish = run_within};

Test(read_again, a_stage_is_given_the_state_that_it_had_when_the_first_reading_was_finished)
{
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&source_stage, &other_stage, &probe_stage, &within_stage},
                              .stage_count = 4};
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    cr_expect(is_given_first);
    cr_expect(was_finished);
}

/* ---- the numbers of forms ---- */

/* The second reading has a word of the first, and two of its own. */
static const struct word readings[2][3] = {
    {{.surface = {"wheat", 5}, .script = SCRIPT_LATIN}, {.surface = {"barley", 6}, .script = SCRIPT_LATIN}},
    {{.surface = {"rye", 3}, .script = SCRIPT_LATIN},
     {.surface = {"barley", 6}, .script = SCRIPT_LATIN},
     {.surface = {"oats", 4}, .script = SCRIPT_LATIN}}};
static const size_t reading_words[2] = {2, 3};
static uint32_t numbers[2][3];
static const struct form *noted_forms[2][3];

static size_t reading_of(const struct flow *flow)
{
    return flow->chain->pipeline->outer == NULL ? 0 : 1;
}

static enum status emit_one(void *memory, struct flow *flow)
{
    (void)memory;
    const struct document document = {.id = span_of("d"), .language = span_of("en")};
    const struct input input = {.kind = INPUT_JSON, .declared = &document};
    return flow_emit(flow, &(struct record){.kind = RECORD_INPUT, .as.input = &input});
}

static enum status emit_words(void *memory, const struct record *record, struct flow *flow)
{
    (void)memory;
    (void)record;
    const size_t reading = reading_of(flow);
    const struct words words = {.items = readings[reading], .count = reading_words[reading]};
    return flow_emit(flow, &(struct record){.kind = RECORD_WORDS, .as.words = &words});
}

static enum status note_numbers(void *memory, const struct record *record, struct flow *flow)
{
    (void)memory;
    const struct terms *const terms = record->as.terms;
    for (size_t i = 0; i < terms->count; i++) {
        numbers[reading_of(flow)][i] = terms->forms[i]->number;
        noted_forms[reading_of(flow)][i] = terms->forms[i];
    }
    return STATUS_OK;
}

static const struct stage_type one_stage = {
    .name = "one", .placement = IN_ORDER, .produces = RECORD_INPUT, .state_size = 1, .finish = emit_one};
static const struct stage_type words_stage = {.name = "words",
                                              .placement = PER_WORKER,
                                              .consumes = RECORD_INPUT,
                                              .produces = RECORD_WORDS,
                                              .state_size = 1,
                                              .accept = emit_words};
static const struct stage_type note_stage = {.name = "note",
                                             .placement = PER_WORKER,
                                             .consumes = RECORD_TERMS,
                                             .produces = RECORD_TERMS,
                                             .state_size = 1,
                                             .accept = note_numbers};

static enum status read_words_again(void *memory, struct flow *flow)
{
    static const struct stage_type *const stages[] = {&one_stage, &words_stage, &stem_stage, &note_stage};
    static const struct plan plan = {.stages = stages, .count = 4};
    struct pipeline *const outer = flow->chain->pipeline;
    (void)memory;
    return pipeline_run_within(outer, &plan, outer->settings, flow_failure(flow));
}

static const struct stage_type words_again_stage = {.name = "words again",
                                                    .placement = WHOLE,
                                                    .consumes = RECORD_TERMS,
                                                    .produces = RECORD_FINDING,
                                                    .state_size = 1,
                                                    .finish = read_words_again};

static void read_words_twice(enum grid_wish robustness)
{
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&one_stage, &words_stage, &stem_stage, &note_stage, &words_again_stage},
                              .stage_count = 5};
    harness.settings.command = COMMAND_COMPARE;
    harness.settings.robustness = robustness;
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
}

/* What a stage knows of a form by its number, it must not take for another's. */
Test(read_again, forms_are_numbered_on_from_those_that_the_first_reading_knew)
{
    read_words_twice(ROBUSTNESS_AUTO);
    cr_expect_eq(noted_forms[1][1], noted_forms[0][1], "barley has the form of the first reading");
    cr_expect_eq(numbers[0][0], 0);
    cr_expect_eq(numbers[0][1], 1);
    cr_expect_eq(numbers[1][0], 2);
    cr_expect_eq(numbers[1][1], 1);
    cr_expect_eq(numbers[1][2], 3);
}

Test(read_again, forms_are_numbered_from_0_where_the_first_reading_left_none)
{
    read_words_twice(ROBUSTNESS_NONE);
    for (uint32_t i = 0; i < 3; i++) {
        cr_expect_eq(numbers[1][i], i);
    }
}
