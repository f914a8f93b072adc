#include <criterion/criterion.h>

#include "mended_line.h"
#include "moved_numbers.h"

static struct names *names;

static void make(void)
{
    mended_line_open();
    cr_assert_eq(names_open(&names, &mended.failure), STATUS_OK);
}

static void take_down(void)
{
    names_close(names);
    mended_line_close();
}

TestSuite(moved_numbers, .init = make, .fini = take_down);

static const char *mend(const char *text)
{
    struct number_moves moves;
    (void)mended_line_make(text);
    cr_assert_eq(moved_numbers_find(names, &mended.mending, &mended.sample.line, &moves, &mended.failure), STATUS_OK);
    cr_assert_eq(moved_numbers_apply(&mended.mending, &mended.sample.line, &moves, &mended.failure), STATUS_OK);
    return mended_line_show();
}

Test(moved_numbers, a_year_is_called_for_by_the_word_for_year_or_a_month)
{
    cr_expect_str_eq(mend("1925عمد الحزب في عام"), "عمد الحزب في عام 1925");
    cr_expect_str_eq(mend("1925عمد الحزب في أيار ( 12)"), "عمد الحزب في أيار 1925 12");
    cr_expect_str_eq(mend("1925عمد الحزب في تشرين الثاني"), "عمد الحزب في تشرين الثاني 1925");
    cr_expect_str_eq(mend("3000عمد الحزب في عام"), "3000 عمد الحزب في عام");
    cr_expect_str_eq(mend("1925عمد الحزب في هذا الثاني"), "1925 عمد الحزب في هذا الثاني");
}

Test(moved_numbers, the_first_word_of_the_line_starts_it)
{
    mend("1925عمد الحزب في عام");
    cr_expect_neq(mended.sample.line.words[0].flags & WORD_STARTS_LINE, 0);
    cr_expect_eq(mended.sample.line.words[4].flags & (WORD_STARTS_LINE | WORD_STARTS_SEGMENT), 0);
    cr_expect_eq(mended.sample.line.words[4].start, 0);
}

Test(moved_numbers, a_range_is_moved_as_one_and_put_in_order)
{
    mended.mending.damage = (struct damage){.lines = 3, .turned_lines = 3};
    cr_expect_str_eq(mend("1939-1918كانت مدة البحث )"), "كانت مدة البحث 1918 1939");
    cr_expect_str_eq(mend("1922 – 1921وزير بين عامي"), "وزير بين عامي 1921 1922");
    cr_expect_eq(mended.mending.counts[REPAIR_RANGES], 2);
    cr_expect_eq(mended.mending.counts[REPAIR_NUMBERS], 2);
    cr_expect_str_eq(mend("بين 1939 - 1930 - 1925 سنوات الحرب"), "بين 1930 1939 1925 سنوات الحرب", "no year is in two");
}

Test(moved_numbers, a_month_of_two_words_keeps_them_together)
{
    mended.mending.damage = (struct damage){.lines = 3, .turned_lines = 3};
    cr_expect_str_eq(mend("1925من هنا في كانون الثاني ثم عاد"), "من هنا في كانون الثاني 1925 ثم عاد");
    cr_expect_str_eq(mend("1925كانون الثاني 30على ذلك في"), "على ذلك في 30 كانون الثاني 1925");
}

Test(moved_numbers, a_range_that_runs_down_stays_without_damage)
{
    cr_expect_str_eq(mend("الحكم 1500-1200 قبل الميلاد"), "الحكم 1500 1200 قبل الميلاد");
    cr_expect_str_eq(mend("الحكم )1922-1918( هنا"), "الحكم 1918 1922 هنا");
}

Test(moved_numbers, a_year_with_its_mark_stands_where_it_belongs)
{
    cr_expect_str_eq(mend("1886م كانت الحرب قد بدأت في أكتوبر"), "1886 م كانت الحرب قد بدأت في أكتوبر");
    cr_expect_str_eq(mend("1327هـ وكان ذلك في عام"), "1327 هـ وكان ذلك في عام");
    cr_expect_str_eq(mend("1886مع الحرب التي بدأت في أكتوبر"), "مع الحرب التي بدأت في أكتوبر 1886");
}
