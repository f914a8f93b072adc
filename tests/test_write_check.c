/* write_check_stage in a real pipeline, fed with an account made by hand (check_sample.h). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "check_sample.h"
#include "harness.h"
#include "refusal.h"
#include "report_sample.h"
#include "stages.h"

static void make(void)
{
    sample_folder_make();
    (void)unsetenv("GITHUB_ACTIONS");
    (void)unsetenv("GITLAB_CI");
}

TestSuite(write_check, .init = make, .fini = sample_folder_remove);

static enum status run(const struct settings *settings, const struct check_account *account, struct failure *failure)
{
    const struct record record = {.kind = RECORD_CHECK, .as.check = account};
    struct harness harness = {
        .settings = *settings, .stages = {&write_check_stage}, .stage_count = 1, .whole = &record, .whole_count = 1};
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

/* What comes on standard output. */
static const char *shown(const struct settings *settings, const struct check_account *account, struct failure *failure)
{
    sample_stdout_to("shown");
    (void)run(settings, account, failure);
    sample_stdout_restore();
    return sample_content("shown");
}

Test(write_check, a_difference_is_a_failure_that_has_been_told)
{
    const struct settings settings = harness_settings();
    struct failure failure = {0};
    const char *const text = shown(&settings, &check_sample, &failure);
    cr_expect_eq(failure.kind, FAILURE_DIFFERENCE);
    cr_expect(failure.quiet, "the message would say it again");
    cr_expect(strncmp(text, "Not as in base: 1 pair of sources", 33) == 0, "%s", text);
}

Test(write_check, what_is_the_same_is_no_failure)
{
    const struct settings settings = harness_settings();
    struct failure failure = {0};
    const char *const text = shown(&settings, &check_sample_same, &failure);
    cr_expect_eq(failure.kind, FAILURE_NONE);
    cr_expect_str_eq(text, "No finding differs from base: 3 compared.\n");
}

Test(write_check, quiet_says_nothing_and_json_says_it_for_machines)
{
    struct settings settings = harness_settings();
    struct failure failure = {0};
    settings.quiet = true;
    cr_expect_str_empty(shown(&settings, &check_sample, &failure));
    cr_expect_eq(failure.kind, FAILURE_DIFFERENCE);
    settings.format = FORMAT_JSON;
    const char *const text = shown(&settings, &check_sample, &failure);
    cr_expect_eq(*text, '{');
    cr_expect_not_null(strstr(text, "\"input-changed\""));
}

Test(write_check, files_that_are_named_appear_and_hold_what_was_found)
{
    struct settings settings = harness_settings();
    struct failure failure = {0};
    settings.quiet = true;
    settings.junit = sample_path("check.xml");
    settings.code_quality = sample_path("quality.json");
    (void)shown(&settings, &check_sample, &failure);
    cr_expect_eq(failure.kind, FAILURE_DIFFERENCE, "%s", failure.message);
    cr_expect_eq(sample_entry_count(), 3);
    cr_expect_not_null(strstr(sample_content("check.xml"), "<testsuites"));
    cr_expect_eq(*sample_content("quality.json"), '[');
}

Test(write_check, where_one_file_cannot_be_made_none_is)
{
    struct settings settings = harness_settings();
    struct failure failure = {0};
    settings.quiet = true;
    settings.junit = sample_path("check.xml");
    settings.code_quality = sample_path("none/quality.json");
    (void)shown(&settings, &check_sample, &failure);
    cr_expect_eq(failure.kind, FAILURE_CANNOT_CREATE);
    cr_expect_eq(sample_entry_count(), 1, "only what was shown");
}

Test(write_check, auto_takes_the_style_of_the_system_that_it_runs_in)
{
    struct settings settings = harness_settings();
    struct failure failure = {0};
    settings.annotations = ANNOTATIONS_AUTO;
    cr_expect_eq(*shown(&settings, &check_sample_same, &failure), 'N');
    cr_assert_eq(setenv("GITLAB_CI", "true", 1), 0);
    const char *const text = shown(&settings, &check_sample_same, &failure);
    cr_expect(strncmp(text, "\x1b[0Ksection_start:0:mizan_check\r", 32) == 0, "%s", text);
    cr_expect_not_null(strstr(text, "\x1b[0Ksection_end:0:mizan_check\r"));
    cr_assert_eq(setenv("GITLAB_CI", "yes", 1), 0); /* the variable says "true" */
    cr_expect_eq(*shown(&settings, &check_sample_same, &failure), 'N');
}

Test(write_check, every_refused_allocation_is_told_and_leaves_no_file)
{
    struct settings settings = harness_settings();
    bool done = false;
    settings.quiet = true;
    settings.junit = sample_path("check.xml");
    sample_stdout_to("shown");
    for (long index = 0; !done; index++) {
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = run(&settings, &check_sample_same, &failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, done ? STATUS_OK : STATUS_FAILED, "allocation %ld: %s", index, failure.message);
        cr_expect_eq(sample_entry_count(), done ? 2 : 1, "allocation %ld", index);
    }
    sample_stdout_restore();
}
