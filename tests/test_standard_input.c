#include <criterion/criterion.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "scratch.h"
#include "standard_input.h"

TestSuite(standard_input, .init = scratch_open, .fini = scratch_close);

static void expect_restored(const char *results, const char *text)
{
    char found[100] = "";
    cr_assert(standard_input_restore(scratch_path(results)), "%s", results);
    cr_expect(standard_input_is_kept());
    cr_assert_geq(read(STDIN_FILENO, found, sizeof found - 1), 0);
    cr_expect_str_eq(found, text, "%s", results);
}

Test(standard_input, is_named_by_a_lone_hyphen)
{
    cr_expect(standard_input_is_named("-"));
    cr_expect_not(standard_input_is_named("-a"));
    cr_expect_not(standard_input_is_named(""));
}

Test(standard_input, what_results_keep_takes_its_place)
{
    (void)scratch_write("plain/texts/standard-input.ndjson", "{\"text\": \"one\"}\n");
    (void)scratch_write("packed/texts/standard-input.ndjson.gz", "as it is");
    expect_restored("plain", "{\"text\": \"one\"}\n");
    expect_restored("packed", "as it is");
    expect_restored("plain", "{\"text\": \"one\"}\n");
}

Test(standard_input, results_without_texts_leave_it_as_it_is)
{
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    cr_assert_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    (void)scratch_write("out/run.json", "{}");
    cr_expect_not(standard_input_restore(scratch_path("out")));
    cr_expect_not(standard_input_restore(scratch_path("nowhere")));
    cr_expect_not(standard_input_is_kept(), "a pipe is read once");
}

Test(standard_input, is_kept_for_what_reads_texts_twice)
{
    const char *const corpora[] = {"texts", "-"};
    struct settings settings = {.command = COMMAND_COMPARE, .corpora = corpora, .corpus_count = 2};
    cr_expect(standard_input_is_to_be_kept(&settings));
    settings.command = COMMAND_EXPLAIN;
    cr_expect(standard_input_is_to_be_kept(&settings));
    settings.command = COMMAND_NEAREST;
    cr_expect_not(standard_input_is_to_be_kept(&settings), "a stream may be long");
    settings.command = COMMAND_COMPARE;
    settings.corpus_count = 1;
    cr_expect_not(standard_input_is_to_be_kept(&settings), "a folder alone");
}
