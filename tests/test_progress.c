/* Rates and times left are worked out by hand; no clock is waited for. */
#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <stdio.h>

#include "progress.h"

Test(progress, a_step_is_described_by_what_is_known_of_it)
{
    static const struct {
        struct progress_step step;
        const char *words;
    } cases[] = {
        {{"documents read", 0, 0, false, 0, 0}, "documents read: 0"},
        {{"documents read", 1234567, 0, false, 0, 0}, "documents read: 1,234,567"},
        {{"pairs", 320, 1000, false, 1999, 320}, "pairs: 320 of 1,000 (32 %)"},
        {{"pairs", 320, 1000, false, 2000, 320}, "pairs: 320 of 1,000 (32 %), 160 a second, 5 s left"},
        {{"pairs", 320, 1000, true, 2000, 320}, "pairs: 320 of about 1,000 (32 %), 160 a second, 5 s left"},
        {{"pairs", 320, 0, false, 2000, 320}, "pairs: 320, 160 a second"},
        {{"pairs", 3, 1000, false, 4000, 3}, "pairs: 3 of 1,000 (0 %), 0.8 a second, 22 min 10 s left"},
        {{"pairs", 999, 1000, false, 10000, 999}, "pairs: 999 of 1,000 (99 %), 99 a second, 1 s left"},
        {{"pairs", 1000, 1000, false, 10000, 1000}, "pairs: 1,000 of 1,000 (100 %), 100 a second"},
        {{"pairs", 1001, 1000, true, 10000, 1000}, "pairs: 1,001, 100 a second"},
        {{"pairs", 500, 1000, false, 9000, 0}, "pairs: 500 of 1,000 (50 %)"},
        {{"pairs", 1000, 10000000, false, 2000, 1000},
         "pairs: 1,000 of 10,000,000 (0 %), 500 a second, 5 h 33 min left"},
        {{"pairs", UINT64_MAX - 1, UINT64_MAX, false, 2000, UINT64_MAX - 1},
         "pairs: 18,446,744,073,709,551,614 of 18,446,744,073,709,551,615 (100 %), 9,223,372,036,854,775,808 a second, "
         "1 s left"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char words[PROGRESS_WORDS_BYTES];
        progress_describe(&cases[i].step, words);
        cr_expect_str_eq(words, cases[i].words);
    }
}

Test(progress, a_new_label_and_a_count_that_goes_back_begin_a_step, .init = cr_redirect_stderr)
{
    struct progress progress = {.enabled = true};
    progress_show(&progress, "reading", 10, 0);
    cr_expect_str_eq(progress.label, "reading");
    cr_expect_eq(progress.step_first_done, 10);
    progress_show(&progress, "reading", 20, 0);
    cr_expect_eq(progress.step_first_done, 10);
    progress_show(&progress, "comparing", 15, 0);
    cr_expect_str_eq(progress.label, "comparing");
    cr_expect_eq(progress.step_first_done, 15);
    progress_show(&progress, "comparing", 5, 0);
    cr_expect_eq(progress.step_first_done, 5);
}

Test(progress, a_line_is_drawn_and_wiped_before_a_warning, .init = cr_redirect_stderr)
{
    struct progress progress = {.enabled = true};
    progress_show_about(&progress, "documents read", 5, 10);
    progress_warn(&progress, "a\tb");
    progress_close(&progress);
    fflush(stderr);
    cr_assert_stderr_eq_str("documents read: 5 of about 10 (50 %)\r\033[Kmizan: warning: a?b\n");
}

Test(progress, nothing_is_drawn_where_it_is_not_enabled, .init = cr_redirect_stderr)
{
    struct progress progress = {0};
    progress_show(&progress, "documents read", 5, 10);
    progress_show(NULL, "documents read", 5, 10);
    progress_warn(NULL, "nobody hears this");
    progress_close(&progress);
    progress_close(NULL);
    fputs("end", stderr);
    fflush(stderr);
    cr_assert_stderr_eq_str("end");
}
