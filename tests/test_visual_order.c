#include <criterion/criterion.h>

#include "mended_line.h"
#include "visual_order.h"

static bool is_turned;

TestSuite(visual_order, .init = mended_line_open, .fini = mended_line_close);

static const char *mend(const char *text)
{
    (void)mended_line_make(text);
    cr_assert_eq(visual_order_mend(&mended.mending, &mended.sample.line, &is_turned, &mended.failure), STATUS_OK);
    return mended_line_show();
}

/* Unicode chart of FE70: FE93 ta marbuta isolated, FE94 final; FEDF lam initial; FE8D alef isolated. */
Test(visual_order, presentation_forms_say_which_way_they_run)
{
    cr_expect_str_eq(mend("ﺍﻟﻌﺮﺑﻴﺔ ﻟﻐﺔ"), "العربية لغة");
    cr_expect_not(is_turned);
    cr_expect_str_eq(mend("ﺔﻐﻟ ﺔﻴﺑﺮﻌﻟﺍ"), "العربية لغة");
    cr_expect(is_turned);
    cr_expect_eq(mended.mending.counts[REPAIR_FORMS], 2);
    cr_expect_eq(mended.mending.counts[REPAIR_REVERSED], 2);
}

Test(visual_order, a_ligature_turns_into_its_letters_in_their_order)
{
    cr_expect_str_eq(mend("ﻡﻼﺴﻟﺍ ﺔﻐﻟ"), "لغة السلام");
}

Test(visual_order, plain_letters_are_turned_when_the_background_knows_them_so)
{
    cr_expect_str_eq(mend("ةيناطيربلا ةموكحلا تلاق 1925 - 1918"), "1925 1918 قالت الحكومة البريطانية");
    cr_expect(is_turned);
    cr_expect_str_eq(mend("ةيناطيربلا قالت"), "ةيناطيربلا قالت");
    cr_expect_not(is_turned, "one word is not enough");
}

Test(visual_order, a_line_goes_with_most_of_its_document)
{
    mended.mending.damage = (struct damage){.lines = 5, .reversed_lines = 3};
    cr_expect_str_eq(mend("ةثص غظ"), "ظغ صثة");
    mended.mending.damage.lines = 6;
    cr_expect_str_eq(mend("ةثص غظ"), "ةثص غظ");
}

Test(visual_order, signs_that_are_no_letters_stay)
{
    cr_expect_str_eq(mend("قال ﷺ ﷲ"), "قال ﷺ ﷲ");
}

/* NFKC makes 18 characters of U+FDFA (UnicodeData.txt): glued to a form it would be a word six times as long as its
 * bytes. */
Test(visual_order, a_phrase_glued_to_a_form_stays_one_character)
{
    cr_expect_str_eq(mend("\uFEDF\uFDFA لغة"), "ل\uFDFA لغة");
    cr_expect_eq(mended.mending.counts[REPAIR_FORMS], 1);
}

Test(visual_order, a_form_of_two_characters_is_composed)
{
    cr_expect_str_eq(mend("\uFE81ن \uFEF7ن"), "آن لأن"); /* alef with madda above; lam with alef with hamza above */
}
