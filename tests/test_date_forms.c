/* test_date_forms.c - forms of dates are made once; the bytes between words. */
#include <criterion/criterion.h>

#include "date_forms.h"
#include "refusal.h"

static const struct word words[] = {
    {.surface = {"20", 2}, .start = 10, .end = 12},
    {.surface = {"May", 3}, .start = 13, .end = 16},
    {.surface = {"AD", 2}, .start = 16, .end = 18},
    {.surface = {"halves", 6}, .start = 20, .end = 23, .second_start = 25, .second_end = 28},
    {.surface = {"on", 2}, .start = 30, .end = 32},
    {.surface = {"moved", 5}, .start = 1, .end = 6},
    {.surface = {"note", 4}, .start = 7, .end = 11, .field = FIELD_NOTES},
    {.surface = {"far", 3}, .start = 9000, .end = 9003, .field = FIELD_NOTES},
    {.surface = {"back", 4}, .start = 12, .end = 16, .field = FIELD_NOTES},
};

Test(date_forms, a_gap_is_the_bytes_between_two_words_of_a_text)
{
    cr_expect_eq(date_gap(&words[0], &words[1]), 1);
    cr_expect_eq(date_gap(&words[1], &words[2]), 0);
    cr_expect_eq(date_gap(&words[2], &words[3]), 2);
    cr_expect_eq(date_gap(&words[3], &words[4]), 2, "behind the second half");
    cr_expect_eq(date_gap(&words[4], &words[5]), 2, "a number moved within its line is near");
    cr_expect_eq(date_gap(&words[5], &words[6]), UINT64_MAX, "another field is far");
    cr_expect_eq(date_gap(&words[6], &words[7]), 9000 - 11);
    cr_expect_eq(date_gap(&words[7], &words[8]), UINT64_MAX, "another line is far");
}

Test(date_forms, equal_terms_from_equal_words_are_one_form)
{
    struct date_forms forms = {0};
    struct failure failure = {0};
    const struct form *first, *again, *longer, *other;
    cr_assert_eq(date_forms_find(&forms, "date:--05-20", words, 2, NULL, 0.5, &first, &failure), STATUS_OK);
    cr_assert_eq(date_forms_find(&forms, "date:--05-20", words, 2, NULL, 0.5, &again, &failure), STATUS_OK);
    cr_assert_eq(date_forms_find(&forms, "date:--05-20", words, 3, NULL, 0.5, &longer, &failure), STATUS_OK);
    cr_assert_eq(date_forms_find(&forms, "year:1925", words, 2, NULL, 0.25, &other, &failure), STATUS_OK);
    cr_expect_eq(first, again);
    cr_expect(span_equal(first->surface, span_of("20 May")) && span_equal(first->term, span_of("date:--05-20")));
    cr_expect(span_equal(longer->surface, span_of("20 MayAD")));
    cr_expect(first->class == FORM_DATE && first->channel == CHANNEL_DATE && first->background == 0.5);
    cr_expect(first->number == 0 && longer->number == 1 && other->number == 2 && other->background == 0.25);
    date_forms_free(&forms);
}

Test(date_forms, every_refused_allocation_is_a_failure)
{
    enum status status = STATUS_FAILED;
    for (long i = 0; status != STATUS_OK; i++) {
        struct date_forms forms = {0};
        struct failure failure = {0};
        const struct form *form;
        cr_assert_lt(i, 100);
        refuse_allocation(i, false);
        status = date_forms_find(&forms, "year:1925", words, 2, NULL, 0, &form, &failure);
        refuse_nothing();
        cr_expect(status == STATUS_OK || failure.kind == FAILURE_MEMORY);
        date_forms_free(&forms);
    }
}
