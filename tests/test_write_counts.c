#include <criterion/criterion.h>

#include "harness.h"
#include "report_sample.h"
#include "stages.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(write_counts, .init = make, .fini = sample_folder_remove);

static enum status run_to(const char *output, struct settings settings, struct failure *failure)
{
    const struct record record = {.kind = RECORD_COUNTS, .as.counts = &sample_counts};
    struct harness harness = {
        .settings = settings, .stages = {&write_counts_stage}, .stage_count = 1, .whole = &record, .whole_count = 1};
    sample_stdout_to(output);
    const enum status status = harness_run(&harness);
    sample_stdout_restore();
    *failure = harness.failure;
    return status;
}

Test(write_counts, documents_are_rows_and_labels_go_where_they_are_asked_for)
{
    struct failure failure = {0};
    struct settings settings = harness_settings();
    settings.documents[0] = sample_path("documents");
    settings.vocabulary_file = sample_path("vocabulary");
    cr_assert_eq(run_to("out", settings, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(sample_content("out"), "%%MatrixMarket matrix coordinate integer general\n"
                                            "% counts, documents x terms\n"
                                            "3 4 6\n"
                                            "1 1 2\n1 2 1\n1 4 1\n2 2 2\n2 3 1\n2 4 1\n");
    cr_expect_eq(strncmp(sample_content("documents"), "document,source,event,language\r\nwar/post,", 41), 0);
    cr_expect_eq(strncmp(sample_content("vocabulary"), "number,channel,term,", 20), 0);
    cr_expect_eq(sample_entry_count(), 3);
}

Test(write_counts, segments_are_rows_when_they_are_asked_for)
{
    struct failure failure = {0};
    struct settings settings = harness_settings();
    settings.rows = ROWS_SEGMENTS;
    settings.documents[0] = sample_path("documents");
    cr_assert_eq(run_to("out", settings, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(sample_content("out"), "%%MatrixMarket matrix coordinate integer general\n"
                                            "% counts, segments x terms\n"
                                            "3 4 7\n"
                                            "1 1 1\n1 2 1\n2 1 1\n2 4 1\n3 2 2\n3 3 1\n3 4 1\n");
    cr_expect_str_eq(sample_content("documents"), "document,source,event,language,segment\r\n"
                                                  "war/post,post,war,en,1\r\n"
                                                  "war/post,post,war,en,2\r\n"
                                                  "حرب/صحيفة,صحيفة,war,ar,1\r\n");
}

Test(write_counts, a_full_disk_leaves_no_label_files)
{
    struct failure failure = {0};
    struct settings settings = harness_settings();
    settings.documents[0] = sample_path("documents");
    cr_assert_eq(run_to("/dev/full", settings, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect_eq(sample_entry_count(), 0);
}

Test(write_counts, a_label_file_that_cannot_be_made_fails_before_the_work)
{
    struct failure failure = {0};
    struct settings settings = harness_settings();
    settings.vocabulary_file = sample_path("missing/vocabulary");
    cr_assert_eq(run_to("out", settings, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_CANNOT_CREATE);
    cr_expect_str_eq(sample_content("out"), "");
}
