#include <criterion/criterion.h>
#include <stdio.h>

#include "background.h"
#include "lam_alef.h"
#include "mended_line.h"
#include "scratch.h"

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

/* A table of texts that were damaged themselves knows "Islam" best with its first ligature swapped. */
Test(lam_alef, the_pair_that_cannot_be_is_put_right_even_where_a_table_knows_the_word_with_it)
{
    struct background *background = NULL;
    scratch_open();
    const char *const path = scratch_write("table.tsv", "#documents\t1000\nاالسلام\t50\nالاسلام\t30\n");
    cr_assert_eq(background_read(path, &background, &mended.failure), STATUS_OK, "%s", mended.failure.message);
    mended.mending.forms.background = background;
    cr_expect_str_eq(mend("االسالم"), "الاسلام");
    background_free(background);
    scratch_close();
}

/* Sixteen bytes are looked at in one step, and the end of a line one by one. */
Test(lam_alef, two_alefs_before_lam_are_found_wherever_in_a_line_they_stand)
{
    enum { BEFORE_MOST = 20, BEHIND_MOST = 24 };
    static const char *const words[] = {"االشتراكي", "اإلسلام", "الاشتراكي"};
    static const char letters[] = "xxxxxxxxxxxxxxxxxxxxxxxx";
    for (size_t before = 0; before < BEFORE_MOST; before++) {
        for (size_t behind = 0; behind < BEHIND_MOST; behind++) {
            char text[200];
            const size_t word = (before + behind) % 3;
            snprintf(text, sizeof text, "اا ال ا لا %.*s %s %.*s", (int)before, letters, words[word], (int)behind,
                     letters);
            mended.mending.damage = (struct damage){0};
            (void)mended_line_make(text);
            cr_assert_eq(lam_alef_look(&mended.mending, &mended.sample.line, &mended.failure), STATUS_OK);
            cr_assert_eq(mended.mending.damage.alef_lines, word < 2, "%zu before, %zu behind", before, behind);
        }
    }
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
