#include <criterion/criterion.h>

#include "lam_alef.h"
#include "mended_line.h"

TestSuite(lam_alef, .init = mended_line_open, .fini = mended_line_close);

static const char *mend(const char *text)
{
    (void)mended_line_make(text);
    cr_assert_eq(lam_alef_mend(&mended.mending, &mended.sample.line, &mended.failure), STATUS_OK);
    return mended_line_show();
}

Test(lam_alef, two_alefs_before_lam_are_clear)
{
    (void)mended_line_make("االشتراكي األمن اإلسلام االن السالم لا");
    cr_assert_eq(lam_alef_look(&mended.mending, &mended.sample.line, &mended.failure), STATUS_OK);
    cr_expect_geq(mended.mending.damage.lam_alef, 3);
    lam_alef_look_for_sound(&mended.mending, &mended.sample.line);
    cr_expect_eq(mended.mending.damage.sound_lam_alef, 2);
}

Test(lam_alef, what_the_background_does_not_know_stays)
{
    cr_expect_str_eq(mend("االظغثص العالم السالم"), "االظغثص العالم السالم");
    cr_expect_eq(mended.mending.counts[REPAIR_LAM_ALEF], 0);
}

Test(lam_alef, where_ligatures_are_swapped_the_commoner_word_wins)
{
    mended.mending.damage = (struct damage){.lam_alef = 3};
    cr_expect_str_eq(mend("العالم السالم خالل قال ال"), "العالم السلام خلال قال لا");
    cr_expect_eq(mended.mending.counts[REPAIR_LAM_ALEF], 3);
}

Test(lam_alef, short_lines_are_read_to_their_end_and_no_further)
{
    static const char *const lines[] = {"ا", "اا", "اال", "ااا", "ال"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        cr_expect_str_eq(mend(lines[i]), lines[i]);
    }
}

Test(lam_alef, among_swapped_ligatures_a_clitic_may_hide_the_word_and_two_alefs_are_never_sound)
{
    mended.mending.damage = (struct damage){.lam_alef = 3};
    cr_expect_str_eq(mend("كاالستقالل كاالظغثص االظغثص الظغثص"), "كالاستقلال كالاظغثص الاظغثص الظغثص");
    cr_expect_eq(mended.mending.counts[REPAIR_LAM_ALEF], 3);
}

Test(lam_alef, among_swapped_ligatures_a_hamza_before_lam_is_no_article)
{
    mended.mending.damage = (struct damage){.lam_alef = 3};
    /* Folded, "of terrorism" swapped is the article before "phobia"; "Germany" is written so. */
    cr_expect_str_eq(mend("إلرهاب ألوساكا ألمانيا"), "لإرهاب لأوساكا ألمانيا");
}

Test(lam_alef, among_swapped_ligatures_spelling_decides_for_what_no_table_holds)
{
    mended.mending.damage = (struct damage){.lam_alef = 3};
    cr_expect_str_eq(mend("الدن خالياها الالنكشاير"), "لادن خلاياها اللانكشاير");
    cr_expect_str_eq(mend("الميسنجالية"), "الميسنجالية");
}
