#include <criterion/criterion.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"
#include "refusal.h"
#include "report_sample.h"
#include "stages.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(write_neighbours, .init = make, .fini = sample_folder_remove);

static const struct finding findings[] = {{.kind = FINDING_MATRIX, .as.weighted = &sample_weighted},
                                          {.kind = FINDING_NEIGHBOUR, .as.neighbour = {0, 1, 1, 0.25, 0.5}},
                                          {.kind = FINDING_NEIGHBOUR, .as.neighbour = {0, 2, 2, 0, 0}}};

static enum status run_to(const char *output, size_t first, struct failure *failure)
{
    struct record records[3];
    for (size_t i = 0; i < 3; i++)
        records[i] = (struct record){.kind = RECORD_FINDING, .as.finding = &findings[i]};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&write_neighbours_stage},
                              .stage_count = 1,
                              .whole = records + first,
                              .whole_count = 3 - first};
    sample_stdout_to(output);
    const enum status status = harness_run(&harness);
    sample_stdout_restore();
    *failure = harness.failure;
    return status;
}

Test(write_neighbours, each_neighbour_is_a_row_on_standard_output)
{
    struct failure failure = {0};
    cr_assert_eq(run_to("out", 0, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_str_eq(sample_content("out"), "query,rank,document,score\r\n"
                                            "war/post,1,حرب/صحيفة,0.25\r\n"
                                            "war/post,2,empty,0\r\n");
}

Test(write_neighbours, a_full_disk_is_an_io_failure)
{
    struct failure failure = {0};
    cr_assert_eq(run_to("/dev/full", 0, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
}

Test(write_neighbours, a_neighbour_before_the_matrix_is_an_internal_failure)
{
    struct failure failure = {0};
    cr_assert_eq(run_to("out", 1, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_INTERNAL);
}

/* ---- rows made into text by several workers ---- */

enum { MANY = 18000, FEW = 20, TEXT_BYTES = 1 << 20 };

static struct finding many[MANY];
static struct record records[MANY + 1];

static enum status run_many(unsigned workers, size_t count, const char *output, struct failure *failure)
{
    records[0] = (struct record){.kind = RECORD_FINDING, .as.finding = &findings[0]};
    for (size_t i = 0; i < count; i++) {
        many[i] =
            (struct finding){.kind = FINDING_NEIGHBOUR, .as.neighbour = {i % 3, i, (i + 1) % 3, (double)i / MANY, 0}};
        records[i + 1] = (struct record){.kind = RECORD_FINDING, .as.finding = &many[i]};
    }
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&write_neighbours_stage},
                              .stage_count = 1,
                              .whole = records,
                              .whole_count = count + 1};
    harness.settings.workers = workers;
    sample_stdout_to(output);
    const enum status status = harness_run(&harness);
    sample_stdout_restore();
    *failure = harness.failure;
    return status;
}

Test(write_neighbours, several_workers_write_what_one_writes)
{
    struct failure failure = {0};
    static char alone[TEXT_BYTES];
    cr_assert_eq(run_many(1, MANY, "one", &failure), STATUS_OK, "%s", failure.message);
    const char *const one = sample_content("one");
    const size_t length = sample_content_length();
    cr_assert_lt(length, TEXT_BYTES);
    memcpy(alone, one, length);
    for (unsigned workers = 2; workers <= 3; workers++) {
        cr_assert_eq(run_many(workers, MANY, "several", &failure), STATUS_OK, "%s", failure.message);
        const char *const several = sample_content("several");
        cr_expect_eq(sample_content_length(), length);
        cr_expect_arr_eq(several, alone, length);
    }
}

Test(write_neighbours, a_full_disk_is_an_io_failure_with_several_workers_too)
{
    struct failure failure = {0};
    cr_assert_eq(run_many(2, MANY, "/dev/full", &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_IO);
}

/* Some of a pipeline's own are refused, too; each is told, and nothing is written twice or read after it was freed. */
Test(write_neighbours, a_refused_allocation_is_told_with_several_workers)
{
    struct failure failure = {0};
    refuse_allocation(LONG_MAX, false);
    cr_assert_eq(run_many(2, FEW, "out", &failure), STATUS_OK);
    const long asked = refuse_nothing();
    size_t refused = 0;
    for (long i = 0; i < asked; i++) {
        refuse_allocation(i, true);
        const enum status status = run_many(2, FEW, "out", &failure);
        (void)refuse_nothing();
        refused += status == STATUS_FAILED && failure.kind == FAILURE_MEMORY;
    }
    cr_expect_gt(refused, 16, "the text of each of 16 parts can be refused");
}
