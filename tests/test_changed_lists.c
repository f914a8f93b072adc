#include <criterion/criterion.h>
#include <stdio.h>

#include "results_sample.h"
#include "scratch.h"

TestSuite(changed_lists, .init = results_sample_make, .fini = scratch_close);

static const struct sample_comparison of = {
    1u << CHECK_TERMS | 1u << CHECK_TOPICS | 1u << CHECK_CONTRASTS | 1u << CHECK_SILENCES, changed_lists, NULL};

Test(changed_lists, equal_folders_have_no_change)
{
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_lists, terms_that_come_and_go_are_told_by_their_forms)
{
    static const struct sample_edit edits[] = {
        {"document,war/post,2,front,fronts", "document,war/post,2,gun,guns",
         "code terms: strongest terms of war/post: no longer fronts; now also guns\n"},
        {"source,post,1,war,War", "source,post,1,gun,",
         "code terms: strongest terms of source post: no longer War; now also gun\n"},
        {"event,war,1,war,War,5\r\n", "", "code terms: strongest terms of event war: no longer War\n"},
        {"topic,topic-1,1,war,War", "topic,topic-1,1,gun,guns",
         "code topics: terms of topic-1: no longer War; now also guns\n"},
        {"document,war/post,1,war,War,3\r\ndocument,war/post,2,front,fronts,2",
         "document,war/post,1,front,fronts,3\r\ndocument,war/post,2,war,War,2", ""},
    };
    results_sample_expect_each(of, "after/terms.csv", edits, sizeof edits / sizeof *edits);
}

Test(changed_lists, a_term_that_slips_from_the_tenth_place_is_no_change)
{
    char rows[2048] = "";
    for (int i = 0; i < 12; i++) {
        char row[64];
        snprintf(row, sizeof row, "event,peace,%d,t%02d,,1\r\n", i + 1, i);
        strcat(rows, row);
    }
    strcat(rows, "topic,topic-1");
    results_sample_edit("before/terms.csv", "topic,topic-1", rows);
    char *const tenth = strstr(rows, "t09");
    tenth[2] = '1'; /* t11, and the last becomes t09 */
    strstr(tenth + 3, "t11")[1] = '0';
    tenth[1] = '1';
    char *const last = strstr(tenth + 3, "t01");
    last[2] = '9';
    results_sample_edit("after/terms.csv", "topic,topic-1", rows);
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_lists, contrasts_leave_their_interval_and_silences_end)
{
    static const struct sample_edit contrasts[] = {
        {"1,2,1.5,1,2", "1,2,1.9,1,2", ""},
        {"1,2,1.5,1,2", "1,2,2.1,1,2",
         "code contrasts: War in post (en), log odds: 1.5000 [1, 2] before, 2.1000 now\n"},
        /* log odds 1, standard error 1 / 2: 1 +- 0.97998 */
        {"War,1,2,,,", "War,1.97,2,,,", ""},
        {"War,1,2,,,", "War,1.99,2,,,",
         "code contrasts: War in post on war (en), log odds: 1 [0.0200, 1.9800] before, 1.9900 now\n"},
        {"post,war,en,more", "post,war,en,less",
         "code contrasts: what post has less of on war (en): now also War\ncode contrasts: what post has more of on "
         "war (en): no "
         "longer War\n"},
    };
    /* CI systems take issues of one name for one issue */
    static const struct sample_edit languages[] = {
        {"post,war,en,more,1,war,War,1,2,,,",
         "post,war,ar,more,1,harb,Harb,1,2,,,\r\npost,war,en,more,1,guns,Guns,1,2,,,",
         "code contrasts: what post has more of on war (en): no longer War; now also Guns\n"
         "code contrasts: what post has more of on war (ar): now also Harb\n"},
    };
    static const struct sample_edit silences[] = {
        {"post,war,en,1,gas,gas", "post,war,en,1,,",
         "code silences: what post leaves out on war (en): no longer gas\n"},
    };
    results_sample_expect_each(of, "after/contrasts.csv", contrasts, sizeof contrasts / sizeof *contrasts);
    results_sample_expect_each(of, "after/contrasts.csv", languages, sizeof languages / sizeof *languages);
    results_sample_expect_each(of, "after/silences.csv", silences, sizeof silences / sizeof *silences);
}

Test(changed_lists, what_is_about_a_source_that_only_one_side_has_is_no_change_of_its_own)
{
    results_sample_edit("after/documents.csv", "peace/post,post", "peace/post,daily");
    results_sample_edit("after/documents.csv", "war/post,post", "war/post,daily");
    results_sample_edit("after/silences.csv", "post,war,en,1,gas,gas\r\n", "");
    results_sample_edit("after/contrasts.csv", "post,war,en,more,1,war,War,1,2,,,\r\n", "");
    cr_expect_str_eq(results_sample_changes(of), "");
}
