#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <stdio.h>

#include "refusal.h"
#include "shown_warnings.h"

static struct failure failure;
static char texts[12][16];

static void add(struct shown_warnings *shown, const char *alike, size_t first, size_t count)
{
    struct progress progress = {0};
    for (size_t i = first; i < first + count; i++) {
        snprintf(texts[i], sizeof texts[i], "%c%zu is odd", alike == NULL ? 'n' : alike[0], i);
        const struct warning warning = {span_of(texts[i]), alike};
        cr_assert_eq(shown_warnings_add(shown, &warning, &progress, &failure), STATUS_OK);
    }
}

static void tell_rest(struct shown_warnings *shown)
{
    struct progress progress = {0};
    shown_warnings_tell_rest(shown, &progress, "see there");
    fflush(stderr);
}

Test(shown_warnings, of_many_alike_the_first_five_are_shown_and_the_others_counted, .init = cr_redirect_stderr)
{
    struct shown_warnings shown = {0};
    add(&shown, "texts are odd", 0, 9);
    tell_rest(&shown);
    cr_expect_stderr_eq_str("mizan: warning: t0 is odd\nmizan: warning: t1 is odd\nmizan: warning: t2 is odd\n"
                            "mizan: warning: t3 is odd\nmizan: warning: t4 is odd\n"
                            "mizan: warning: ... and 4 more texts are odd; see there\n");
    shown_warnings_free(&shown);
}

Test(shown_warnings, a_sixth_is_shown_and_not_counted, .init = cr_redirect_stderr)
{
    struct shown_warnings shown = {0};
    add(&shown, "texts are odd", 0, 6);
    tell_rest(&shown);
    cr_expect_stderr_eq_str("mizan: warning: t0 is odd\nmizan: warning: t1 is odd\nmizan: warning: t2 is odd\n"
                            "mizan: warning: t3 is odd\nmizan: warning: t4 is odd\nmizan: warning: t5 is odd\n");
    shown_warnings_free(&shown);
}

Test(shown_warnings, kinds_are_counted_each_for_itself_and_those_without_a_kind_all_shown, .init = cr_redirect_stderr)
{
    struct shown_warnings shown = {0};
    char same[] = "texts are odd"; /* elsewhere in memory */
    add(&shown, "texts are odd", 0, 4);
    add(&shown, NULL, 4, 6);
    add(&shown, "books are even", 10, 1);
    add(&shown, same, 4, 4);
    tell_rest(&shown);
    cr_expect_stderr_eq_str("mizan: warning: t0 is odd\nmizan: warning: t1 is odd\nmizan: warning: t2 is odd\n"
                            "mizan: warning: t3 is odd\nmizan: warning: n4 is odd\nmizan: warning: n5 is odd\n"
                            "mizan: warning: n6 is odd\nmizan: warning: n7 is odd\nmizan: warning: n8 is odd\n"
                            "mizan: warning: n9 is odd\nmizan: warning: b10 is odd\nmizan: warning: t4 is odd\n"
                            "mizan: warning: ... and 3 more texts are odd; see there\n");
    shown_warnings_free(&shown);
}

Test(shown_warnings, nothing_is_left_to_tell_where_all_are_shown, .init = cr_redirect_stderr)
{
    struct shown_warnings shown = {.all = true};
    add(&shown, "texts are odd", 0, 7);
    tell_rest(&shown);
    cr_expect_stderr_eq_str("mizan: warning: t0 is odd\nmizan: warning: t1 is odd\nmizan: warning: t2 is odd\n"
                            "mizan: warning: t3 is odd\nmizan: warning: t4 is odd\nmizan: warning: t5 is odd\n"
                            "mizan: warning: t6 is odd\n");
    shown_warnings_free(&shown);
}

Test(shown_warnings, the_rest_is_told_once, .init = cr_redirect_stderr)
{
    struct shown_warnings shown = {0};
    struct progress progress = {0};
    for (size_t i = 0; i < 8; i++) {
        const struct warning warning = {span_of("x"), "texts are odd"};
        cr_assert_eq(shown_warnings_add(&shown, &warning, i < 5 ? NULL : &progress, &failure), STATUS_OK);
    }
    tell_rest(&shown);
    tell_rest(&shown);
    cr_expect_stderr_eq_str("mizan: warning: ... and 3 more texts are odd; see there\n");
    shown_warnings_free(&shown);
}

Test(shown_warnings, refused_memory_is_told)
{
    struct shown_warnings shown = {0};
    const struct warning warning = {span_of("x"), "texts are odd"};
    refuse_allocation(0, true);
    cr_expect_eq(shown_warnings_add(&shown, &warning, NULL, &failure), STATUS_FAILED);
    cr_expect_eq(refuse_nothing(), 1);
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    shown_warnings_free(&shown);
}
