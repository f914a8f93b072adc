#include <criterion/criterion.h>

#include "results_sample.h"
#include "scratch.h"

TestSuite(changed_factors, .init = results_sample_make, .fini = scratch_close);

static const struct sample_comparison of = {1u << CHECK_FACTORS, changed_factors, NULL};

Test(changed_factors, equal_folders_have_no_change)
{
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_factors, numbers_beyond_the_tolerance_and_other_reasons_are_told)
{
    static const struct sample_edit edits[] = {
        {"same,0.5,", "same,0.504,", ""},
        {"same,0.5,", "same,0.51,",
         "code factors: same event, other source, languages same: mean similarity: 0.5000 before, 0.5100 now\n"},
        {"0.25,0.1,", "0.5,0.2,",
         "code factors: share of event: 0.2500 before, 0.5000 now\n"
         "code factors: share of event, by chance: 0.1000 before, 0.2000 now\n"},
        {"0.25,0.1,,\r\n", ",,,too few\r\n", /* the reason says no more than that the numbers are gone */
         "code factors: share of event: 0.2500 before, nothing now\n"
         "code factors: share of event, by chance: 0.1000 before, nothing now\n"},
        {",,,,,no two sources tell 10 events", ",,,,,fewer than 3",
         "code factors: similarity, status: no two sources tell 10 events before, fewer than 3 now\n"},
        {"similarity,same,,,,,no two sources tell 10 events", "similarity,same,,,,0.4,",
         "code factors: similarity, languages same: correlation with length: nothing before, 0.4000 now\n"},
    };
    results_sample_expect_each(of, "after/factors.csv", edits, sizeof edits / sizeof *edits);
}

Test(changed_factors, a_changed_text_is_the_cause)
{
    results_sample_edit("after/run.json", "\"bytes\": 1, \"crc32\": \"00000001\"",
                        "\"bytes\": 1, \"crc32\": \"00000009\"");
    results_sample_edit("after/documents.csv", "00000001", "00000009");
    results_sample_edit("after/factors.csv", "same,0.5,", "same,0.6,");
    cr_expect_str_eq(results_sample_changes(of),
                     "input-changed factors: same event, other source, languages same: mean "
                     "similarity: 0.5000 before, 0.6000 now\n");
}
