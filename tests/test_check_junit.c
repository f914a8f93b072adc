#include <criterion/criterion.h>
#include <string.h>

#include "check_files.h"
#include "check_sample.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(check_junit, .init = make, .fini = sample_folder_remove);

Test(check_junit, a_change_is_a_failed_test_and_a_kind_without_one_a_test_that_passed)
{
    cr_expect_str_eq(
        check_sample_written(&check_sample_same, check_junit_write),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mizan check\">\n"
        "  <testsuite name=\"mizan check: matrix\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\">\n"
        "    <testcase classname=\"mizan.matrix\" name=\"matrix: as in the baseline, 3\" time=\"0\"/>\n"
        "  </testsuite>\n</testsuites>\n");
    static const char *const parts[] = {
        "name=\"strongest terms of &lt;script&gt;alert(1)&lt;/script&gt;\\x0a::error::x\\x1b[31m\"",
        "tests=\"2\" failures=\"2\"", /* one that is kept, and one for the six that are not */
        "message=\"and 6 more\"",
        "type=\"input-changed\">Why: the input texts/a.txt has changed",
        "message=\"nearest to x: \uFFFDy before, z, 100% now\" type=\"code\"",
        "&#10;Where: sources.csv line 3</failure>",
    };
    const char *const text = check_sample_written(&check_sample, check_junit_write);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cr_expect_not_null(strstr(text, parts[i]), "%s in %s", parts[i], text);
}
