/* report_stage in a real pipeline, fed with findings made by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"
#include "report_sample.h"
#include "stages.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(report, .init = make, .fini = sample_folder_remove);

static const double row_0[] = {1, 0.25, NAN}, row_1[] = {0.25, 1, NAN}, row_2[] = {NAN, NAN, NAN};
static const size_t shared[] = {1};
static const struct finding findings[] = {
    {.kind = FINDING_MATRIX, .as.weighted = &sample_weighted},
    {.kind = FINDING_SIMILARITY, .as.similarity = {0, 3, row_0}},
    {.kind = FINDING_SIMILARITY, .as.similarity = {1, 3, row_1}},
    {.kind = FINDING_SIMILARITY, .as.similarity = {2, 3, row_2}},
    {.kind = FINDING_NEIGHBOUR, .as.neighbour = {0, 1, 1, 0.25, 0.5}},
    {.kind = FINDING_TERM,
     .as.term = {.kind = GROUP_EVENT, .name = {"war", 3}, .rank = 1, .term = 1, .form = {"Treaty", 6}}},
    {.kind = FINDING_NEAREST,
     .as.nearest = {.a = 0, .b = 1, .similarity = 0.25, .margin = NAN, .terms = shared, .term_count = 1}}};
static const struct finding paired[] = {{.kind = FINDING_MATRIX, .as.weighted = &sample_weighted},
                                        {.kind = FINDING_PAIR, .as.pair = {0, 1, 0.75}}};

static struct settings settings_for(const char *output)
{
    struct settings settings = harness_settings();
    settings.output = output;
    return settings;
}

static enum status run(struct settings settings, const struct finding *list, size_t count, struct failure *failure)
{
    struct record records[16];
    for (size_t i = 0; i < count; i++)
        records[i] = (struct record){.kind = RECORD_FINDING, .as.finding = &list[i]};
    struct harness harness = {
        .settings = settings, .stages = {&report_stage}, .stage_count = 1, .whole = records, .whole_count = count};
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

static enum status run_quietly(const char *output, bool force, struct failure *failure)
{
    struct settings settings = settings_for(output);
    settings.force = force;
    settings.quiet = true;
    return run(settings, findings, sizeof findings / sizeof findings[0], failure);
}

static bool is_there(const char *name)
{
    struct stat facts;
    return stat(sample_path(name), &facts) == 0;
}

Test(report, every_file_of_the_contract_is_in_the_folder)
{
    struct failure failure = {0};
    cr_assert_eq(run_quietly(sample_path("out"), false, &failure), STATUS_OK, "%s", failure.message);
    const char *const names[] = {"run.json",       "documents.csv",  "vocabulary.csv", "weights.mtx", "similarity.csv",
                                 "similarity.npy", "neighbours.csv", "terms.csv",      "report.html"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, "out/%s", names[i]);
        cr_expect(is_there(path), "%s", names[i]);
    }
    cr_expect_not(is_there("out/similarity.mtx"));
    cr_expect_eq(sample_entry_count(), 1);
    cr_expect_str_eq(sample_content("out/neighbours.csv"),
                     "document,rank,neighbour,similarity,cosine,tokens,neighbour_tokens\r\n"
                     "war/post,1,حرب/صحيفة,0.25,0.5,420,500\r\n");
}

Test(report, a_threshold_writes_pairs_instead_of_the_square)
{
    struct failure failure = {0};
    struct settings settings = settings_for(sample_path("out"));
    settings.quiet = true;
    settings.has_threshold = true;
    settings.threshold = 0.5;
    cr_assert_eq(run(settings, paired, 2, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_not(is_there("out/similarity.csv"));
    cr_expect_not_null(strstr(sample_content("out/similarity.mtx"), "\n3 3                    1\n2 1 0.75\n"));
}

Test(report, two_runs_give_the_same_bytes)
{
    static char first[1 << 16];
    struct failure failure = {0};
    cr_assert_eq(run_quietly(sample_path("one"), false, &failure), STATUS_OK);
    cr_assert_eq(run_quietly(sample_path("two"), false, &failure), STATUS_OK);
    const char *const names[] = {"run.json", "documents.csv", "weights.mtx", "similarity.npy"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, "one/%s", names[i]);
        memcpy(first, sample_content(path), sizeof first);
        const size_t length = sample_content_length();
        snprintf(path, sizeof path, "two/%s", names[i]);
        const char *const second = sample_content(path);
        cr_expect_eq(sample_content_length(), length);
        cr_expect_arr_eq(second, first, length, "%s", names[i]);
    }
}

Test(report, an_own_folder_is_replaced_with_force_alone)
{
    struct failure failure = {0};
    cr_assert_eq(run_quietly(sample_path("out"), false, &failure), STATUS_OK);
    cr_expect_eq(run_quietly(sample_path("out"), false, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_CANNOT_CREATE);
    cr_expect_eq(run_quietly(sample_path("out"), true, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(sample_entry_count(), 1);
}

Test(report, a_run_that_fails_leaves_nothing)
{
    struct failure failure = {0};
    struct settings settings = settings_for(sample_path("out"));
    settings.quiet = true;
    cr_expect_eq(run(settings, findings + 1, 1, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_INTERNAL);
    cr_expect_eq(sample_entry_count(), 0);
}

Test(report, the_summary_goes_to_standard_output)
{
    struct failure failure = {0};
    sample_stdout_to("summary");
    const enum status status =
        run(settings_for(sample_path("out")), findings, sizeof findings / sizeof findings[0], &failure);
    sample_stdout_restore();
    cr_assert_eq(status, STATUS_OK, "%s", failure.message);
    const char *const text = sample_content("summary");
    cr_expect_eq(strncmp(text, "3 documents from 2 sources", 26), 0);
    cr_expect_not_null(strstr(text, "Results are in "));
}

Test(report, a_summary_that_cannot_be_written_fails_the_run_and_leaves_nothing)
{
    struct failure failure = {0};
    sample_stdout_to("/dev/full");
    const enum status status =
        run(settings_for(sample_path("out")), findings, sizeof findings / sizeof findings[0], &failure);
    sample_stdout_restore();
    cr_assert_eq(status, STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect_eq(sample_entry_count(), 0);
}

Test(report, a_missing_output_is_a_fault_of_the_command_line)
{
    struct failure failure = {0};
    cr_assert_eq(run(settings_for(NULL), findings, 1, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_USAGE);
}
