#include <criterion/criterion.h>

#include "known_forms.h"

static struct known_forms known;
static struct failure failure;

static void make(void)
{
    cr_assert_eq(known_forms_open(&known, &failure), STATUS_OK);
}

static void take_down(void)
{
    known_forms_close(&known);
}

TestSuite(known_forms, .init = make, .fini = take_down);

static struct known_form find(const char *word)
{
    struct known_form form;
    cr_assert_eq(known_forms_find(&known, span_of(word), &form, &failure), STATUS_OK);
    return form;
}

Test(known_forms, the_background_knows_common_words_in_any_spelling)
{
    cr_expect_gt(find("السياسة").background, 100);
    cr_expect_eq(find("إلى").background, find("الي").background);
    cr_expect_eq(find("ظغثص").background, 0);
    cr_expect_gt(known_forms_documents(&known), 10000);
}

Test(known_forms, words_of_the_document_are_counted_until_they_are_forgotten)
{
    cr_assert_eq(known_forms_add(&known, span_of("بربوشكين"), &failure), STATUS_OK);
    cr_assert_eq(known_forms_add(&known, span_of("بَربوشكين"), &failure), STATUS_OK);
    cr_expect_eq(find("بربوشكين").document, 2);
    known_forms_forget(&known);
    cr_expect_eq(find("بربوشكين").document, 0);
    cr_assert_eq(known_forms_add(&known, span_of("بربوشكين"), &failure), STATUS_OK);
    cr_expect_eq(find("بربوشكين").document, 1);
}
