/* test_variant_terms.c - the terms of a few forms by each choice of stemmer, by hand. */
#include <criterion/criterion.h>

#include "refusal.h"
#include "variant_terms.h"

enum { YEAR, TREATIES, AND, TREATY, SOLE, NUMBER, BARE_STOP, FORMS };

static const struct span treaties_terms[] = {{"treaty", 6}, {"treati", 6}, {"treaties", 8}};
static const struct span and_terms[] = {{"and", 3}, {"and", 3}, {"and", 3}};
static const struct span treaty_terms[] = {{"treaty", 6}, {"treati", 6}, {"treaty", 6}};
static const struct full_form forms[FORMS] = {
    [YEAR] = {{.class = FORM_DATE, .channel = CHANNEL_DATE, .term = {"and", 3}}}, /* another channel, the same bytes */
    [TREATIES] = {{.class = FORM_TERM, .has_more = true}, .choices = treaties_terms},
    [AND] = {{.class = FORM_STOP, .has_more = true}, .choices = and_terms},
    [TREATY] = {{.class = FORM_TERM, .has_more = true}, .choices = treaty_terms},
    [SOLE] = {{.class = FORM_TERM, .term = {"sole", 4}}},
    [NUMBER] = {{.class = FORM_NUMBER, .term = {"7", 1}}},
    [BARE_STOP] = {{.class = FORM_STOP, .term = {"the", 3}}},
};
static const struct read_form read_forms[FORMS] = {{&forms[YEAR].form, true},     {&forms[TREATIES].form, true},
                                                   {&forms[AND].form, true},      {&forms[TREATY].form, true},
                                                   {&forms[SOLE].form, true},     {&forms[NUMBER].form, true},
                                                   {&forms[BARE_STOP].form, true}};
static const struct readings readings = {.forms = read_forms, .form_count = FORMS};

static void expect_terms(enum stem_choice choice, size_t count, const char *const *texts, const uint32_t *of_form)
{
    struct variant_terms terms;
    struct failure failure = {0};
    cr_assert_eq(variant_terms_open(&terms, &readings, choice, &failure), STATUS_OK);
    cr_assert_eq(terms.count, count);
    for (size_t i = 0; i < count; i++) {
        cr_expect(span_equal(terms.terms[i].text, span_of(texts[i])), "term %zu", i);
        cr_expect_eq(terms.terms[i].channel == CHANNEL_DATE, i + 1 == count, "term %zu", i);
    }
    cr_expect_arr_eq(terms.of_form, of_form, FORMS * sizeof *of_form);
    variant_terms_close(&terms);
}

Test(variant_terms, forms_share_a_term_by_the_choice_and_stand_by_channel_and_bytes)
{
    static const char *const stemmed[] = {"and", "sole", "treaty", "and"};
    static const char *const none[] = {"and", "sole", "treaties", "treaty", "and"};
    static const uint32_t of_stemmed[] = {3, 2, 0, 2, 1, VARIANT_NO_TERM, VARIANT_NO_TERM};
    static const uint32_t of_none[] = {4, 2, 0, 3, 1, VARIANT_NO_TERM, VARIANT_NO_TERM};
    expect_terms(STEM_CHOICE_AUTO, 4, stemmed, of_stemmed);
    expect_terms(STEM_CHOICE_NONE, 5, none, of_none);
}

Test(variant_terms, refused_memory_is_a_failure_without_leak)
{
    for (long index = 0;; index++) {
        struct variant_terms terms;
        struct failure failure = {0};
        refuse_allocation(index, true);
        const enum status status = variant_terms_open(&terms, &readings, STEM_CHOICE_AUTO, &failure);
        refuse_nothing();
        variant_terms_close(&terms);
        if (status == STATUS_OK) {
            cr_expect(index > 4);
            break;
        }
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
    }
}
