#include <criterion/criterion.h>
#include <stdio.h>

#include "results_sample.h"
#include "scratch.h"

static void make(void)
{
    scratch_open();
    results_sample_write();
}

TestSuite(changed_robustness, .init = make, .fini = scratch_close);

static const char *changes(void)
{
    return results_sample_changes(1u << CHECK_ROBUSTNESS, changed_robustness);
}

/* One edit of OUT's table, and what is told of it. */
struct edit {
    const char *text, *with, *changes;
};

static void expect_each(const char *file, const struct edit *edits, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        results_sample_write();
        results_sample_edit(file, edits[i].text, edits[i].with);
        const char *const told = changes();
        cr_expect_str_eq(told, edits[i].changes, "%s: %s", edits[i].with, told);
    }
}

Test(changed_robustness, equal_folders_have_no_change)
{
    cr_expect_str_eq(changes(), "");
}

Test(changed_robustness, a_share_that_moves_by_more_than_a_tenth_is_told)
{
    static const struct edit edits[] = {
        {"war/star,peace/globe,,0.5", "war/star,peace/globe,,0.59", ""},
        {"war/star,peace/globe,,0.5", "war/star,peace/post,,0.7", /* what comes next is another: the same statement */
         "code robustness: war/star is nearest to war/post, share of settings: 0.5000 before, 0.7000 now\n"},
        {"globe,post,0.75", "globe,post,0.5",
         "code robustness: post and \u200eالنجم\u200e are nearer to each other than globe and post, share of settings: "
         "0.7500 before, 0.5000 now\n"},
        {"globe,post,0.75", "post,globe,0.5", ""}, /* another statement */
    };
    expect_each("after/robustness.csv", edits, sizeof edits / sizeof *edits);
}
