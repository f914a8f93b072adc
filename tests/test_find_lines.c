/* test_find_lines.c - documents that are read again, from their text to the lines of the terms wanted. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "rereading.h"
#include "stages.h"

static char shown[4096];

/* "number/wanted start-end left|match|right" */
static enum status take(void *context, size_t document, const struct hit *hit, struct failure *failure)
{
    const size_t used = strlen(shown);
    (void)context;
    (void)failure;
    (void)snprintf(shown + used, sizeof shown - used, "%zu/%zu %d-%d %.*s|%.*s|%.*s\n", document, hit->wanted,
                   (int)hit->start, (int)hit->end, SPAN_ARGUMENTS(hit->left), SPAN_ARGUMENTS(hit->match),
                   SPAN_ARGUMENTS(hit->right));
    return STATUS_OK;
}

static enum status run(const char *text, const char *language, const struct wanted_term *terms, size_t count,
                       struct failure *failure)
{
    const struct text block = {span_of(text), 0};
    const struct record record = {.kind = RECORD_TEXT, .as.text = &block};
    const struct document first = {.id = span_of("a"), .path = span_of("a.txt")};
    const struct wanted_document wanted = {&first, terms, count};
    struct rereading rereading = {.documents = &wanted, .count = 1, .context = 3, .take = take};
    const struct harness_document document = {
        .declared = {.id = span_of("a"), .language = span_of(language)}, .records = &record, .record_count = 1};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&tokenize_stage, &apparatus_stage, &repair_stage, &keep_text_stage,
                                         &stem_stage, &dates_stage, &find_lines_stage, &gather_lines_stage},
                              .stage_count = 8,
                              .documents = &document,
                              .document_count = 1};
    harness.settings.rereading = &rereading;
    shown[0] = '\0';
    const enum status status = harness_run(&harness);
    *failure = harness.failure;
    cr_expect(status != STATUS_OK || rereading.seen == 1);
    return status;
}

static struct wanted_term word(const char *term, size_t most)
{
    return (struct wanted_term){span_of(term), CHANNEL_WORD, 0, UINT64_MAX, most};
}

static const char english[] = "The Soviet treaty was signed in Moscow.\nA treaty, signed (in haste) on 26 May 1942; "
                              "treaties\n\tbind nations.";

Test(find_lines, a_term_is_found_in_every_form_with_its_context_and_bytes)
{
    struct failure failure = {0};
    const struct wanted_term terms[] = {word("treati", 9), word("nation", 9)};
    cr_assert_eq(run(english, "en", terms, 2, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(shown, "0/0 11-17 The Soviet|treaty|was signed in\n"
                            "0/0 42-48 in Moscow. A|treaty|, signed (in haste\n"
                            "0/0 84-92 26 May 1942;|treaties|bind nations\n"
                            "0/1 99-106 1942; treaties bind|nations|\n");
}

Test(find_lines, no_more_lines_are_given_than_are_wanted)
{
    struct failure failure = {0};
    const struct wanted_term terms[] = {word("treati", 1), word("absent", 2), word("sign", 1)};
    cr_assert_eq(run(english, "en", terms, 3, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(shown, "0/0 11-17 The Soviet|treaty|was signed in\n"
                            "0/2 22-28 Soviet treaty was|signed|in Moscow. A\n");
}

Test(find_lines, only_bytes_within_the_place_are_looked_at)
{
    struct failure failure = {0};
    const struct wanted_term terms[] = {{span_of("treati"), CHANNEL_WORD, 42, 84, 9}};
    cr_assert_eq(run(english, "en", terms, 1, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(shown, "0/0 42-48 in Moscow. A|treaty|, signed (in haste\n");
}

Test(find_lines, a_date_is_all_of_its_words)
{
    struct failure failure = {0};
    const struct wanted_term terms[] = {{span_of("date:1942-05-26"), CHANNEL_DATE, 0, UINT64_MAX, 9},
                                        {span_of("year:1942"), CHANNEL_DATE, 0, UINT64_MAX, 9}};
    cr_assert_eq(run(english, "en", terms, 2, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_not_null(strstr(shown, "0/0 71-82 in haste) on|26 May 1942|; treaties bind"), "%s", shown);
}

Test(find_lines, arabic_stands_in_reading_order_and_a_stem_finds_what_clings_to_it)
{
    struct failure failure = {0};
    const struct wanted_term terms[] = {word("معاهد", 9), word("معاهدة", 9), word("معاهده", 9)};
    cr_assert_eq(run("وقعت بريطانيا المعاهدة في لندن.", "ar", terms, 3, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_not_null(strstr(shown, "وقعت بريطانيا|المعاهدة|في لندن"), "%s", shown);
}

Test(find_lines, an_ngram_stands_where_its_terms_follow_one_another)
{
    struct failure failure = {0};
    const struct wanted_term terms[] = {{span_of("soviet treati"), CHANNEL_NGRAM, 0, UINT64_MAX, 9}};
    cr_assert_eq(run(english, "en", terms, 1, &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(shown, "0/0 4-17 The|Soviet treaty|was signed in\n");
}
