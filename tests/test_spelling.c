#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "refusal.h"
#include "scratch.h"
#include "spelling.h"

static struct spelling *spelling;
static struct failure failure;

static void take_down(void)
{
    spelling_close(spelling);
    scratch_close();
}

TestSuite(spelling, .init = scratch_open, .fini = take_down);

/* Learns from a table of one document. */
static void learn(const char *forms)
{
    char table[1024];
    struct background *background = NULL;
    cr_assert_lt((size_t)snprintf(table, sizeof table, "#documents\t1\n%s", forms), sizeof table);
    cr_assert_eq(background_read(scratch_write("table", table), &background, &failure), STATUS_OK, "%s",
                 failure.message);
    cr_assert_eq(spelling_open(&spelling, background, &failure), STATUS_OK);
    background_free(background);
}

static double probability(const char *word)
{
    return spelling_probability(spelling, span_of(word));
}

Test(spelling, follows_the_formula)
{
    /* By hand, 44 letters, the end of words among them. Of one form of two letters each of three steps is
     * (1 + 5 (1 + 1/44) / 2) / 6; the step from the start to its second letter (5 (1/44) / 2) / 6. */
    learn("\u0627\u0628\t1\n");
    const double by_one = (1 + 1.0 / 44) / 2, seen = (1 + 5 * by_one) / 6;
    cr_expect_lt(fabs(probability("\u0627\u0628") - seen * seen * seen), 1e-15);
    cr_expect_lt(fabs(probability("\u0628") - 5 * (1.0 / 44) / 2 / 6 * by_one), 1e-15);
}

Test(spelling, counts_a_form_once_and_leaves_out_other_scripts)
{
    learn("\u0627\u0628\t1\n");
    const double alone = probability("\u0627\u0628");
    spelling_close(spelling);
    learn("ab\t1\n7\t1\n\u0627\u0628\t1\n");
    cr_expect_eq(probability("\u0627\u0628"), alone);
}

Test(spelling, likes_what_looks_like_a_word)
{
    cr_assert_eq(spelling_open(&spelling, background_builtin("ar"), &failure), STATUS_OK);
    cr_expect_gt(probability("والمستشرقون"), 1e4 * probability("ظغثصضشقذبظل"), "as many letters");
    cr_expect_gt(probability("مدرسه"), 100 * probability("هسردم"));
    cr_expect_gt(probability("ابپا"), 0, "a letter of Persian");
}

Test(spelling, without_a_table_all_words_of_a_length_are_alike)
{
    cr_assert_eq(spelling_open(&spelling, NULL, &failure), STATUS_OK);
    cr_expect_eq(probability("كتاب"), probability("ظغثص"));
    cr_expect_lt(fabs(probability("ظ") - 1.0 / 44 / 44), 1e-15);
}

Test(spelling, a_refused_allocation_is_told)
{
    refuse_allocation(0, false);
    cr_expect_eq(spelling_open(&spelling, NULL, &failure), STATUS_FAILED);
    (void)refuse_nothing();
}
