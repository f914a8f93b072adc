/* test_audit.c - what is warned about, in vocabularies written by hand. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "harness.h"
#include "matrix.h"
#include "refusal.h"
#include "scratch.h"
#include "stages.h"

enum { WARNINGS_BYTES = 8192, HEAP = 101 };

static char warnings[WARNINGS_BYTES];
static size_t passed_on;
static struct failure failure;

static void note_counts(void *context, const struct record *record, struct flow *flow)
{
    (void)context;
    (void)flow;
    passed_on += record->kind == RECORD_COUNTS;
}

static void note_warnings(void *context, const struct journal *journal)
{
    (void)context;
    for (size_t i = 0; i < journal->warning_count; i++) {
        strcat(strcat(warnings, journal->warnings[i].text.bytes), "|");
    }
}

static enum status audit(const struct vocabulary_term *terms, size_t count, struct settings settings)
{
    const struct counts counts = {.terms = terms, .term_count = count};
    const struct record record = {.kind = RECORD_COUNTS, .as.counts = &counts};
    struct harness harness = {.settings = settings,
                              .stages = {&audit_stage},
                              .stage_count = 1,
                              .whole = &record,
                              .whole_count = 1,
                              .collect = note_counts,
                              .inspect = note_warnings};
    warnings[0] = '\0';
    passed_on = 0;
    const enum status status = harness_run(&harness);
    failure = harness.failure;
    return status;
}

static struct vocabulary_form form(const char *surface)
{
    return (struct vocabulary_form){span_of(surface), 1};
}

static struct vocabulary_term term(const char *bytes, const struct vocabulary_form *forms, size_t count)
{
    return (struct vocabulary_term){
        .term = span_of(bytes), .channel = CHANNEL_WORD, .forms = forms, .form_count = count};
}

static struct settings with_stemmer(enum stemmer stemmer)
{
    struct settings settings = harness_settings();
    settings.stemmer = stemmer;
    return settings;
}

Test(audit, two_names_in_one_term_are_told)
{
    const struct vocabulary_form russia[] = {form("روسيا"), form("الروسية"), form("بروسيا")};
    const struct vocabulary_form soviet[] = {form("Soviet"), form("Soviets")};
    const struct vocabulary_term terms[] = {term("روسي", russia, 3), term("soviet", soviet, 2)};
    cr_assert_eq(audit(terms, 2, with_stemmer(STEMMER_SNOWBALL)), STATUS_OK, "%s", failure.message);
    cr_assert_eq(passed_on, 1);
    cr_assert_str_eq(warnings,
                     "different names became one term: \"روسي\" (روسيا of روس, بروسيا of بروسيا); --protect FILE "
                     "keeps them apart|");
}

Test(audit, a_name_in_a_term_that_is_a_stop_word_is_told)
{
    const struct vocabulary_form forms[] = {form("كانون"), form("كانا")};
    const struct vocabulary_term terms[] = {term("كان", forms, 2)};
    cr_assert_eq(audit(terms, 1, with_stemmer(STEMMER_SNOWBALL)), STATUS_OK, "%s", failure.message);
    cr_assert_not_null(strstr(warnings, "names became one term with a stop word: \"كان\" (كانون of كانون);"), "%s",
                       warnings);
}

Test(audit, more_than_a_hundred_forms_are_told_with_the_first_of_them)
{
    struct vocabulary_form forms[HEAP];
    char surfaces[HEAP][8];
    for (size_t i = 0; i < HEAP; i++) {
        (void)snprintf(surfaces[i], sizeof surfaces[i], "w%zu", i);
        forms[i] = form(surfaces[i]);
    }
    const struct vocabulary_term sound[] = {term("w", forms, HEAP - 1)};
    cr_assert_eq(audit(sound, 1, harness_settings()), STATUS_OK);
    cr_assert_str_eq(warnings, "");
    struct vocabulary_term heaps[7];
    for (size_t i = 0; i < 7; i++) {
        heaps[i] = term("w", forms, HEAP);
    }
    cr_assert_eq(audit(heaps, 7, harness_settings()), STATUS_OK);
    cr_assert_not_null(strstr(warnings, "\"w\" (w0, w1, w2, w3 and 97 more)"), "%s", warnings);
    cr_assert_not_null(strstr(warnings, "; and 2 more; "), "%s", warnings);
}

Test(audit, names_in_the_users_stop_list_are_told)
{
    struct settings settings = harness_settings();
    scratch_open();
    settings.stop_words_file = scratch_write("stop.txt", "moscow\nموسكو\nsoviet\n");
    cr_assert_eq(audit(NULL, 0, settings), STATUS_OK, "%s", failure.message);
    cr_assert_not_null(
        strstr(warnings, "--stop-words takes out words that are names: \"موسكو\" (Arabic); \"soviet\" ("), "%s",
        warnings);
    scratch_close();
}

Test(audit, terms_of_other_channels_are_let_be)
{
    const struct vocabulary_form russia[] = {form("روسيا"), form("بروسيا")};
    struct vocabulary_term terms[] = {term("روسي", russia, 2)};
    terms[0].channel = CHANNEL_NGRAM;
    cr_assert_eq(audit(terms, 1, with_stemmer(STEMMER_SNOWBALL)), STATUS_OK);
    cr_assert_str_eq(warnings, "");
}

Test(audit, every_refused_allocation_is_a_failure)
{
    const struct vocabulary_form russia[] = {form("روسيا"), form("بروسيا")};
    const struct vocabulary_term terms[] = {term("روسي", russia, 2)};
    for (long refused = 0;; refused++) {
        refuse_allocation(refused, false);
        const enum status status = audit(terms, 1, with_stemmer(STEMMER_SNOWBALL));
        if (refuse_nothing() <= refused) {
            cr_assert_eq(status, STATUS_OK, "%s", failure.message);
            return;
        }
        cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY, "allocation %ld: %s", refused,
                  failure.message);
    }
}
