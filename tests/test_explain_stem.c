/* test_explain_stem.c - the steps of a word, and that they end where the stem stage ends. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "harness.h"
#include "refusal.h"
#include "stages.h"

enum { TEXT_BYTES = 4096 };

/* "what|word|why" a line. */
static void note(void *context, const struct record *record, struct flow *flow)
{
    char *const text = context;
    const struct explanation *const explanation = record->as.explanation;
    (void)flow;
    for (size_t i = 0; i < explanation->count; i++) {
        const struct explained_step *const step = &explanation->steps[i];
        const size_t used = strlen(text);
        (void)snprintf(text + used, TEXT_BYTES - used, "%.*s|%.*s|%.*s\n", SPAN_ARGUMENTS(step->what),
                       SPAN_ARGUMENTS(step->word), SPAN_ARGUMENTS(step->why));
    }
}

static struct failure failure;

static enum status explain(const char *word, enum stemmer stemmer, char *text)
{
    const char *const words[] = {word};
    struct harness harness = {
        .settings = harness_settings(),
        .stages = {&operands_stage, &read_stage, &tokenize_stage, &stem_stage, &explain_stem_stage},
        .stage_count = 5,
        .collect = note,
        .context = text};
    harness.settings.corpora = words;
    harness.settings.corpus_count = 1;
    harness.settings.stemmer = stemmer;
    text[0] = '\0';
    const enum status status = harness_run(&harness);
    failure = harness.failure;
    return status;
}

Test(explain_stem, every_kind_of_decision_is_told)
{
    static const struct {
        const char *word, *told;
    } cases[] = {
        {"والعلاقات", "article|علاقات|وال is taken off\n"},
        {"ألباب", "article|الباب|none: its alef is written with hamza\n"},
        {"الله", "article|الله|stays: a stop word would be left\n"},
        {"التزام", "article|التزام|none: with one before it"},
        {"وأضاف", "proclitic|اضاف|و is taken off: an alef with hamza begins a word\n"},
        {"بمدينة", "proclitic|مدينه|ب is taken off: the rest is in "},
        {"فكرة", "proclitic|فكره|none: ف is the word's own"},
        {"وزير", "proclitic|وزير|none: و stays, since the rest is in "},
        {"سيي", "ya|سي|a run of ya is written as one\n"},
        {"علاقات", "ending|علاق|ات is taken off\n"},
        {"قانون", "ending|قانون|ون stays: forms without it are in "},
        {"داخلية", "ending|داخلي|ي stays: a stop word would be left\n"},
        {"موسكو", "name|موسكو|protected: one term for all forms of this name (city)\n"},
        {"Soviet", "name||known as a name (state), and stemmed like any word\n"},
        {"Soviet", "term|soviet|counted in the channel word, as the name of a state or people\n"},
        {"running", "stem|run|by Snowball's rules for english\n"},
        {"the", "term||none: a stop word is not counted\n"},
        {"12", "term||none: a number that is no year is not counted\n"},
        {"Straße", "folded|strasse|case, marks and variants of letters are off\n"},
        {"ภาษา", "language||Thai\n"},
    };
    char text[TEXT_BYTES];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_eq(explain(cases[i].word, STEMMER_AUTO, text), STATUS_OK, "%s", failure.message);
        cr_expect_not_null(strstr(text, cases[i].told), "%s: %s", cases[i].word, text);
    }
}

Test(explain_stem, other_stemmers_tell_their_own_steps)
{
    char text[TEXT_BYTES];
    cr_assert_eq(explain("والعلاقات", STEMMER_SNOWBALL, text), STATUS_OK);
    cr_expect_not_null(strstr(text, "by Snowball's rules for arabic"), "%s", text);
    cr_expect_null(strstr(text, "article"), "%s", text);
    cr_assert_eq(explain("والعلاقات", STEMMER_NONE, text), STATUS_OK);
    cr_expect_not_null(strstr(text, "term|والعلاقات|"), "%s", text);
}

Test(explain_stem, a_refused_allocation_is_a_failure)
{
    char text[TEXT_BYTES];
    for (long refused = 0; refused < 4000; refused += 7) {
        refuse_allocation(refused, false);
        const enum status status = explain("والعلاقات", STEMMER_AUTO, text);
        if (refuse_nothing() <= refused) {
            cr_assert_eq(status, STATUS_OK, "%s", failure.message);
            return;
        }
        cr_assert(status == STATUS_OK || failure.kind != FAILURE_NONE);
    }
}
