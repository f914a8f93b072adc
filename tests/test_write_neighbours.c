#include <criterion/criterion.h>

#include "harness.h"
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
