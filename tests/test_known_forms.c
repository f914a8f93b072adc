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

static double share(const char *word, uint64_t less)
{
    double expected = -1, total = 0;
    cr_assert_eq(known_forms_expect(&known, span_of(word), less, &expected, &total, &failure), STATUS_OK);
    return expected / total;
}

Test(known_forms, a_word_is_expected_by_its_documents_else_by_its_parts_and_its_spelling)
{
    cr_expect_gt(share("في", 0), 100 * share("السياسة", 0));
    cr_expect_gt(share("السياسة", 0), 1000 * share("ومستغانمها", 0));
    cr_expect_gt(share("فاستعلائية", 0), 0);
    cr_expect_gt(share("وبالقفجاق", 0), 1e6 * share("ظغثصضظغثص", 0));
    cr_expect_lt(share("إلرهاب", 0), share("الرهاب", 0), "a hamza begins no article");
    cr_expect_gt(share("ألمانيا", 0), 1e-4, "but this word");
}

Test(known_forms, occurrences_of_common_words_are_more_than_their_documents)
{
    /* Geometric: documents / (1 - documents / all). */
    const struct known_form of = find("السياسة");
    const double all = (double)known_forms_documents(&known), documents = (double)of.background;
    double expected, total;
    cr_assert_eq(known_forms_expect(&known, span_of("السياسة"), 0, &expected, &total, &failure), STATUS_OK);
    cr_expect_float_eq(expected, documents / (1 - documents / all), 1e-9 * expected);
}

Test(known_forms, words_of_the_document_are_expected_again_but_for_the_ones_asked_about)
{
    const double before = share("ظغثصض", 0);
    cr_assert_eq(known_forms_add(&known, span_of("ظغثصض"), &failure), STATUS_OK);
    cr_expect_eq(share("ظغثصض", 1), before);
    cr_expect_gt(share("ظغثصض", 0), 100 * before);
}
