#include <criterion/criterion.h>
#include <stdio.h>

#include "results_sample.h"
#include "scratch.h"

TestSuite(changed_sources, .init = results_sample_make, .fini = scratch_close);

static const struct sample_comparison of = {1u << CHECK_SOURCES | 1u << CHECK_SENTENCES, changed_sources, NULL};

Test(changed_sources, equal_folders_have_no_change)
{
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_sources, a_similarity_with_an_interval_must_leave_it)
{
    static const struct sample_edit edits[] = {
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
    results_sample_expect_each(of, "after/sources.csv", edits, sizeof edits / sizeof *edits);
}

Test(changed_sources, a_sentence_changes_when_its_pair_falls_behind)
{
    static const struct sample_edit edits[] = {
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
    results_sample_expect_each(of, "after/sources.csv", edits, sizeof edits / sizeof *edits);
}

Test(changed_sources, only_the_kinds_that_were_asked_for_are_compared)
{
    results_sample_edit("after/sources.csv", "war,globe,post,0.3,", "war,globe,post,0.71,");
    cr_expect_str_eq(results_sample_changes((struct sample_comparison){1u << CHECK_SENTENCES, changed_sources, NULL}),
                     "code sentences: most alike on war: \u200epost and النجم\u200e before, globe and post now\n");
}

Test(changed_sources, by_a_distance_the_smallest_are_most_alike)
{
    static const struct sample_comparison sentences = {1u << CHECK_SENTENCES, changed_sources, NULL};
    results_sample_edit("before/run.json", "\"corrected\"", "\"jensen-shannon\"");
    results_sample_edit("after/run.json", "\"corrected\"", "\"jensen-shannon\"");
    results_sample_edit("after/sources.csv", "war,globe,post,0.3,", "war,globe,post,0.1,");
    cr_expect_str_eq(results_sample_changes(sentences),
                     "code sentences: most alike on war: \u200eglobe and النجم\u200e before, globe and post now\n");
}

/* Adds a column to both tables, with these values in their four rows. */
static void add_column(const char *name, const char *const values[4])
{
    static const char *const tables[] = {"before/sources.csv", "after/sources.csv"};
    static const char *const rows[] = {"1918 1919,\r\n", "0.3,,short\r\n", "0.1,,short\r\n", "0.6,1918,\r\n"};
    for (size_t i = 0; i < 2; i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "shared_years,status,%s\r\n", name);
        results_sample_edit(tables[i], "shared_years,status\r\n", text);
        for (size_t row = 0; row < 4; row++) {
            (void)snprintf(text, sizeof text, "%.*s,%s\r\n", (int)strlen(rows[row]) - 2, rows[row], values[row]);
            results_sample_edit(tables[i], rows[row], text);
        }
    }
}

Test(changed_sources, the_centred_similarity_is_compared_where_both_have_it)
{
    add_column("centred", (const char *const[]){"0.2", "0.1", "", "0.3"});
    results_sample_edit("after/sources.csv", "short,0.1\r\n", "short,0.11\r\n");
    results_sample_edit("after/sources.csv", "1918 1919,,0.2\r\n", "1918 1919,,0.25\r\n"); /* within half an interval */
    cr_expect_str_eq(results_sample_changes(of),
                     "code sources: globe and post on war, centred: 0.1000 before, 0.1100 now\n");
}

Test(changed_sources, the_distance_from_unrelated_texts_is_compared_by_what_is_shown_of_it)
{
    add_column("reference_z", (const char *const[]){"4.2", "3.5", "", "2"});
    results_sample_edit("after/sources.csv", "short,3.5\r\n", "short,3.6\r\n");
    results_sample_edit("after/sources.csv", "1918,,2\r\n", "1918,,2.04\r\n");
    cr_expect_str_eq(results_sample_changes(of),
                     "code sources: globe and post on war, beside unrelated texts: 3.5000 before, 3.6000 now\n");
}

/* The events of --events: no document names one. */
Test(changed_sources, events_of_a_file_are_compared_and_what_changed_a_text_changed_what_it_tells)
{
    static const char *const folders[] = {"before", "after"};
    for (size_t i = 0; i < 2; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "%s/documents.csv", folders[i]);
        results_sample_edit(name, "war/post,post,war", "war/post,post,");
        results_sample_edit(name, "war/star,النجم,war", "war/star,النجم,");
    }
    results_sample_edit("after/run.json", "\"bytes\": 1, \"crc32\": \"00000001\"",
                        "\"bytes\": 1, \"crc32\": \"00000009\"");
    results_sample_edit("after/documents.csv", "00000001", "00000009");
    results_sample_edit("after/run.json", "\"bytes\": 4, \"crc32\": \"00000004\"",
                        "\"bytes\": 4, \"crc32\": \"00000008\""); /* a text on peace says nothing of the war */
    results_sample_edit("after/documents.csv", "00000004", "00000008");
    results_sample_edit("after/sources.csv", "war,globe,post,0.3,", "war,globe,post,0.35,");
    cr_expect_str_eq(results_sample_changes(of),
                     "input-changed sources: globe and post on war: 0.3000 before, 0.3500 now\n");
}
