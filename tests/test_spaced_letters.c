#include <criterion/criterion.h>

#include "mended_line.h"
#include "spaced_letters.h"

TestSuite(spaced_letters, .init = mended_line_open, .fini = mended_line_close);

static const char *join(const char *text)
{
    (void)mended_line_make(text);
    cr_assert_eq(spaced_letters_join(&mended.mending, &mended.sample.line, &mended.failure), STATUS_OK);
    return mended_line_show();
}

Test(spaced_letters, four_letters_of_a_known_word_are_joined)
{
    cr_expect_str_eq(join("ا ل ع ر ب هنا"), "العرب هنا");
    cr_expect_str_eq(join("ع ر ب"), "ع ر ب");
    cr_expect_str_eq(join("ا ل, ع ر ب"), "ا ل ع ر ب");
}

Test(spaced_letters, a_wider_space_ends_a_word_and_a_hard_space_does_not)
{
    cr_expect_str_eq(join("ت ا ر ي خ  م ن  ا ل ع ر ب"), "تاريخ من العرب");
    cr_expect_str_eq(join("ت\u00A0ا\u00A0ر\u00A0ي\u00A0خ"), "تاريخ");
}

Test(spaced_letters, a_run_of_several_words_is_cut_into_the_fewest)
{
    cr_expect_str_eq(join("ف ي ا ل ع ا ل م"), "في العالم");
}

Test(spaced_letters, letters_that_make_no_word_stay_apart)
{
    cr_expect_str_eq(join("أ ب ج د"), "أ ب ج د");
    cr_expect_str_eq(join("ظ غ ث ص ض"), "ظ غ ث ص ض");
}

Test(spaced_letters, tatweel_is_taken_out_where_it_is_a_run_and_more_is_left_than_a_letter)
{
    (void)mended_line_make("البريطانيـــة محمـد بـــ ـــ");
    cr_assert_eq(spaced_letters_take_tatweel(&mended.mending, &mended.sample.line, &mended.failure), STATUS_OK);
    cr_expect_str_eq(mended_line_show(), "البريطانية محمـد بـــ");
    cr_expect_eq(mended.mending.counts[REPAIR_TATWEEL], 1);
}

Test(spaced_letters, between_wider_spaces_a_word_that_is_not_known_is_one_too)
{
    cr_expect_str_eq(join("ت ا ر ي خ  ظ غ ث ص ض  ا ل ع ر ب"), "تاريخ ظغثصض العرب");
    cr_expect_str_eq(join("ف ي ا ل ع ا ل م  ظ غ ث ص ض"), "في العالم ظ غ ث ص ض", "this line's spaces are all one");
    cr_expect_str_eq(join("ت ا ر ي خ  ظ غ"), "تاريخ ظ غ", "two letters may be a list");
}

Test(spaced_letters, among_more_whole_words_a_run_that_could_be_cut_is_one_word)
{
    /* "and its airports" is not known; "and a train" with "gave birth to" is. */
    cr_expect_str_eq(join("ت ا ر ي خ  و م ط ا ر ا ت ه ا  ا ل ع ر ب"), "تاريخ ومطاراتها العرب");
}

Test(spaced_letters, a_row_of_short_known_words_is_damage_and_pairs_of_letters_are_none)
{
    cr_expect_str_eq(join("ع ا م  ك م ا  أ د ت  د و ر"), "عام كما أدت دور");
    cr_expect_str_eq(join("ع ا م  ك م ا"), "ع ا م ك م ا", "two may be chance");
    cr_expect_str_eq(join("أ ب  ج د  ه و  ح ي"), "أ ب ج د ه و ح ي");
}
