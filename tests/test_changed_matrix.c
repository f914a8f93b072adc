#include <criterion/criterion.h>

#include "results_sample.h"
#include "scratch.h"

TestSuite(changed_matrix, .init = results_sample_make, .fini = scratch_close);

static const struct sample_comparison of = {1u << CHECK_MATRIX, changed_matrix, NULL};

Test(changed_matrix, equal_folders_have_no_change)
{
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_matrix, a_cell_beyond_the_tolerance_is_told_once_wherever_it_was_edited)
{
    static const struct sample_edit edits[] = {
        {"peace/globe,1,0.5,", "peace/globe,1,0.504,", ""},
        {"peace/globe,1,0.5,", "peace/globe,1,0.506,",
         "code matrix: peace/globe and peace/post: 0.5000 before, 0.5060 now\n"},
        {"peace/post,0.5,", "peace/post,0.6,", "code matrix: peace/post and peace/globe: 0.5000 before, 0.6000 now\n"},
        {"0.25,\r\n", "0.25,0.9\r\n", "code matrix: peace/globe and war/star: nothing before, 0.9000 now\n"},
        {"0.125,0.1", "0.125,", "code matrix: peace/post and war/star: 0.1000 before, nothing now\n"},
    };
    results_sample_expect_each(of, "after/similarity.csv", edits, sizeof edits / sizeof *edits);
    results_sample_write();
    results_sample_edit("after/similarity.csv", "1,0.5,", "1,0.6,");
    results_sample_edit("after/similarity.csv", "peace/post,0.5,", "peace/post,0.6,");
    cr_expect_str_eq(results_sample_changes(of),
                     "code matrix: peace/globe and peace/post: 0.5000 before, 0.6000 now\n");
}

Test(changed_matrix, another_order_of_the_documents_is_no_change)
{
    scratch_write("after/similarity.csv", "document,war/star,war/post,peace/post,peace/globe\r\n"
                                          "war/star,1,0.75,0.1,\r\n"
                                          "war/post,0.75,1,0.125,0.25\r\n"
                                          "peace/post,0.1,0.125,1,0.5\r\n"
                                          "peace/globe,,0.25,0.5,1\r\n");
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_matrix, the_input_of_one_of_the_two_is_the_cause)
{
    results_sample_edit("after/run.json", "\"bytes\": 1, \"crc32\": \"00000001\"", "\"bytes\": 9, \"crc32\": \"9\"");
    results_sample_edit("after/run.json", "\"bytes\": 2, \"crc32\": \"00000002\"", "\"bytes\": 8, \"crc32\": \"8\"");
    results_sample_edit("after/documents.csv", "post.txt,00000001", "post.txt,99999999");
    results_sample_edit("after/documents.csv", "star.txt,00000002", "star.txt,88888888");
    results_sample_edit("after/similarity.csv", "peace/globe,1,0.5,0.25", "peace/globe,1,0.5,0.35");
    results_sample_edit("after/similarity.csv", "war/post,0.25,0.125,1,0.75", "war/post,0.35,0.125,1,0.5");
    cr_expect_str_eq(results_sample_changes(of),
                     "several matrix: war/post and war/star: 0.7500 before, 0.5000 now\n"
                     "input-changed matrix: peace/globe and war/post: 0.2500 before, 0.3500 now\n");
}

Test(changed_matrix, a_matrix_that_the_run_must_have_written_is_missed)
{
    struct comparison comparison;
    struct failure failure = {0};
    results_sample_remove("after/similarity.csv");
    results_sample_open(&comparison, 1u << CHECK_MATRIX);
    cr_expect_eq(changed_matrix(&comparison, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
    cr_expect_not_null(strstr(failure.message, "after/similarity.csv: is not there"), "%s", failure.message);
    comparison_close(&comparison);
}
