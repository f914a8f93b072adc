#include <criterion/criterion.h>

#include "results_sample.h"
#include "scratch.h"

TestSuite(changed_robustness, .init = results_sample_make, .fini = scratch_close);

static const struct sample_comparison of = {1u << CHECK_ROBUSTNESS, changed_robustness, NULL};

Test(changed_robustness, equal_folders_have_no_change)
{
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_robustness, a_share_that_moves_by_more_than_a_tenth_is_told)
{
    static const struct sample_edit edits[] = {
        {"war/star,peace/globe,,0.5", "war/star,peace/globe,,0.59", ""},
        {"war/star,peace/globe,,0.5", "war/star,peace/post,,0.7", /* what comes next is another: the same statement */
         "code robustness: war/star is nearest to war/post, share of settings: 0.5000 before, 0.7000 now\n"},
        {"globe,post,0.75", "globe,post,0.5",
         "code robustness: post and \u200eالنجم\u200e are nearer to each other than globe and post, share of settings: "
         "0.7500 before, 0.5000 now\n"},
        {"globe,post,0.75", "post,globe,0.5", ""}, /* another statement */
    };
    results_sample_expect_each(of, "after/robustness.csv", edits, sizeof edits / sizeof *edits);
}

Test(changed_robustness, most_alike_is_told_as_such)
{
    static const char row[] = "kind,event,a,b,c,d,share\r\nmost_alike,war,globe,post,,,0.9\r\n";
    results_sample_edit("before/robustness.csv", "kind,event,a,b,c,d,share\r\n", row);
    results_sample_edit("after/robustness.csv", "kind,event,a,b,c,d,share\r\n", row);
    results_sample_edit("after/robustness.csv", "globe,post,,,0.9", "globe,post,,,0.7");
    cr_expect_str_eq(results_sample_changes(of), "code robustness: globe and post are most alike on war, share of "
                                                 "settings: 0.9000 before, 0.7000 now\n");
}
