/* The stages check and write_check as the command runs them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "mizan.h"
#include "refusal.h"
#include "results_sample.h"
#include "scratch.h"

static const char *corpora[2];

static void make(void)
{
    scratch_open();
    results_sample_write();
    corpora[0] = scratch_path("before");
    corpora[1] = scratch_path("after");
    cr_assert_not_null(freopen("/dev/null", "w", stdout));
}

TestSuite(check, .init = make, .fini = scratch_close);

static struct settings settings_of(void)
{
    struct settings settings = settings_default();
    settings.command = COMMAND_CHECK;
    settings.corpora = corpora;
    settings.corpus_count = 2;
    settings.workers = 1;
    settings.quiet = true;
    return settings;
}

Test(check, equal_folders_are_no_difference_and_others_are_one_without_a_message)
{
    struct settings settings = settings_of();
    struct failure failure = {0};
    cr_expect_eq(mizan_run(&settings, &failure), STATUS_OK, "%s", failure.message);
    results_sample_edit("after/similarity.csv", "1,0.5,", "1,0.6,");
    cr_expect_eq(mizan_run(&settings, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_DIFFERENCE, "%s", failure.message);
    cr_expect(failure.quiet);
}

Test(check, kinds_that_there_are_not_are_refused)
{
    static const char *const wrong[] = {"", "matrx", "matrix,", "matrix,,terms", "gates"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct settings settings = settings_of();
        struct failure failure = {0};
        settings.only = wrong[i];
        cr_expect_eq(mizan_run(&settings, &failure), STATUS_FAILED, "%s", wrong[i]);
        cr_expect_eq(failure.kind, FAILURE_USAGE);
    }
}

Test(check, every_refused_allocation_is_told_and_leaves_no_file, .timeout = 60)
{
    bool done = false;
    results_sample_edit("after/similarity.csv", "1,0.5,", "1,0.6,");
    const struct least_similarity least = {"war/post", "war/star", .8};
    struct settings settings = settings_of();
    settings.junit = scratch_path("check.xml");
    settings.code_quality = scratch_path("quality.json");
    settings.has_maximum = true;
    settings.maximum = .4;
    settings.least = &least;
    settings.least_count = 1;
    for (long index = 0; !done; index += 5) {
        struct failure failure = {0};
        (void)unlink(settings.junit);
        refuse_allocation(index, true); /* libcsv asks again for less */
        const enum status status = mizan_run(&settings, &failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, STATUS_FAILED);
        cr_expect_eq(failure.kind, done ? FAILURE_DIFFERENCE : FAILURE_MEMORY, "allocation %ld: %s", index,
                     failure.message);
        cr_expect(done == (access(settings.junit, F_OK) == 0) || failure.kind == FAILURE_MEMORY);
    }
}
