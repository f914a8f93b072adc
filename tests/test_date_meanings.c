/* test_date_meanings.c - a form is asked for once, and may lose its being a term. */
#include <criterion/criterion.h>

#include "date_meanings.h"
#include "refusal.h"

enum { FORMS = 4 };

/* "20 may May x" as forms with numbers far from each other. */
struct sample {
    struct word words[FORMS];
    struct form forms[FORMS];
    const struct form *row[FORMS];
    struct terms terms;
    uint8_t kinds[FORMS];
};

static void make(struct sample *sample)
{
    static const char *const surfaces[FORMS] = {"20", "may", "May", "x"}, *const folded[FORMS] = {"20", "may", "may",
                                                                                                  "x"};
    for (size_t i = 0; i < FORMS; i++) {
        sample->words[i] =
            (struct word){.surface = span_of(surfaces[i]), .script = i == 0 ? SCRIPT_NONE : SCRIPT_LATIN};
        sample->forms[i] = (struct form){.class = FORM_TERM,
                                         .number = (uint32_t)(1000 * i),
                                         .surface = span_of(surfaces[i]),
                                         .normalized = span_of(folded[i]),
                                         .term = span_of(folded[i])};
        sample->row[i] = &sample->forms[i];
    }
    sample->terms = (struct terms){sample->words, sample->row, FORMS};
}

Test(date_meanings, tell_numbers_and_months_from_words)
{
    struct date_meanings meanings = {0};
    struct date_words *table = NULL;
    struct failure failure = {0};
    struct sample sample;
    make(&sample);
    cr_assert_eq(date_words_open(&table, &failure), STATUS_OK);
    cr_assert_eq(
        date_meanings_learn(&meanings, table, language_find(span_of("en")), &sample.terms, sample.kinds, &failure),
        STATUS_OK);
    cr_expect_eq(date_meanings_find(&meanings, sample.row[0])->kind, DATE_WORD_DIGITS);
    cr_expect_eq(date_meanings_find(&meanings, sample.row[0])->value, 20);
    cr_expect_eq(sample.kinds[1], MEANING_NONE, "the verb");
    cr_expect_eq(date_meanings_find(&meanings, sample.row[1])->kind, DATE_WORD_NONE);
    cr_expect_eq(date_meanings_find(&meanings, sample.row[2])->kind, DATE_WORD_MONTH);
    cr_expect_eq(date_meanings_find(&meanings, sample.row[2])->value, 5);
    cr_expect_eq(sample.kinds[3], MEANING_NONE);
    cr_expect_eq(sample.kinds[2], (DATE_WORD_MONTH + 1) | MEANING_DECIDES);
    date_meanings_free(&meanings);
    date_words_close(table);
}

Test(date_meanings, a_form_that_is_no_term_any_more_is_made_once)
{
    struct date_meanings meanings = {0};
    struct date_words *table = NULL;
    struct failure failure = {0};
    const struct form *first = NULL, *again = NULL;
    struct sample sample;
    make(&sample);
    cr_assert_eq(date_words_open(&table, &failure), STATUS_OK);
    cr_assert_eq(
        date_meanings_learn(&meanings, table, language_find(span_of("en")), &sample.terms, sample.kinds, &failure),
        STATUS_OK);
    cr_assert_eq(date_meanings_uncount(&meanings, sample.row[0], FORM_NUMBER, &first, &failure), STATUS_OK);
    cr_assert_eq(date_meanings_uncount(&meanings, sample.row[0], FORM_NUMBER, &again, &failure), STATUS_OK);
    cr_expect_eq(first, again);
    cr_expect_eq(first->class, FORM_NUMBER);
    cr_expect_eq(first->term.length, 0U);
    cr_expect_eq(sample.forms[0].class, FORM_TERM, "the form itself stays");
    date_meanings_forget(&meanings);
    cr_expect_eq(first->class, FORM_NUMBER, "readings may point to it");
    date_meanings_free(&meanings);
    date_words_close(table);
}

Test(date_meanings, report_refused_memory)
{
    struct date_words *table = NULL;
    struct failure failure = {0};
    struct sample sample;
    bool done = false;
    make(&sample);
    cr_assert_eq(date_words_open(&table, &failure), STATUS_OK);
    for (long at = 0; !done; at++) {
        struct date_meanings meanings = {0};
        const struct form *uncounted;
        failure = (struct failure){0};
        refuse_allocation(at, true);
        done = date_meanings_learn(&meanings, table, language_find(span_of("en")), &sample.terms, sample.kinds,
                                   &failure) == STATUS_OK &&
               date_meanings_uncount(&meanings, sample.row[0], FORM_NUMBER, &uncounted, &failure) == STATUS_OK;
        (void)refuse_nothing();
        cr_expect(done || failure.kind == FAILURE_MEMORY);
        date_meanings_free(&meanings);
    }
    date_words_close(table);
}
