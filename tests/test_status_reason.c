#include <criterion/criterion.h>

#include "status_reason.h"

Test(status_reason, is_found_where_one_begins)
{
    static const char status[] = "different-languages; no-interval: too short; no-null: 3 pairs";
    cr_expect(status_has_reason(status, "different-languages"));
    cr_expect(status_has_reason(status, "no-interval"));
    cr_expect(status_has_reason(status, "no-null"));
    cr_expect_not(status_has_reason(status, "short"));
    cr_expect_not(status_has_reason(status, "one-source"));
    cr_expect_not(status_has_reason("", "short"));
    cr_expect(status_has_reason("short", "short"));
}
