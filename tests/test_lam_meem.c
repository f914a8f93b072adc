#include <criterion/criterion.h>

#include "lam_meem.h"
#include "line_sample.h"
#include "refusal.h"

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

TestSuite(lam_meem, .init = make, .fini = take_down);

static uint64_t look(const char *text)
{
    mending.damage = (struct damage){0};
    line_sample_make(&sample, text);
    cr_assert_eq(lam_meem_look(&mending, &sample.line, &failure), STATUS_OK);
    return mending.damage.lam_meem;
}

static const char *mend(const char *text, uint64_t cases)
{
    mending.damage = (struct damage){.lam_meem = cases};
    line_sample_make(&sample, text);
    cr_assert_eq(lam_meem_mend(&mending, &sample.line, &failure), STATUS_OK);
    return line_sample_show(sample.line.words, sample.line.count);
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
    cr_expect_eq(mending.counts[REPAIR_LAM_ALEF], 2);
    cr_expect_str_eq(mend("املتغطرسة وامللذات", 3), "المتغطرسة والملذات", "by their spelling");
    cr_expect_str_eq(mend("أملاك كاملة واملا الملك الملائكة فاملس", 3), "أملاك كاملة واملا الملك الملائكة فاملس");
    mending.counts[REPAIR_LAM_ALEF] = 2;
    cr_expect_str_eq(mend("الولايات املتحدة", 2), "الولايات املتحدة");
    cr_expect_eq(mending.counts[REPAIR_LAM_ALEF], 2);
}

Test(lam_meem, a_refused_allocation_is_told)
{
    line_sample_make(&sample, "الولايات املتحدة");
    refuse_allocation(0, true);
    cr_expect_eq(lam_meem_look(&mending, &sample.line, &failure), STATUS_FAILED);
    (void)refuse_nothing();
}
