#include <criterion/criterion.h>
#include <stdio.h>

#include "results_sample.h"
#include "scratch.h"

static void make(void)
{
    scratch_open();
    results_sample_write();
}

TestSuite(changed_events, .init = make, .fini = scratch_close);

static const char *changes(void)
{
    return results_sample_changes(1u << CHECK_EVENTS, changed_events);
}

/* One edit of OUT's table, and what is told of it. */
struct edit {
    const char *text, *with, *changes;
};

static void expect_each(const char *file, const struct edit *edits, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        results_sample_write();
        results_sample_edit(file, edits[i].text, edits[i].with);
        const char *const told = changes();
        cr_expect_str_eq(told, edits[i].changes, "%s: %s", edits[i].with, told);
    }
}

Test(changed_events, equal_folders_have_no_change)
{
    cr_expect_str_eq(changes(), "");
}

Test(changed_events, documents_that_speak_more_or_less_of_an_event_are_told)
{
    static const struct edit edits[] = {
        {"war,war/post,10,20\r\n", "", "code events: passages of war/post on war: 2 before, 1 now\n"},
        {"war,war/star,0,10\r\n", "peace,war/star,0,10\r\n",
         "code events: passages of war/star on peace: 0 before, 1 now\ncode events: passages of war/star on war: 1 "
         "before, 0 now\n"},
    };
    expect_each("after/events.csv", edits, sizeof edits / sizeof *edits);
}

Test(changed_events, a_table_that_one_side_has_is_noted)
{
    struct comparison comparison;
    struct failure failure = {0};
    results_sample_remove("before/events.csv");
    results_sample_open(&comparison, 1u << CHECK_EVENTS);
    cr_expect_eq(changed_events(&comparison, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(comparison.note_count, 1);
    cr_expect(span_equal(comparison.notes[0], span_of("events.csv: only OUT has it")));
    comparison_close(&comparison);
}
