/* test_read_again.c - a pipeline within a stage of another; what changes between the readings: test_evidence_lines.c.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "harness.h"
#include "matrix.h"
#include "rereading.h"
#include "scratch.h"
#include "stages.h"

TestSuite(read_again, .init = scratch_open, .fini = scratch_close);

static size_t taken, warnings;
static bool fails;

static enum status take(void *context, size_t document, const struct hit *hit, struct failure *failure)
{
    (void)context;
    (void)document;
    (void)hit;
    taken++;
    return fails ? failure_set(failure, FAILURE_INTERNAL, "enough") : STATUS_OK;
}

/* Behind the barrier: wants "harvest" of every second document. */
static enum status again(void *state, const struct record *record, struct flow *flow)
{
    (void)state;
    const struct counts *const counts = record->as.counts;
    const struct wanted_term term = {span_of("harvest"), CHANNEL_WORD, 0, UINT64_MAX, 9};
    struct wanted_document wanted[4];
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

static enum status run(struct failure *failure)
{
    const char *const corpora[] = {scratch_path("")};
    (void)scratch_write("e/a.txt", "The harvest.\n");
    (void)scratch_write_bytes("e/b.txt", (struct span){"\0\1\2\3", 4}); /* rejected, with a warning */
    (void)scratch_write("e/c.txt", "Another harvest.\n");
    (void)scratch_write("e/d.txt", "The third harvest, a harvest.\n");
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&inputs_stage, &read_stage, &tokenize_stage, &stem_stage, &count_stage,
                                         &vectorize_stage, &again_stage},
                              .stage_count = 7,
                              .inspect = inspect};
    harness.settings.corpora = corpora;
    harness.settings.corpus_count = 1;
    harness.settings.language = "en";
    taken = 0;
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

Test(read_again, the_documents_wanted_alone_are_read_and_nothing_is_warned_of_twice)
{
    struct failure failure = {0};
    cr_assert_eq(run(&failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(taken, 3, "one line in a, two in d, and %zu", taken);
    cr_expect_eq(warnings, 1);
}

Test(read_again, who_takes_the_lines_can_end_it)
{
    struct failure failure = {0};
    fails = true;
    cr_expect_eq(run(&failure), STATUS_FAILED);
    fails = false;
    cr_expect_str_eq(failure.message, "enough");
}
