#include <criterion/criterion.h>

#include "results_sample.h"
#include "scratch.h"

TestSuite(changed_events, .init = results_sample_make, .fini = scratch_close);

static const struct sample_comparison of = {1u << CHECK_EVENTS, changed_events, NULL};

Test(changed_events, equal_folders_have_no_change)
{
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_events, documents_that_speak_more_or_less_of_an_event_are_told)
{
    static const struct sample_edit edits[] = {
        {"war,war/post,10,20\r\n", "", "code events: passages of war/post on war: 2 before, 1 now\n"},
        {"war,war/star,0,10\r\n", "peace,war/star,0,10\r\n",
         "code events: passages of war/star on peace: 0 before, 1 now\ncode events: passages of war/star on war: 1 "
         "before, 0 now\n"},
    };
    results_sample_expect_each(of, "after/events.csv", edits, sizeof edits / sizeof *edits);
}

Test(changed_events, of_a_text_that_is_as_it_was_other_passages_are_told)
{
    results_sample_edit("after/events.csv", "war,war/post,10,20\r\n", "war,war/post,20,30\r\n");
    cr_expect_str_eq(results_sample_changes(of),
                     "code events: bytes of war/post on war: 0-10 10-20 before, 0-10 20-30 now\n");
    results_sample_edit("after/documents.csv", "00000001", "00000009");
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_events, a_changed_file_of_events_is_the_cause)
{
    results_sample_edit("before/run.json", "\"inputs\": [",
                        "\"inputs\": [{\"path\": \"e.csv\", \"bytes\": 9, \"crc32\": \"0000000a\"},");
    results_sample_edit("after/run.json", "\"inputs\": [",
                        "\"inputs\": [{\"path\": \"e.csv\", \"bytes\": 9, \"crc32\": \"0000000b\"},");
    results_sample_edit("after/events.csv", "war,war/post,10,20\r\n", "");
    cr_expect_str_eq(results_sample_changes(of),
                     "input-changed events: passages of war/post on war: 2 before, 1 now\n");
}

/* An earlier mizan did not write it; one of this version always does. */
Test(changed_events, a_table_that_one_side_has_is_noted_or_between_equal_versions_an_error)
{
    struct comparison comparison;
    struct failure failure = {0};
    results_sample_remove("before/events.csv");
    results_sample_open(&comparison, of.kinds);
    cr_expect_eq(changed_events(&comparison, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
    comparison_close(&comparison);
    failure = (struct failure){0};
    results_sample_edit("before/run.json", "\"mizan\": \"0.1.0\"", "\"mizan\": \"0.0.9\"");
    results_sample_open(&comparison, of.kinds);
    cr_expect_eq(changed_events(&comparison, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(comparison.note_count, 1);
    cr_expect(span_equal(comparison.notes[0], span_of("events.csv: only OUT has it")));
    comparison_close(&comparison);
}
