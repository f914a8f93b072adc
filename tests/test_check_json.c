#include <criterion/criterion.h>
#include <string.h>

#include "check_files.h"
#include "check_sample.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(check_json, .init = make, .fini = sample_folder_remove);

Test(check_json, names_and_numbers_stand_as_they_are)
{
    static const char *const parts[] = {
        "\"changed\": {\n        \"sources\": 1,\n        \"terms\": 7\n      }",
        "\"before\": 0.5,\n      \"low\": 0.4,\n      \"high\": 0.6,\n      \"after\": 0.75,",
        "\"<script>alert(1)</script>\\n::error::x\\u001b[31m\"",
        "\"after\": null,",
        "\"without_effect\": [",
        "\"not_compared\": [\n    \"events.csv: only OUT has it\"\n  ]",
    };
    const char *const text = check_sample_written(&check_sample, check_json_write);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cr_expect_not_null(strstr(text, parts[i]), "%s in %s", parts[i], text);
}
