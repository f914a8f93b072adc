#include <criterion/criterion.h>

#include "lam_meem.h"
#include "mended_line.h"
#include "refusal.h"

TestSuite(lam_meem, .init = mended_line_open, .fini = mended_line_close);

static uint64_t look(const char *text)
{
    mended.mending.damage = (struct damage){0};
    (void)mended_line_make(text);
    cr_assert_eq(lam_meem_look(&mended.mending, &mended.sample.line, &mended.failure), STATUS_OK);
    return mended.mending.damage.lam_meem;
}

static const char *mend(const char *text, uint64_t cases)
{
    mended.mending.damage = (struct damage){.lam_meem = cases};
    (void)mended_line_make(text);
    cr_assert_eq(lam_meem_mend(&mended.mending, &mended.sample.line, &mended.failure), STATUS_OK);
    return mended_line_show();
}

Test(lam_meem, words_are_clear_that_only_a_swapped_ligature_makes)
{
    cr_expect_eq(look("الولايات املتحدة واملؤتمر لملؤتمر باملدينة"), 4);
    /* hopes, perfect, he completed, its owner ("al-malik" in order), the angels; what no table holds */
    cr_expect_eq(look("أملاك كاملة واملا الملك الملائكة اململظغث"), 0);
    cr_expect_eq(look("مل امل ا لمل ملل"), 0, "too short");
}

Test(lam_meem, they_are_mended_where_there_are_several)
{
    cr_expect_str_eq(mend("الولايات املتحدة لملؤتمر كاملة", 3), "الولايات المتحدة للمؤتمر كاملة");
    cr_expect_eq(mended.mending.counts[REPAIR_LAM_ALEF], 2);
    cr_expect_str_eq(mend("املتغطرسة وامللذات", 3), "المتغطرسة والملذات", "by their spelling");
    cr_expect_str_eq(mend("أملاك كاملة واملا الملك الملائكة فاملس", 3), "أملاك كاملة واملا الملك الملائكة فاملس");
    mended.mending.counts[REPAIR_LAM_ALEF] = 2;
    cr_expect_str_eq(mend("الولايات املتحدة", 2), "الولايات املتحدة");
    cr_expect_eq(mended.mending.counts[REPAIR_LAM_ALEF], 2);
}

Test(lam_meem, a_refused_allocation_is_told)
{
    (void)mended_line_make("الولايات املتحدة");
    refuse_allocation(0, true);
    cr_expect_eq(lam_meem_look(&mended.mending, &mended.sample.line, &mended.failure), STATUS_FAILED);
    (void)refuse_nothing();
}
