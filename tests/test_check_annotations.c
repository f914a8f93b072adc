#include <criterion/criterion.h>
#include <string.h>

#include "check_files.h"
#include "check_sample.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(check_annotations, .init = make, .fini = sample_folder_remove);

Test(check_annotations, github_gets_one_command_a_line_with_nothing_that_ends_it)
{
    cr_expect_str_eq(
        check_sample_written(&check_sample, check_github_write),
        "::error title=mizan check::1 pair of sources, 1 list of neighbours, 7 lists of strongest terms not as in the "
        "baseline\n"
        "::error file=texts/a.txt,line=1,title=mizan check (sources)::post and globe on war: 0.5000 [0.4000, 0.6000] "
        "before, 0.7500 now%0AWhy: the input texts/a.txt has changed: 1 bytes, CRC-32 00000001 before, 2 bytes, CRC-32 "
        "00000002 now\n"
        "::error file=texts/a.txt,line=1,title=mizan check (terms)::strongest terms of "
        "<script>alert(1)</script>\\x0a::error::x\\x1b[31m: no longer =cmd%0AWhy: the input texts/a.txt has changed: 1 "
        "bytes, CRC-32 00000001 before, 2 bytes, CRC-32 00000002 now\n"
        "::error file=out/neighbours.csv,line=1,title=mizan check (neighbours)::nearest to x: \uFFFDy before, z, "
        "100%25 "
        "now%0AWhy: nothing that run.json records: the code of mizan, or a table that was edited\n");
    cr_expect_str_eq(check_sample_written(&check_sample_same, check_github_write), "");
}

Test(check_annotations, gitlab_gets_issues_with_a_place_and_a_fingerprint_each)
{
    const char *const text = check_sample_written(&check_sample, check_code_quality_write);
    static const char *const parts[] = {
        "\"check_name\": \"mizan-check-sources\"",
        "\"severity\": \"major\"",
        "\"path\": \"texts/a.txt\",\n      \"lines\": {\n        \"begin\": 1",
        "\"path\": \"out/neighbours.csv\"",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cr_expect_not_null(strstr(text, parts[i]), "%s in %s", parts[i], text);
    const char *const first = strstr(text, "\"fingerprint\": ");
    cr_assert_not_null(first);
    char fingerprint[64] = "";
    strncat(fingerprint, first, strlen("\"fingerprint\": \"0123456789abcdef\""));
    cr_expect_null(strstr(first + 1, fingerprint));
    cr_expect_str_eq(check_sample_written(&check_sample_same, check_code_quality_write), "[]\n");
}
