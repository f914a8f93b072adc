#include <criterion/criterion.h>

#include "mizan.h"
#include "scratch.h"

TestSuite(mizan, .init = scratch_open, .fini = scratch_close);

/* The library's one call, without the program around it. */
Test(mizan, compares_a_folder_into_a_results_folder)
{
    (void)scratch_write("corpus/event/first.txt", "The ministers signed the treaty in the spring of 1925.");
    (void)scratch_write("corpus/event/second.txt", "In the spring of 1925 a treaty was signed by two ministers.");
    const char *const corpora[] = {scratch_path("corpus")};
    struct settings settings = settings_default();
    settings.corpora = corpora;
    settings.corpus_count = 1;
    settings.language = "en";
    settings.output = scratch_path("out");
    settings.quiet = true;
    struct failure failure = {0};
    cr_assert_eq(mizan_run(&settings, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_gt(scratch_read("out/similarity.csv").length, 0);
    cr_expect_gt(scratch_read("out/run.json").length, 0);
    /* twice in one process, and the second time it is in the way of itself */
    cr_expect_eq(mizan_run(&settings, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_CANNOT_CREATE);
}

Test(mizan, a_missing_corpus_is_no_input)
{
    const char *const corpora[] = {scratch_path("nowhere")};
    struct settings settings = settings_default();
    settings.command = COMMAND_INSPECT;
    settings.corpora = corpora;
    settings.corpus_count = 1;
    struct failure failure = {0};
    cr_assert_eq(mizan_run(&settings, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
}
