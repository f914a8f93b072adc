#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report_sample.h"
#include "results_folder.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(results_folder, .init = make, .fini = sample_folder_remove);

static void put_file(const char *name, const char *text)
{
    FILE *const file = fopen(sample_path(name), "w");
    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
}

static void put_result(struct results_folder *folder, const char *text)
{
    struct writer writer = {0};
    struct failure failure = {0};
    cr_assert_eq(results_folder_create(folder, "run.json", &writer, &failure), STATUS_OK, "%s", failure.message);
    writer_text(&writer, text);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
}

static void assert_refused(const char *output, bool may_replace, const char *part)
{
    struct results_folder folder = {0};
    struct failure failure = {0};
    const size_t before = sample_entry_count();
    cr_expect_eq(results_folder_open(&folder, output, may_replace, &failure), STATUS_FAILED, "%s", output);
    cr_expect_eq(failure.kind, FAILURE_CANNOT_CREATE);
    cr_expect_not_null(strstr(failure.message, part), "%s", failure.message);
    results_folder_close(&folder);
    cr_expect_eq(sample_entry_count(), before);
}

Test(results_folder, appears_whole_at_the_commit_and_leaves_nothing_beside)
{
    struct results_folder folder = {0};
    struct failure failure = {0};
    struct stat facts;
    cr_assert_eq(results_folder_open(&folder, sample_path("out//"), false, &failure), STATUS_OK, "%s", failure.message);
    put_result(&folder, "new");
    cr_assert_neq(stat(sample_path("out"), &facts), 0);
    cr_assert_eq(results_folder_commit(&folder, &failure), STATUS_OK, "%s", failure.message);
    results_folder_close(&folder);
    cr_assert_eq(sample_entry_count(), 1);
    cr_assert_str_eq(sample_content("out/run.json"), "new");
    const mode_t mask = umask(0);
    umask(mask);
    cr_assert_eq(stat(sample_path("out"), &facts), 0);
    cr_assert_eq(facts.st_mode & 0777, 0777 & ~mask);
}

Test(results_folder, a_message_names_the_place_where_the_file_will_be)
{
    struct results_folder folder = {0};
    struct failure failure = {0};
    struct writer writer = {0};
    cr_assert_eq(results_folder_open(&folder, sample_path("out"), false, &failure), STATUS_OK, "%s", failure.message);
    put_result(&folder, "new");
    cr_expect_eq(results_folder_create(&folder, "run.json", &writer, &failure), STATUS_FAILED); /* it is there */
    cr_expect_eq(failure.kind, FAILURE_CANNOT_CREATE);
    const char *const expected = sample_path("out/run.json: cannot be created");
    cr_expect_eq(strncmp(failure.message, expected, strlen(expected)), 0, "%s", failure.message);
    results_folder_close(&folder);
}

Test(results_folder, closing_without_a_commit_leaves_nothing)
{
    struct results_folder folder = {0};
    struct failure failure = {0};
    cr_assert_eq(results_folder_open(&folder, sample_path("out"), false, &failure), STATUS_OK);
    put_result(&folder, "new");
    results_folder_close(&folder);
    cr_assert_eq(sample_entry_count(), 0);
}

Test(results_folder, an_existing_one_is_refused_without_force)
{
    cr_assert_eq(mkdir(sample_path("out"), 0777), 0);
    assert_refused(sample_path("out"), false, "--force");
}

Test(results_folder, force_does_not_replace_what_is_not_ours)
{
    cr_assert_eq(mkdir(sample_path("out"), 0777), 0);
    put_file("out/thesis.txt", "years of work");
    assert_refused(sample_path("out"), true, "run.json");
    put_file("out/run.json", "{\"program\": \"another\"}");
    assert_refused(sample_path("out"), true, "run.json");
    put_file("file", "");
    assert_refused(sample_path("file"), true, "no folder");
    cr_assert_str_eq(sample_content("out/thesis.txt"), "years of work");
}

Test(results_folder, force_replaces_an_empty_folder_and_one_of_ours)
{
    struct failure failure = {0};
    cr_assert_eq(mkdir(sample_path("out"), 0777), 0);
    for (int round = 0; round < 2; round++) {
        struct results_folder folder = {0};
        cr_assert_eq(results_folder_open(&folder, sample_path("out"), true, &failure), STATUS_OK, "%s",
                     failure.message);
        put_result(&folder, round == 0 ? "{\"program\": \"mizan\"}" : "second");
        cr_assert_eq(results_folder_commit(&folder, &failure), STATUS_OK, "%s", failure.message);
        results_folder_close(&folder);
        cr_assert_eq(sample_entry_count(), 1);
    }
    cr_assert_str_eq(sample_content("out/run.json"), "second");
}

