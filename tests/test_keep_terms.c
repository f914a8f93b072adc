/* test_keep_terms.c - each word of a document to be explained, with what became of it. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "account.h"
#include "document_details.h"
#include "harness.h"
#include "scratch.h"
#include "stages.h"

TestSuite(keep_terms, .init = scratch_open, .fini = scratch_close);

enum { SHOWN_BYTES = 1024 };

static char shown[SHOWN_BYTES];

static void inspect(void *context, const struct journal *journal)
{
    (void)context;
    shown[0] = '\0';
    for (size_t i = 0; i < journal->document_count; i++) {
        const struct kept_words *const words = document_details(journal->documents[i])->kept_words;
        for (size_t word = 0; words != NULL && word < words->count; word++) {
            const struct kept_word *const item = &words->items[word];
            const size_t used = strlen(shown);
            (void)snprintf(shown + used, sizeof shown - used, "%.*s[%d-%d]=%.*s:%d ",
                           SPAN_ARGUMENTS(item->word.surface), (int)item->word.start, (int)item->word.end,
                           SPAN_ARGUMENTS(item->term), (int)item->class);
        }
    }
}

Test(keep_terms, words_stop_words_numbers_and_dates_are_kept_with_their_places)
{
    const char *const text = "The treaties of May 1942 bound 357 nations.";
    const struct harness_document documents[] = {
        {.declared = {.id = span_of("a"), .language = span_of("en"), .path = span_of(scratch_write("a.txt", text))}},
        {.declared = {.id = span_of("b"), .language = span_of("en"), .path = span_of(scratch_write("b.txt", text))}}};
    struct settings settings = harness_settings();
    settings.command = COMMAND_EXPLAIN;
    settings.documents[0] = "b";
    settings.documents[1] = "c";
    struct harness harness = {.settings = settings,
                              .stages = {&read_stage, &tokenize_stage, &stem_stage, &dates_stage, &keep_terms_stage},
                              .stage_count = 5,
                              .documents = documents,
                              .document_count = 2,
                              .inspect = inspect};
    cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
    char expected[SHOWN_BYTES];
    (void)snprintf(expected, sizeof expected, "The[0-3]=:%d treaties[4-12]=treati:%d of[13-15]=:%d", FORM_STOP,
                   FORM_TERM, FORM_STOP);
    cr_expect(strncmp(shown, expected, strlen(expected)) == 0, "%s", shown);
    (void)snprintf(expected, sizeof expected, "[16-24]=date:1942-05:%d ", FORM_DATE);
    cr_expect_not_null(strstr(shown, expected), "%s", shown);
    (void)snprintf(expected, sizeof expected, "357[31-34]=:%d nations[35-42]=nation:%d ", FORM_NUMBER, FORM_TERM);
    cr_expect_not_null(strstr(shown, expected), "%s", shown);
}
