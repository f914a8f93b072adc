#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "report_sample.h"
#include "stages.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(inspect, .init = make, .fini = sample_folder_remove);

#define LRM "\u200e"

static enum status run_to(const char *output, const struct harness_document *documents, size_t count,
                          struct failure *failure)
{
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&inspect_stage},
                              .stage_count = 1,
                              .documents = documents,
                              .document_count = count};
    sample_stdout_to(output);
    const enum status status = harness_run(&harness);
    sample_stdout_restore();
    *failure = harness.failure;
    return status;
}

Test(inspect, shows_each_document_and_the_totals)
{
    struct harness_document documents[2] = {
        {.declared = {.id = span_of("war/post"),
                      .source = span_of("post"),
                      .event = span_of("war"),
                      .language = span_of("en")}},
        {.declared = {.id = span_of("حرب/خبر"), .source = span_of("خبر"), .event = span_of("حرب")}}};
    struct failure failure = {0};
    cr_assert_eq(run_to("out", documents, 2, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(sample_content("out"),
                     "document  source  event  language  encoding         bytes\n"
                     "war/post  post    war    en                             0\n" LRM "حرب/خبر" LRM "   " LRM "خبر" LRM
                     "     " LRM "حرب" LRM "                                   0\n"
                     "\nSources\n"
                     "  post    1 document, 0 bytes\n"
                     "  " LRM "خبر" LRM "     1 document, 0 bytes\n"
                     "\nEvents\n"
                     "  war     1 document, 0 bytes\n"
                     "  " LRM "حرب" LRM "     1 document, 0 bytes\n"
                     "\nLanguages\n"
                     "  (none)  1 document, 0 bytes\n"
                     "  en      1 document, 0 bytes\n"
                     "\nEncodings\n"
                     "  (none)  2 documents, 0 bytes\n"
                     "\n2 documents, 0 bytes of text, 0 documents rejected, 0 warnings\n");
}

Test(inspect, shows_no_more_than_fifty_documents)
{
    static struct harness_document documents[60];
    static char ids[60][8];
    struct failure failure = {0};
    for (size_t i = 0; i < 60; i++) {
        snprintf(ids[i], sizeof ids[i], "d%02zu", i);
        documents[i].declared.id = span_of(ids[i]);
    }
    cr_assert_eq(run_to("out", documents, 60, &failure), STATUS_OK, "%s", failure.message);
    const char *const text = sample_content("out");
    cr_expect_not_null(strstr(text, "\nd49 "));
    cr_expect_null(strstr(text, "\nd50 "));
    cr_expect_not_null(strstr(text, "\nand 10 documents more\n"));
}

Test(inspect, a_full_disk_is_an_io_failure)
{
    struct harness_document document = {.declared = {.id = span_of("a")}};
    struct failure failure = {0};
    cr_assert_eq(run_to("/dev/full", &document, 1, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
}