Test(results_folder, what_a_user_put_there_meanwhile_is_kept)
{
    struct results_folder folder = {0};
    struct failure failure = {0};
    cr_assert_eq(mkdir(sample_path("out"), 0777), 0);
    cr_assert_eq(results_folder_open(&folder, sample_path("out"), true, &failure), STATUS_OK);
    put_file("out/note.txt", "mine");
    cr_assert_eq(results_folder_commit(&folder, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_CANNOT_CREATE);
    results_folder_close(&folder);
    cr_assert_eq(sample_entry_count(), 1);
    cr_assert_str_eq(sample_content("out/note.txt"), "mine");
}

Test(results_folder, a_place_that_cannot_be_is_refused_before_the_work)
{
    assert_refused(sample_path("missing/out"), false, "make the folder");
    assert_refused(sample_path("."), true, "names no folder of its own");
    assert_refused("/", true, "names no folder of its own");
    assert_refused("-", true, "names no folder of its own");
    cr_assert_eq(symlink("nowhere", sample_path("link")), 0);
    assert_refused(sample_path("link"), true, "nowhere");
}

Test(results_folder, a_link_leads_to_the_folder_that_is_replaced)
{
    struct results_folder folder = {0};
    struct failure failure = {0};
    struct stat facts;
    cr_assert_eq(mkdir(sample_path("real"), 0777), 0);
    cr_assert_eq(symlink("real", sample_path("link")), 0);
    cr_assert_eq(results_folder_open(&folder, sample_path("link"), true, &failure), STATUS_OK, "%s", failure.message);
    put_result(&folder, "new");
    cr_assert_eq(results_folder_commit(&folder, &failure), STATUS_OK, "%s", failure.message);
    results_folder_close(&folder);
    cr_assert_eq(lstat(sample_path("link"), &facts), 0);
    cr_assert(S_ISLNK(facts.st_mode));
    cr_assert_str_eq(sample_content("real/run.json"), "new");
}

/* What a killed run leaves. */
static void leave_temporary(const char *name, mode_t mode, const char *inner)
{
    char path[256];
    cr_assert_eq(mkdir(sample_path(name), mode), 0);
    cr_assert_eq(chmod(sample_path(name), mode), 0);
    snprintf(path, sizeof path, "%s/%s", name, inner);
    cr_assert_eq(mkdir(sample_path(path), 0777), 0);
    snprintf(path, sizeof path, "%s/%s/run.json", name, inner);
    put_file(path, "{\"program\": \"mizan\"}");
}

static void open_and_close(bool may_replace)
{
    struct results_folder folder = {0};
    struct failure failure = {0};
    cr_assert_eq(results_folder_open(&folder, sample_path("out"), may_replace, &failure), STATUS_OK, "%s",
                 failure.message);
    results_folder_close(&folder);
}

Test(results_folder, what_a_killed_run_left_is_removed_by_the_next)
{
    leave_temporary(".out.mizan-aB3dE9", 0700, "new");
    leave_temporary(".out.mizan-aB3dEa", 0700, "new");
    open_and_close(false);
    cr_assert_eq(sample_entry_count(), 0);
}

Test(results_folder, what_is_not_provably_left_by_a_dead_run_is_kept)
{
    leave_temporary(".out.mizan-public", 0755, "new");
    leave_temporary(".out.mizan-others", 0700, "thesis");
    leave_temporary(".out.mizan-longer7", 0700, "new");
    leave_temporary(".outer.mizan-aB3dE9", 0700, "new");
    open_and_close(false);
    cr_assert_eq(sample_entry_count(), 4);
}

Test(results_folder, a_run_that_lives_keeps_its_temporary_folder)
{
    struct results_folder first = {0};
    struct failure failure = {0};
    cr_assert_eq(results_folder_open(&first, sample_path("out"), false, &failure), STATUS_OK);
    open_and_close(false);
    put_result(&first, "first");
    cr_assert_eq(results_folder_commit(&first, &failure), STATUS_OK, "%s", failure.message);
    results_folder_close(&first);
    cr_assert_str_eq(sample_content("out/run.json"), "first");
    cr_assert_eq(sample_entry_count(), 1);
}

Test(results_folder, results_that_a_killed_run_had_moved_aside_go_back)
{
    struct results_folder folder = {0};
    struct failure failure = {0};
    leave_temporary(".out.mizan-aB3dE9", 0700, "old");
    cr_assert_eq(results_folder_open(&folder, sample_path("out"), false, &failure), STATUS_FAILED);
    results_folder_close(&folder);
    cr_assert_eq(failure.kind, FAILURE_CANNOT_CREATE);
    cr_assert_eq(sample_entry_count(), 1);
    cr_assert_str_eq(sample_content("out/run.json"), "{\"program\": \"mizan\"}");
}
