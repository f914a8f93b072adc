/* test_source_status.c */
#include <criterion/criterion.h>
#include <string.h>

#include "source_status.h"

Test(source_status, reasons_stand_one_behind_the_other)
{
    struct source_status status = {0};
    source_status_add(&status, "short");
    source_status_add(&status, "no-null: %d pairs", 3);
    cr_assert_str_eq(status.text, "short; no-null: 3 pairs");
}

Test(source_status, a_line_that_is_too_long_is_cut)
{
    struct source_status status = {0};
    for (int i = 0; i < 100; i++) {
        source_status_add(&status, "no-null: %d pairs", i);
    }
    cr_assert_lt(strlen(status.text), sizeof status.text);
}
