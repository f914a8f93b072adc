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
    scratch_open();
    results_sample_write();
    write_pairs();
}

TestSuite(changed_pairs, .init = make, .fini = scratch_close);

static const char *changes(void)
{
    return results_sample_changes(1u << CHECK_MATRIX, changed_pairs);
}

/* One edit of OUT's table, and what is told of it. */
struct edit {
    const char *text, *with, *changes;
};

static void expect_each(const char *file, const struct edit *edits, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        results_sample_write();
        write_pairs();
        results_sample_edit(file, edits[i].text, edits[i].with);
        const char *const told = changes();
        cr_expect_str_eq(told, edits[i].changes, "%s: %s", edits[i].with, told);
    }
}

Test(changed_pairs, equal_folders_have_no_change)
{
    cr_expect_str_eq(changes(), "");
}

Test(changed_pairs, a_pair_that_moves_or_crosses_the_threshold_by_more_than_the_tolerance_is_told)
{
    static const struct edit edits[] = {
        {"4 3 0.75", "4 3 0.7", "code matrix: war/post and war/star: 0.7500 before, 0.7000 now\n"},
        {"4 4 2\n2 1 0.502\n", "4 4 1\n", ""},
        {"4 4 2\n2 1 0.502\n4 3 0.75\n", "4 4 1\n2 1 0.502\n",
         "code matrix: war/post and war/star: 0.7500 before, nothing now\n"},
        {"4 3 0.75", "3 1 0.75",
         "code matrix: peace/globe and war/post: nothing before, 0.7500 now\ncode matrix: war/post and war/star: "
         "0.7500 "
         "before, nothing now\n"},
    };
    expect_each("after/similarity.mtx", edits, sizeof edits / sizeof *edits);
}
