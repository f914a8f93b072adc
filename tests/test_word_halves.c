/* test_word_halves.c - one line at a time; documents are in test_repair.c. */
#include <criterion/criterion.h>

#include "mended_line.h"
#include "word_halves.h"

TestSuite(word_halves, .init = mended_line_open, .fini = mended_line_close);

static enum damage_evidence look(const char *text)
{
    enum damage_evidence evidence;
    (void)mended_line_make(text);
    cr_assert_eq(word_halves_look(&mended.mending, &mended.sample.line, &evidence, &mended.failure), STATUS_OK);
    return evidence;
}

static size_t find(const char *text, struct half_pairs *pairs)
{
    (void)mended_line_make(text);
    cr_assert_eq(word_halves_find(&mended.mending, &mended.sample.line, pairs, &mended.failure), STATUS_OK);
    return pairs->count;
}

Test(word_halves, evidence_is_strong_good_or_none)
{
    cr_expect_eq(look("ريطانية كتبت عن السياسة الب"), EVIDENCE_STRONG);
    cr_expect_eq(look("كن السوفييت من ذلك على الرغم من هذا تم"), EVIDENCE_GOOD);
    cr_expect_eq(look("لم يثمر عن أي نتائج من تعزيز العلاقات مع"), EVIDENCE_NONE);
    cr_expect_eq(look("ريطانية الب"), EVIDENCE_NONE, "two words are no line");
    cr_expect_eq(look("ريطانية كتبت عن السياسة الب Latin"), EVIDENCE_NONE);
}

Test(word_halves, a_word_that_ends_with_ta_marbuta_is_no_beginning)
{
    struct half_pairs pairs;
    mended.mending.damage = (struct damage){.lines = 3, .turned_lines = 3};
    cr_expect_eq(find("ن كتب عن سنة", &pairs), 0);
    cr_expect_eq(find("تي كتب عن ال", &pairs), 1);
}

Test(word_halves, the_strongest_pair_has_the_word_that_two_pairs_want)
{
    struct half_pairs pairs;
    mended.mending.damage = (struct damage){.lines = 3, .turned_lines = 3};
    /* The first word makes "tawarat" with the last; the one behind the bracket makes "al-i'tiraf" with it. */
    cr_assert_eq(find("تية عن ذلك (35)راف بالحكومة أن نلغي الاعت", &pairs), 1);
    cr_expect_eq(pairs.items[0].head, 4);
    cr_expect_eq(pairs.items[0].tail, 8);
}

Test(word_halves, ends_of_runs_are_not_looked_at_without_damage)
{
    struct half_pairs pairs;
    mended.mending.damage = (struct damage){0};
    cr_expect_eq(find("تية عن ذلك (35)راف بالحكومة أن نلغي الاعت", &pairs), 0);
}

Test(word_halves, behind_a_clitic_the_word_counts_where_lines_are_turned)
{
    struct half_pairs pairs;
    mended.mending.damage = (struct damage){.lines = 3, .turned_lines = 3};
    cr_expect_eq(find("ريطانية كتب عن ذلك فالب", &pairs), 1);
    cr_expect_eq(find("البريطانية كتب عن ذلك ف", &pairs), 1);
    mended.mending.damage = (struct damage){0};
    cr_expect_eq(find("ريطانية كتب عن ذلك فالب", &pairs), 0);
}
