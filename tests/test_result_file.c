#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report_sample.h"
#include "result_file.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(result_file, .init = make, .fini = sample_folder_remove);

Test(result_file, takes_its_name_only_at_the_commit)
{
    struct result_file file = {0};
    struct failure failure = {0};
    struct stat facts;
    cr_assert_eq(result_file_open(&file, sample_path("labels.csv"), &failure), STATUS_OK, "%s", failure.message);
    writer_text(&file.writer, "whole");
    cr_assert_neq(stat(sample_path("labels.csv"), &facts), 0);
    cr_assert_eq(result_file_commit(&file, &failure), STATUS_OK);
    result_file_close(&file);
    cr_assert_eq(sample_entry_count(), 1);
    cr_assert_str_eq(sample_content("labels.csv"), "whole");
}

Test(result_file, an_old_file_stays_when_nothing_is_committed)
{
    struct result_file file = {0};
    struct failure failure = {0};
    FILE *const old = fopen(sample_path("labels.csv"), "w");
    fputs("old", old);
    fclose(old);
    cr_assert_eq(result_file_open(&file, sample_path("labels.csv"), &failure), STATUS_OK);
    writer_text(&file.writer, "new");
    cr_assert_eq(writer_flush(&file.writer, &failure), STATUS_OK);
    result_file_close(&file);
    cr_assert_eq(sample_entry_count(), 1);
    cr_assert_str_eq(sample_content("labels.csv"), "old");
}

Test(result_file, a_device_is_written_to_and_stays_a_device)
{
    struct result_file file = {0};
    struct failure failure = {0};
    struct stat facts;
    cr_assert_eq(result_file_open(&file, "/dev/null", &failure), STATUS_OK, "%s", failure.message);
    writer_text(&file.writer, "gone");
    cr_assert_eq(result_file_commit(&file, &failure), STATUS_OK);
    result_file_close(&file);
    cr_assert_eq(stat("/dev/null", &facts), 0);
    cr_assert(S_ISCHR(facts.st_mode));
}

Test(result_file, a_full_disk_fails_the_commit_and_leaves_nothing)
{
    struct result_file file = {0};
    struct failure failure = {0};
    cr_assert_eq(result_file_open(&file, "/dev/full", &failure), STATUS_OK);
    writer_text(&file.writer, "lost");
    cr_assert_eq(result_file_commit(&file, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_IO);
    cr_assert_not_null(strstr(failure.message, "/dev/full"));
    result_file_close(&file);
}

Test(result_file, a_place_that_cannot_be_fails_at_once)
{
    struct result_file file = {0};
    struct failure failure = {0}, folder_failure = {0};
    cr_assert_eq(result_file_open(&file, sample_path("missing/labels.csv"), &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_CANNOT_CREATE);
    cr_assert_eq(result_file_open(&file, sample_path("."), &folder_failure), STATUS_FAILED);
    cr_assert_eq(folder_failure.kind, FAILURE_CANNOT_CREATE);
    result_file_close(&file);
}

/* A killed run's file has no lock; a living one's is left alone, and so is a link. */
Test(result_file, what_a_dead_run_left_is_taken_over_and_what_a_living_one_holds_is_not)
{
    struct result_file first = {0}, second = {0};
    struct failure failure = {0};
    FILE *const left = fopen(sample_path("labels.csv.mizan-0"), "w");
    fputs("half of what a dead run had to tell", left);
    fclose(left);
    cr_assert_eq(result_file_open(&first, sample_path("labels.csv"), &failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(sample_entry_count(), 1);
    cr_assert_eq(result_file_open(&second, sample_path("labels.csv"), &failure), STATUS_OK, "%s", failure.message);
    cr_expect_eq(sample_entry_count(), 2);
    writer_text(&first.writer, "first");
    writer_text(&second.writer, "second");
    cr_assert_eq(result_file_commit(&first, &failure), STATUS_OK);
    cr_expect_str_eq(sample_content("labels.csv"), "first");
    cr_assert_eq(result_file_commit(&second, &failure), STATUS_OK);
    cr_expect_str_eq(sample_content("labels.csv"), "second");
    cr_expect_eq(sample_entry_count(), 1);
    result_file_close(&first);
    result_file_close(&second);
}

Test(result_file, a_link_with_a_temporary_name_is_not_followed)
{
    struct result_file file = {0};
    struct failure failure = {0};
    FILE *const other = fopen(sample_path("other"), "w");
    fputs("kept", other);
    fclose(other);
    cr_assert_eq(symlink("other", sample_path("labels.csv.mizan-0")), 0);
    cr_assert_eq(result_file_open(&file, sample_path("labels.csv"), &failure), STATUS_OK, "%s", failure.message);
    writer_text(&file.writer, "whole");
    cr_assert_eq(result_file_commit(&file, &failure), STATUS_OK);
    result_file_close(&file);
    cr_expect_str_eq(sample_content("other"), "kept");
    cr_expect_str_eq(sample_content("labels.csv"), "whole");
}
