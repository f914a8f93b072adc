/* test_write_terms.c - the filter's output; what is read and written again stays the same to the byte. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "stages.h"

enum { BYTES = 4096 };

/* Reads the payload's documents and writes them to the file. */
static enum status copy(const struct harness_document *documents, size_t count, int descriptor, struct failure *failure)
{
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&vertical_terms_stage, &write_terms_stage},
                              .stage_count = 2,
                              .documents = documents,
                              .document_count = count};
    const int saved = dup(STDOUT_FILENO);
    cr_assert_eq(dup2(descriptor, STDOUT_FILENO), STDOUT_FILENO);
    const enum status status = harness_run(&harness);
    cr_assert_eq(dup2(saved, STDOUT_FILENO), STDOUT_FILENO);
    (void)close(saved);
    *failure = harness.failure;
    return status;
}

static const char first[] = "<doc id=\"a\" source=\"s\" event=\"e\" language=\"ar\">\n"
                            "<s>\nR&amp;D\t0\t3\tr&amp;d\tr&amp;d\n<notes>\nthe\t40,5\t41,6\tthe\t-\n</"
                            "notes>\n1918\t7\t11\t1918\tyear:1918\n</s>\n<s>\n"
                            "<residue>\n1\t12\t13\t1\t-\n</residue>\n</s>\n</doc>\n";
static const char second[] = "<doc id=\"b\" source=\"\" event=\"\" language=\"\">\n</doc>\n";

Test(write_terms, gives_back_what_was_read)
{
    const struct harness_document documents[] = {
        {.declared = {.id = span_of("a"), .source = span_of("s"), .event = span_of("e"), .language = span_of("ar")},
         .input_kind = INPUT_VERTICAL,
         .payload = first},
        {.declared = {.id = span_of("b")}, .input_kind = INPUT_VERTICAL, .payload = second}};
    FILE *const file = tmpfile();
    cr_assert_not_null(file);
    struct failure failure;
    cr_assert_eq(copy(documents, 2, fileno(file), &failure), STATUS_OK, "%s", failure.message);
    char written[BYTES];
    rewind(file);
    written[fread(written, 1, sizeof written - 1, file)] = '\0';
    (void)fclose(file);
    char expected[BYTES];
    (void)snprintf(expected, sizeof expected, "%s%s", first, second);
    cr_expect_str_eq(written, expected);
}

Test(write_terms, fails_on_a_full_disk_and_is_quiet_on_a_closed_pipe)
{
    const struct harness_document document = {
        .declared = {.id = span_of("a")}, .input_kind = INPUT_VERTICAL, .payload = first};
    struct failure failure;
    FILE *const full = fopen("/dev/full", "w");
    cr_assert_not_null(full);
    cr_expect_eq(copy(&document, 1, fileno(full), &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect_not(failure.quiet);
    (void)fclose(full);
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    (void)close(ends[0]);
    (void)signal(SIGPIPE, SIG_IGN);
    cr_expect_eq(copy(&document, 1, ends[1], &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect(failure.quiet);
    (void)close(ends[1]);
}
