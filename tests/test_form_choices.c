/* test_form_choices.c - a word under each stemmer that the grid tries; expected stems as test_stemmers.c has them. */
#include <criterion/criterion.h>

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

static enum status make_choices(const char *language, const char *word, const struct span **terms,
                                struct failure *failure)
{
    struct form_choices *choices = NULL;
    enum status status = form_choices_open(&choices, NULL, folder, failure);
    if (status == STATUS_OK) {
        const struct stem_word stem_word = {span_of(word), span_of(word), span_of(word)};
        status = form_choices_make(choices, language_find(span_of(language)), &stem_word, &arena, terms, failure);
    }
    form_choices_close(choices);
    return status;
}

Test(form_choices, each_stemmer_has_its_own_term)
{
    static const struct {
        const char *language, *word, *terms[STEM_CHOICE_COUNT];
    } cases[] = {
        {"en", "treaties", {"treati", "treati", "treaties"}}, /* auto is Snowball for English */
        {"und", "treaties", {"treaties", "treaties", "treaties"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct span *terms = NULL;
        struct failure failure = {0};
        cr_assert_eq(make_choices(cases[i].language, cases[i].word, &terms, &failure), STATUS_OK, "%s",
                     failure.message);
        for (size_t choice = 0; choice < STEM_CHOICE_COUNT; choice++) {
            cr_expect(span_equal(terms[choice], span_of(cases[i].terms[choice])), "%s %zu: %.*s", cases[i].word, choice,
                      SPAN_ARGUMENTS(terms[choice]));
        }
    }
}

Test(form_choices, closing_what_is_not_there_does_nothing)
{
    form_choices_close(NULL);
}

Test(form_choices, every_refused_allocation_is_a_failure)
{
    for (long index = 0;; index++) {
        const struct span *terms = NULL;
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = make_choices("en", "treaties", &terms, &failure);
        const long asked = refuse_nothing();
        arena_free(&arena);
        if (asked <= index) {
            cr_assert_eq(status, STATUS_OK);
            return;
        }
        cr_assert(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY, "allocation %ld", index);
    }
}
