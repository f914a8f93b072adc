/* test_calendar_word.c - words of dates as they are written; test_term_kind.c has more of them. */
#include <criterion/criterion.h>

#include "calendar_word.h"

Test(calendar_word, an_ordinal_has_an_article_or_a_conjunction_or_neither)
{
    static const char *const ordinals[] = {"ثالث", "الثالث", "والثالث", "Second", "second", "première", "первого"};
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++) {
        cr_expect_eq(calendar_word_find(span_of(ordinals[i])), CALENDAR_ORDINAL, "%s", ordinals[i]);
    }
}

Test(calendar_word, august_is_told_from_a_father_by_its_madda)
{
    cr_expect_eq(calendar_word_find(span_of("آب")), CALENDAR_MONTH);
    cr_expect_eq(calendar_word_find(span_of("أب")), CALENDAR_NONE);
    cr_expect_eq(calendar_word_find(span_of("الآب")), CALENDAR_NONE); /* the Father of the creed has it, too */
}

Test(calendar_word, nothing_and_other_words_are_none)
{
    static const char *const words[] = {"", "و", "ال", "sec", "seconds", "أولوية", "وال", "necond", "bay"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cr_expect_eq(calendar_word_find(span_of(words[i])), CALENDAR_NONE, "%s", words[i]);
    }
}
