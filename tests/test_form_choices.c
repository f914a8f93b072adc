/* test_form_choices.c - a word under each stemmer that the grid tries; expected stems as test_stemmers.c has them. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "form_choices.h"
#include "language.h"
#include "refusal.h"

static struct folder *folder;
static struct arena arena;

static void make(void)
{
    struct failure failure = {0};
    cr_assert_eq(folder_open(&folder, &failure), STATUS_OK, "%s", failure.message);
}

static void drop(void)
{
    arena_free(&arena);
    folder_close(folder);
}

TestSuite(form_choices, .init = make, .fini = drop);

static enum status make_choices(const char *language, const char *word, enum stemmer in_force,
                                const struct span **terms, struct stem *stem, struct failure *failure)
{
    struct stemmers *stemmers = NULL;
    enum status status = stemmers_open(&stemmers, STEMMER_AUTO, NULL, folder, failure);
    if (status == STATUS_OK) {
        const struct stem_word stem_word = {span_of(word), span_of(word), span_of(word)};
        status = form_choices_make(stemmers, in_force, language_find(span_of(language)), &stem_word, &arena, terms,
                                   stem, failure);
    }
    stemmers_close(stemmers);
    return status;
}

Test(form_choices, each_stemmer_has_its_own_term)
{
    static const struct {
        const char *language, *word, *terms[STEM_CHOICE_COUNT];
    } cases[] = {
        {"en", "treaties", {"treati", "treati", "treaties"}}, /* auto is Snowball for English */
        {"und", "treaties", {"treaties", "treaties", "treaties"}},
        {"tr", "londra'nin", {"londra", "londra'n", "londra'nin"}}, /* auto takes the endings off first */
        {"ar", "اليابان", {"يابان", "ياب", "اليابان"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct span *terms = NULL;
        struct failure failure = {0};
        struct stem stem;
        cr_assert_eq(make_choices(cases[i].language, cases[i].word, STEMMER_NONE, &terms, &stem, &failure), STATUS_OK,
                     "%s", failure.message);
        cr_expect(span_equal(stem.term, span_of(cases[i].word)));
        for (size_t choice = 0; choice < STEM_CHOICE_COUNT; choice++) {
            cr_expect(span_equal(terms[choice], span_of(cases[i].terms[choice])), "%s %zu: %.*s", cases[i].word, choice,
                      SPAN_ARGUMENTS(terms[choice]));
        }
    }
}

Test(form_choices, all_are_what_a_stemmer_opened_for_each_makes)
{
    static const enum stemmer kinds[] = {STEMMER_AUTO, STEMMER_SNOWBALL, STEMMER_NONE};
    static const char *const languages_tried[] = {"ar", "en", "fa", "tr", "ru", "und"};
    static const char *const words[] = {"والسوفييتية", "معاهدات", "تفاهم",     "londra'nin", "soviets",
                                        "كتابهایشان",  "سوفييتي", "советских", "treaties",   "يونيو"};
    struct failure failure = {0};
    for (size_t i = 0; i < sizeof languages_tried / sizeof *languages_tried; i++) {
        const struct language *const language = language_find(span_of(languages_tried[i]));
        for (size_t j = 0; j < sizeof words / sizeof *words; j++) {
            const struct stem_word word = {span_of(words[j]), span_of(words[j]), span_of(words[j])};
            for (size_t k = 0; k < STEM_CHOICE_COUNT; k++) {
                struct stemmers *stemmers;
                struct stem alone, in_force;
                const struct span *terms = NULL;
                cr_assert_eq(stemmers_open(&stemmers, kinds[k], NULL, folder, &failure), STATUS_OK);
                cr_assert_eq(stemmers_stem(stemmers, language, &word, &alone, &failure), STATUS_OK);
                char expected[64];
                (void)snprintf(expected, sizeof expected, "%.*s", SPAN_ARGUMENTS(alone.term));
                cr_assert_eq(make_choices(languages_tried[i], words[j], kinds[k], &terms, &in_force, &failure),
                             STATUS_OK);
                cr_expect(span_equal(terms[k], span_of(expected)) && span_equal(in_force.term, span_of(expected)),
                          "%s %s %zu: %s", languages_tried[i], words[j], k, expected);
                cr_expect(in_force.is_state_name == alone.is_state_name &&
                          in_force.is_month_name == alone.is_month_name &&
                          in_force.is_other_name == alone.is_other_name);
                stemmers_close(stemmers);
            }
        }
    }
}

Test(form_choices, every_refused_allocation_is_a_failure)
{
    for (long index = 0;; index++) {
        const struct span *terms = NULL;
        struct failure failure = {0};
        refuse_allocation(index, false);
        struct stem stem;
        const enum status status = make_choices("en", "treaties", STEMMER_AUTO, &terms, &stem, &failure);
        const long asked = refuse_nothing();
        arena_free(&arena);
        if (asked <= index) {
            cr_assert_eq(status, STATUS_OK);
            return;
        }
        cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY, "allocation %ld", index);
    }
}
