#include <criterion/criterion.h>

#include "check_files.h"
#include "check_sample.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(check_text, .init = make, .fini = sample_folder_remove);

Test(check_text, findings_stand_under_their_cause_and_no_name_begins_a_line)
{
    cr_expect_str_eq(
        check_sample_written(&check_sample, check_text_write),
        "Not as in base: 1 pair of sources, 1 list of neighbours, 7 lists of strongest terms (1,019 "
        "compared).\n"
        "\n"
        "Why: the input texts/a.txt has changed: 1 bytes, CRC-32 00000001 before, 2 bytes, CRC-32 00000002 "
        "now\n"
        "  sources\n"
        "    - post and globe on war: 0.5000 [0.4000, 0.6000] before, 0.7500 now\n"
        "  terms\n"
        "    - strongest terms of <script>alert(1)</script>\\x0a::error::x\\x1b[31m: no longer =cmd\n"
        "      and 6 more\n"
        "\n"
        "Why: nothing that run.json records: the code of mizan, or a table that was edited\n"
        "  neighbours\n"
        "    - nearest to x: \uFFFDy before, z, 100% now\n"
        "\n"
        "Also not as in the baseline, and by itself without effect on a finding:\n"
        "  - the option --top is another: 10 before, 5 now\n"
        "\n"
        "Not compared:\n"
        "  - events.csv: only OUT has it\n");
}

Test(check_text, where_nothing_differs_one_line_says_so)
{
    cr_expect_str_eq(check_sample_written(&check_sample_same, check_text_write),
                     "No finding differs from base: 3 compared.\n");
}
