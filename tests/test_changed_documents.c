#include <criterion/criterion.h>

#include "results_sample.h"
#include "scratch.h"

TestSuite(changed_documents, .init = results_sample_make, .fini = scratch_close);

static const struct sample_comparison of = {1u << CHECK_DOCUMENTS, changed_documents, NULL};

Test(changed_documents, equal_folders_have_no_change)
{
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_documents, what_came_went_or_is_another_is_told)
{
    static const struct sample_edit edits[] = {
        {"war/post,post,war,en", "war/post,post,peace,en",
         "code documents: event of war/post: war before, peace now\n"},
        {"war/post,post,war,en", "war/post,,war,fr",
         "code documents: language of war/post: en before, fr now\ncode documents: source of war/post: post before, "
         "nothing now\n"},
        {"war/post,post,war,en,,1,texts/war/post.txt,00000001", "war/more,post,war,en,,1,texts/war/post.txt,00000009",
         "code documents: document war/post is gone\ncode documents: document war/more is new\n"},
    };
    results_sample_expect_each(of, "after/documents.csv", edits, sizeof edits / sizeof *edits);
}

Test(changed_documents, an_input_that_came_or_went_is_the_cause)
{
    results_sample_edit("after/run.json", "texts/war/star.txt", "texts/war/moon.txt");
    results_sample_edit("after/documents.csv", "war/star,النجم,war,ar,,2,texts/war/star.txt",
                        "war/moon,النجم,war,ar,,5,texts/war/moon.txt");
    results_sample_edit("after/run.json", "war/moon.txt\", \"bytes\": 2", "war/moon.txt\", \"bytes\": 5");
    cr_expect_str_eq(results_sample_changes(of), "input-removed documents: document war/star is gone\n"
                                                 "input-added documents: document war/moon is new\n");
}

Test(changed_documents, one_with_the_same_text_under_another_name_is_renamed)
{
    results_sample_edit("after/documents.csv", "war/post,post,war", "war/more,post,war");
    cr_expect_str_eq(results_sample_changes(of), "code documents: document war/post is renamed to war/more\n");
    results_sample_edit("after/documents.csv", "war/star,النجم,war,ar,,2,texts/war/star.txt",
                        "peace/moon,القمر,peace,ar,,2,texts/peace/moon.txt");
    results_sample_edit("after/run.json", "texts/war/star.txt", "texts/peace/moon.txt");
    cr_expect_str_eq(
        results_sample_changes(of),
        "input-renamed documents: document war/post is renamed to war/more\n"
        "input-renamed documents: document war/star is renamed to peace/moon\n"
        "input-renamed documents: event of peace/moon: war before, peace now\n"
        "input-renamed documents: source of peace/moon: \u200eالنجم\u200e before, \u200eالقمر\u200e now\n");
}

Test(changed_documents, folders_without_a_common_document_are_of_different_corpora)
{
    struct comparison comparison = {.kinds = 1};
    struct failure failure = {0};
    scratch_write("after/documents.csv", "document,source,event,language,date,bytes\r\nx,y,z,en,,1\r\n");
    cr_expect_eq(comparison_open(&comparison, scratch_path("before"), scratch_path("after"), &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_DATA);
    cr_expect_not_null(strstr(failure.message, "no document in common"), "%s", failure.message);
    comparison_close(&comparison);
}
