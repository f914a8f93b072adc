#include <criterion/criterion.h>

#include "mending.h"

static struct mending mending;
static struct failure failure;

static void make(void)
{
    cr_assert_eq(mending_open(&mending, true, &failure), STATUS_OK);
}

static void take_down(void)
{
    mending_close(&mending);
}

TestSuite(mending, .init = make, .fini = take_down);

Test(mending, three_cases_show_that_lines_are_turned_unless_there_are_hundreds_of_lines)
{
    mending.damage = (struct damage){.lines = 300, .turned_lines = 2};
    cr_expect_not(mending_has_turned_lines(&mending));
    mending.damage.turned_lines = 3;
    cr_expect(mending_has_turned_lines(&mending));
    mending.damage.lines = 301;
    cr_expect_not(mending_has_turned_lines(&mending));
}

Test(mending, ligatures_are_swapped_when_hardly_any_is_in_order)
{
    mending.damage = (struct damage){.lam_alef = 3, .sound_lam_alef = 2};
    cr_expect(mending_has_swapped_ligatures(&mending));
    mending.damage.sound_lam_alef = 3;
    cr_expect_not(mending_has_swapped_ligatures(&mending));
    mending.damage = (struct damage){.lam_alef = 2};
    cr_expect_not(mending_has_swapped_ligatures(&mending));
}

Test(mending, a_repair_is_counted_and_kept_as_it_was)
{
    struct span written;
    char surface[] = "ab";
    const struct word word = {.surface = span_of(surface), .start = 3, .end = 4, .second_start = 1, .second_end = 2};
    cr_assert_eq(mending_join(&mending, span_of("a"), " ", span_of("b"), &written, &failure), STATUS_OK);
    cr_assert_eq(mending_note(&mending, REPAIR_HALVES, &word, written, &failure), STATUS_OK);
    surface[0] = 'x';
    arena_clear(&mending.arena);
    cr_assert_eq(mending.list_count, 1);
    cr_expect(span_equal(mending.list[0].written, span_of("a b")));
    cr_expect(span_equal(mending.list[0].mended, span_of("ab")));
    cr_expect_eq(mending.list[0].second_end, 2);
    cr_expect_eq(mending.counts[REPAIR_HALVES], 1);
    mending_begin(&mending);
    cr_expect_eq(mending.list_count + mending.counts[REPAIR_HALVES], 0);
}
