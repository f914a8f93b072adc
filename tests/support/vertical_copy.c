/* vertical_copy.c - standard output is a file for as long as the pipeline runs. */
#include "vertical_copy.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BYTES = 4096 };

/* Reads the payload's documents and writes them to the file. */
static enum status copy(const struct stage_type *reader, const struct stage_type *writer,
                        const struct harness_document *documents, size_t count, int descriptor, struct failure *failure)
{
    struct harness harness = {.settings = harness_settings(),
                              .stages = {reader, writer},
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

void vertical_copy_expect_same(const struct stage_type *reader, const struct stage_type *writer,
                               const struct harness_document documents[2])
{
    FILE *const file = tmpfile();
    cr_assert_not_null(file);
    struct failure failure;
    cr_assert_eq(copy(reader, writer, documents, 2, fileno(file), &failure), STATUS_OK, "%s", failure.message);
    char written[BYTES];
    rewind(file);
    written[fread(written, 1, sizeof written - 1, file)] = '\0';
    (void)fclose(file);
    char expected[BYTES];
    (void)snprintf(expected, sizeof expected, "%s%s", documents[0].payload, documents[1].payload);
    cr_expect_str_eq(written, expected);
}

void vertical_copy_expect_failures(const struct stage_type *reader, const struct stage_type *writer,
                                   const struct harness_document *document)
{
    struct failure failure;
    FILE *const full = fopen("/dev/full", "w");
    cr_assert_not_null(full);
    cr_expect_eq(copy(reader, writer, document, 1, fileno(full), &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect_not(failure.quiet);
    (void)fclose(full);
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    (void)close(ends[0]);
    (void)signal(SIGPIPE, SIG_IGN);
    cr_expect_eq(copy(reader, writer, document, 1, ends[1], &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
    cr_expect(failure.quiet);
    (void)close(ends[1]);
}
