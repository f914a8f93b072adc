#include <criterion/criterion.h>

#include "lam_alef.h"
#include "line_sample.h"

static struct mending mending;
static struct failure failure;
static struct line_sample sample;

static void make(void)
{
    cr_assert_eq(mending_open(&mending, false, &failure), STATUS_OK);
}

static void take_down(void)
{
    mending_close(&mending);
}

TestSuite(lam_alef, .init = make, .fini = take_down);

static const char *mend(const char *text)
{
    line_sample_make(&sample, text);
    cr_assert_eq(lam_alef_mend(&mending, &sample.line, &failure), STATUS_OK);
    return line_sample_show(sample.line.words, sample.line.count);
}

Test(lam_alef, two_alefs_before_lam_are_clear)
{
    line_sample_make(&sample, "االشتراكي األمن اإلسلام االن السالم لا");
    cr_assert_eq(lam_alef_look(&mending, &sample.line, &failure), STATUS_OK);
    cr_expect_geq(mending.damage.lam_alef, 3);
    lam_alef_look_for_sound(&mending, &sample.line);
    cr_expect_eq(mending.damage.sound_lam_alef, 2);
}

Test(lam_alef, what_the_background_does_not_know_stays)
{
    cr_expect_str_eq(mend("االظغثص العالم السالم"), "االظغثص العالم السالم");
    cr_expect_eq(mending.counts[REPAIR_LAM_ALEF], 0);
}

Test(lam_alef, where_ligatures_are_swapped_the_commoner_word_wins)
{
    mending.damage = (struct damage){.lam_alef = 3};
    cr_expect_str_eq(mend("العالم السالم خالل قال ال"), "العالم السلام خلال قال لا");
    cr_expect_eq(mending.counts[REPAIR_LAM_ALEF], 3);
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
    mending.damage = (struct damage){.lam_alef = 3};
    cr_expect_str_eq(mend("كاالستقالل كاالظغثص االظغثص الظغثص"), "كالاستقلال كالاظغثص الاظغثص الظغثص");
    cr_expect_eq(mending.counts[REPAIR_LAM_ALEF], 3);
}

Test(lam_alef, among_swapped_ligatures_a_hamza_before_lam_is_no_article)
{
    mending.damage = (struct damage){.lam_alef = 3};
    /* Folded, "of terrorism" swapped is the article before "phobia"; "Germany" is written so. */
    cr_expect_str_eq(mend("إلرهاب ألوساكا ألمانيا"), "لإرهاب لأوساكا ألمانيا");
}

Test(lam_alef, among_swapped_ligatures_spelling_decides_for_what_no_table_holds)
{
    mending.damage = (struct damage){.lam_alef = 3};
    cr_expect_str_eq(mend("الدن خالياها الالنكشاير"), "لادن خلاياها اللانكشاير");
    cr_expect_str_eq(mend("الميسنجالية"), "الميسنجالية");
}
