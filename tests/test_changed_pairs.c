#include <criterion/criterion.h>
#include <stdio.h>

#include "results_sample.h"
#include "scratch.h"

/* Results of --threshold 0.5 instead of the whole matrix. */
static void write_pairs(void)
{
    static const char *const sides[] = {"before", "after"};
    for (int side = 0; side < 2; side++) {
        char name[32];
        snprintf(name, sizeof name, "%s/similarity.mtx", sides[side]);
        scratch_write(name, "%%MatrixMarket matrix coordinate real symmetric\n4 4 2\n2 1 0.502\n4 3 0.75\n");
        snprintf(name, sizeof name, "%s/run.json", sides[side]);
        results_sample_edit(name, "\"threshold\": null", "\"threshold\": 0.5");
    }
}

static void make(void)
{
    results_sample_make();
    write_pairs();
}

TestSuite(changed_pairs, .init = make, .fini = scratch_close);

static const struct sample_comparison of = {1u << CHECK_MATRIX, changed_pairs, write_pairs};

Test(changed_pairs, equal_folders_have_no_change)
{
    cr_expect_str_eq(results_sample_changes(of), "");
}

Test(changed_pairs, a_pair_that_moves_or_crosses_the_threshold_by_more_than_the_tolerance_is_told)
{
    static const struct sample_edit edits[] = {
        {"4 3 0.75", "4 3 0.7", "code matrix: war/post and war/star: 0.7500 before, 0.7000 now\n"},
        {"4 4 2\n2 1 0.502\n", "4 4 1\n", ""},
        {"4 4 2\n2 1 0.502\n4 3 0.75\n", "4 4 1\n2 1 0.502\n",
         "code matrix: war/post and war/star: 0.7500 before, nothing now\n"},
        {"4 3 0.75", "3 1 0.75",
         "code matrix: peace/globe and war/post: nothing before, 0.7500 now\ncode matrix: war/post and war/star: "
         "0.7500 "
         "before, nothing now\n"},
    };
    results_sample_expect_each(of, "after/similarity.mtx", edits, sizeof edits / sizeof *edits);
}

/* --threshold 0.8 of distances keeps what is at or below it; 0.502 and 0.75 are .298 and .05 within. */
Test(changed_pairs, of_distances_those_beyond_the_threshold_are_the_larger)
{
    static const char *const sides[] = {"before/run.json", "after/run.json"};
    for (int side = 0; side < 2; side++) {
        results_sample_edit(sides[side], "\"threshold\": 0.5", "\"threshold\": 0.8");
        results_sample_edit(sides[side], "\"corrected\"", "\"burrows-delta\"");
    }
    results_sample_edit("after/similarity.mtx", "4 4 2\n2 1 0.502\n", "4 4 1\n");
    cr_expect_str_eq(results_sample_changes(of),
                     "code matrix: peace/globe and peace/post: 0.5020 before, nothing now\n");
}
