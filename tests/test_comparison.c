#include <criterion/criterion.h>
#include <math.h>
#include <unistd.h>

#include "refusal.h"
#include "results_sample.h"
#include "scratch.h"

TestSuite(comparison, .init = results_sample_make, .fini = scratch_close);

static enum failure_kind open_failure(const char *part)
{
    struct comparison comparison = {.kinds = 1};
    struct failure failure = {0};
    cr_expect_eq(comparison_open(&comparison, scratch_path("before"), scratch_path("after"), &failure), STATUS_FAILED);
    cr_expect_not_null(strstr(failure.message, part), "%s", failure.message);
    comparison_close(&comparison);
    return failure.kind;
}

Test(comparison, a_missing_baseline_is_told_with_the_command_that_makes_one)
{
    struct comparison comparison = {.kinds = 1};
    struct failure failure = {0};
    cr_expect_eq(comparison_open(&comparison, scratch_path("none"), scratch_path("after"), &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
    cr_expect_not_null(strstr(failure.message, "after/run.json -o "), "%s", failure.message);
    cr_expect_not_null(strstr(failure.message, "mizan compare --from "), "%s", failure.message);
    comparison_close(&comparison);
}

Test(comparison, a_folder_that_is_half_deleted_is_told)
{
    results_sample_remove("before/documents.csv");
    cr_expect_eq(open_failure("before/documents.csv: is not there"), FAILURE_NO_INPUT);
    results_sample_write();
    results_sample_edit("after/documents.csv", "event", "evnt");
    cr_expect_eq(open_failure("after/documents.csv:1: there is no column 'event'"), FAILURE_DATA);
}

Test(comparison, a_table_missing_in_this_version_is_a_failure_and_in_another_a_note)
{
    static const char *const columns[] = {"kind", NULL};
    for (int is_other = 0; is_other < 2; is_other++) {
        struct comparison comparison;
        struct result_table tables[SIDE_COUNT] = {0};
        struct failure failure = {0};
        bool is_there = true;
        results_sample_write();
        results_sample_remove("before/terms.csv");
        if (is_other != 0)
            results_sample_edit("before/run.json", "0.1.0", "0.0.9");
        results_sample_open(&comparison, 0);
        const enum status status =
            comparison_read(&comparison, "terms.csv", columns, tables, true, &is_there, &failure);
        cr_expect_eq(status, is_other != 0 ? STATUS_OK : STATUS_FAILED);
        cr_expect_eq(failure.kind, is_other != 0 ? FAILURE_NONE : FAILURE_NO_INPUT);
        cr_expect_eq(comparison.note_count, (size_t)is_other);
        cr_expect_not(is_there);
        result_table_free(&tables[0]);
        result_table_free(&tables[1]);
        comparison_close(&comparison);
    }
}

Test(comparison, numbers_differ_beyond_the_tolerance_or_by_being_there)
{
    cr_expect_not(comparison_differs(.5, .505, .0051));
    cr_expect(comparison_differs(.5, .506, .005));
    cr_expect(comparison_differs(NAN, .5, 1));
    cr_expect(comparison_differs(.5, NAN, 1));
    cr_expect_not(comparison_differs(NAN, NAN, 0));
    cr_expect(comparison_differs(.1 + .2, .3, 0));
}

/* Everything, as the command does it, with each allocation refused in turn. */
static enum status compare_all(struct comparison *comparison, struct failure *failure)
{
    static enum status (*const steps[])(struct comparison *, struct failure *) = {
        changed_documents, changed_sources,    changed_events,     changed_matrix,
        changed_pairs,     changed_neighbours, changed_robustness, changed_lists};
    if (comparison_open(comparison, "before", "after", failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i](comparison, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return change_list_settle(&comparison->changes, failure);
}

Test(comparison, every_refused_allocation_is_told_and_nothing_leaks, .timeout = 60)
{
    bool done = false;
    results_sample_edit("after/similarity.csv", "1,0.5,", "1,0.6,");
    results_sample_edit("after/sources.csv", "war,globe,post,0.3,", "war,globe,post,0.71,");
    results_sample_edit("after/terms.csv", "document,war/post,2,front,fronts", "document,war/post,2,gun,guns");
    results_sample_edit("after/run.json", "72.1", "74.2");
    cr_assert_eq(chdir(scratch_path("")), 0);
    for (long index = 0; !done; index++) {
        struct comparison comparison = {.tolerance = .005, .kinds = ~0u};
        struct failure failure = {0};
        refuse_allocation(index, true); /* libcsv asks again for less */
        const enum status status = compare_all(&comparison, &failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, done ? STATUS_OK : STATUS_FAILED, "allocation %ld: %s", index, failure.message);
        cr_expect_eq(failure.kind, done ? FAILURE_NONE : FAILURE_MEMORY, "allocation %ld: %s", index, failure.message);
        comparison_close(&comparison);
    }
}
