#include <criterion/criterion.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "kept_texts.h"
#include "scratch.h"
#include "standard_input.h"
#include "within_flow.h"

static const char *const corpora[] = {"-"};
static const struct settings settings = {.command = COMMAND_COMPARE, .corpora = corpora, .corpus_count = 1};

TestSuite(kept_texts, .init = scratch_open, .fini = scratch_close);

static enum status write_and_commit(void *context, struct flow *flow)
{
    struct results_folder folder = {0};
    struct writer writer = {0};
    struct failure *const failure = flow_failure(flow);
    enum status status = results_folder_open(&folder, scratch_path("out"), false, failure);
    if (status == STATUS_OK)
        status = kept_texts_write(&folder, &settings, &writer, flow);
    if (status == STATUS_OK)
        status = results_folder_commit(&folder, failure);
    *(size_t *)context = flow_journal(flow)->warning_count;
    writer_discard(&writer);
    results_folder_close(&folder);
    return status;
}

static size_t warnings_of_keeping(void)
{
    struct failure failure = {0};
    size_t warnings = 0;
    cr_assert_eq(within_flow(write_and_commit, &warnings, 1, &failure), STATUS_OK, "%s", failure.message);
    return warnings;
}

static void expect_kept(const char *name, const char *text)
{
    const struct span found = scratch_read(name);
    cr_assert_eq(found.length, strlen(text), "%s", name);
    cr_expect_arr_eq(found.bytes, text, found.length);
}

Test(kept_texts, are_standard_input_from_where_its_texts_begin)
{
    const int file = open(scratch_write("typed", "before\n{\"text\": \"one\"}\n"), O_RDONLY);
    cr_assert_eq(dup2(file, STDIN_FILENO), STDIN_FILENO);
    cr_assert_eq(lseek(STDIN_FILENO, 7, SEEK_SET), 7);
    cr_expect_eq(warnings_of_keeping(), 0);
    expect_kept("out/texts/standard-input.ndjson", "{\"text\": \"one\"}\n");
    cr_expect_eq(lseek(STDIN_FILENO, 0, SEEK_CUR), 7, "it can be kept again");
}

Test(kept_texts, that_came_compressed_are_named_so)
{
    const int file = open(scratch_write("typed", "\x1f\x8b..."), O_RDONLY);
    cr_assert_eq(dup2(file, STDIN_FILENO), STDIN_FILENO);
    cr_expect_eq(warnings_of_keeping(), 0);
    expect_kept("out/texts/standard-input.ndjson.gz", "\x1f\x8b...");
}

Test(kept_texts, of_a_pipe_that_was_not_copied_are_missing_with_a_warning)
{
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    cr_assert_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    cr_expect_eq(warnings_of_keeping(), 1);
    cr_expect_neq(access(scratch_path("out/texts"), F_OK), 0);
}

Test(kept_texts, above_a_gigabyte_are_missing_with_a_warning)
{
    const int file = open(scratch_write("typed", "{}"), O_RDWR);
    cr_assert_eq(ftruncate(file, (off_t)STANDARD_INPUT_BYTES_MOST + 1), 0);
    cr_assert_eq(dup2(file, STDIN_FILENO), STDIN_FILENO);
    cr_expect_eq(warnings_of_keeping(), 1);
}
