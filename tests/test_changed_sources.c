#include <criterion/criterion.h>
#include <stdio.h>

#include "results_sample.h"
#include "scratch.h"

static void make(void)
{
    scratch_open();
    results_sample_write();
}

TestSuite(changed_sources, .init = make, .fini = scratch_close);

static const char *changes(void)
{
    return results_sample_changes(1u << CHECK_SOURCES | 1u << CHECK_SENTENCES, changed_sources);
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

Test(changed_sources, equal_folders_have_no_change)
{
    cr_expect_str_eq(changes(), "");
}

Test(changed_sources, a_similarity_with_an_interval_must_leave_it)
{
    static const struct edit edits[] = {
        {"peace,globe,post,0.5", "peace,globe,post,0.59", ""},
        {"peace,globe,post,0.5", "peace,globe,post,0.61",
         "code sources: globe and post on peace: 0.5000 [0.4000, 0.6000] before, 0.6100 now\n"},
        {"war,globe,post,0.3,", "war,globe,post,0.304,", ""},
        {"war,globe,post,0.3,", "war,globe,post,0.306,",
         "code sources: globe and post on war: 0.3000 before, 0.3060 now\n"},
        {"war,globe,post,0.3,", "war,globe,post,,",
         "code sources: globe and post on war: 0.3000 before, nothing now\n"},
        {"0.1,0.2,0.4,1918 1919,", "0.14,0.2,0.49,1918 1919,", ""},
        {"0.1,0.2,0.4,1918 1919,", "0.2,0.3,0.51,1918,short",
         "code sources: globe and post on peace, without names: 0.4000 before, 0.5100 now\n"
         "code sources: globe and post on peace, percentile of the null: 0.1000 before, 0.2000 now\n"
         "code sources: globe and post on peace, share of names: 0.2000 before, 0.3000 now\n"
         "code sources: globe and post on peace, status: nothing before, short now\n"
         "code sources: globe and post on peace, years in both: 1918 1919 before, 1918 now\n"},
    };
    expect_each("after/sources.csv", edits, sizeof edits / sizeof *edits);
}

Test(changed_sources, a_sentence_changes_when_its_pair_falls_behind)
{
    static const struct edit edits[] = {
        {"war,globe,post,0.3,,,,0.2,0.3,,short\r\nwar,globe,النجم,0.2,,,,0.2,0.1,,short",
         "war,globe,post,0.2,,,,0.2,0.3,,short\r\nwar,globe,النجم,0.3,,,,0.2,0.1,,short",
         "code sentences: least alike on war: \u200eglobe and النجم\u200e before, globe and post now\n"
         "code sources: globe and post on war: 0.3000 before, 0.2000 now\n"
         "code sources: globe and \u200eالنجم\u200e on war: 0.2000 before, 0.3000 now\n"},
        {"war,globe,post,0.3,", "war,globe,post,0.71,",
         "code sentences: most alike on war: \u200epost and النجم\u200e before, globe and post now\n"
         "code sources: globe and post on war: 0.3000 before, 0.7100 now\n"},
        {"war,globe,post,0.3,,,,0.2,0.3,,short", "war,globe,post,0.9,,,,0.2,0.3,,different-languages",
         "code sources: globe and post on war: 0.3000 before, 0.9000 now\n"
         "code sources: globe and post on war, status: short before, different-languages now\n"},
    };
    expect_each("after/sources.csv", edits, sizeof edits / sizeof *edits);
}

Test(changed_sources, only_the_kinds_that_were_asked_for_are_compared)
{
    results_sample_edit("after/sources.csv", "war,globe,post,0.3,", "war,globe,post,0.71,");
    cr_expect_str_eq(results_sample_changes(1u << CHECK_SENTENCES, changed_sources),
                     "code sentences: most alike on war: \u200epost and النجم\u200e before, globe and post now\n");
}
