/* test_operands.c - words of the command line as documents. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "harness.h"
#include "stages.h"

enum { SEEN_MOST = 4 };
struct seen {
    char text[SEEN_MOST][64], language[SEEN_MOST][8];
    size_t count;
};

static void note(void *context, const struct record *record, struct flow *flow)
{
    struct seen *const seen = context;
    const struct document *const document = flow_document(flow);
    (void)snprintf(seen->text[seen->count], sizeof seen->text[0], "%.*s", SPAN_ARGUMENTS(record->as.text->utf8));
    (void)snprintf(seen->language[seen->count++], sizeof seen->language[0], "%.*s", SPAN_ARGUMENTS(document->language));
}

static enum status run_on(const char *const *words, size_t count, const char *language, struct seen *seen,
                          struct failure *failure)
{
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&operands_stage, &read_stage},
                              .stage_count = 2,
                              .collect = note,
                              .context = seen};
    harness.settings.corpora = words;
    harness.settings.corpus_count = count;
    harness.settings.language = language;
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    return status;
}

Test(operands, each_word_is_a_document_in_the_language_of_its_script)
{
    static const char *const words[] = {"\"quoted\\", "علاقات", "1925"};
    struct seen seen = {0};
    struct failure failure;
    cr_assert_eq(run_on(words, 3, NULL, &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(seen.count, 3);
    cr_expect_str_eq(seen.text[0], words[0]);
    cr_expect_str_eq(seen.language[0], "en");
    cr_expect_str_eq(seen.text[1], words[1]);
    cr_expect_str_eq(seen.language[1], "ar");
}

Test(operands, a_declared_language_wins)
{
    static const char *const words[] = {"running"};
    struct seen seen = {0};
    struct failure failure;
    cr_assert_eq(run_on(words, 1, "tr", &seen, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(seen.language[0], "tr");
}

Test(operands, a_word_that_is_not_utf8_is_a_usage_error_with_its_place)
{
    static const char *const words[] = {"good", "b\xff"
                                                "d"};
    struct seen seen = {0};
    struct failure failure;
    cr_assert_eq(run_on(words, 2, NULL, &seen, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_USAGE);
    cr_expect_not_null(strstr(failure.message, "word 2 is not UTF-8 behind its byte 1"), "%s", failure.message);
}
