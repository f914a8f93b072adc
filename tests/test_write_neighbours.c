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

/* ---- lists of all documents ---- */

enum { DOCUMENTS = 3, LONGEST = 9000, TEXT_BYTES = 1 << 20 };

static struct top_entry entries[DOCUMENTS][LONGEST];
static struct top_list lists[DOCUMENTS];

/* All but the second list are full; an entry's value tells where it stands. */
static enum status run_lists_in(enum format format, unsigned workers, size_t longest, bool are_distances,
                                const char *output, struct failure *failure)
{
    for (size_t i = 0; i < DOCUMENTS; i++) {
        lists[i] = (struct top_list){entries[i], i == 1 ? longest / 2 : longest, longest};
        for (size_t k = 0; k < longest; k++) {
            const double value = (double)(k + 1) / 4;
            entries[i][k] = (struct top_entry){are_distances ? -value : value, (i + k) % DOCUMENTS};
        }
    }
    const struct finding finding = {.kind = FINDING_NEIGHBOURS,
                                    .as.neighbours = {DOCUMENTS, lists, longest, are_distances}};
    const struct record records[] = {{.kind = RECORD_FINDING, .as.finding = &findings[0]},
                                     {.kind = RECORD_FINDING, .as.finding = &finding}};
    struct harness harness = {.settings = harness_settings(),
                              .stages = {&write_neighbours_stage},
                              .stage_count = 1,
                              .whole = records,
                              .whole_count = 2};
    harness.settings.workers = workers;
    harness.settings.format = format;
    sample_stdout_to(output);
    const enum status status = harness_run(&harness);
    sample_stdout_restore();
    *failure = harness.failure;
    return status;
}

static enum status run_lists(unsigned workers, size_t longest, bool are_distances, const char *output,
                             struct failure *failure)
{
    return run_lists_in(FORMAT_TEXT, workers, longest, are_distances, output, failure);
}

Test(write_neighbours, lists_are_rows_by_document_and_rank)
{
    static const char wanted[] = "query,rank,document,score\r\n"
                                 "war/post,1,war/post,0.25\r\n"
                                 "war/post,2,حرب/صحيفة,0.5\r\n"
                                 "حرب/صحيفة,1,حرب/صحيفة,0.25\r\n"
                                 "empty,1,empty,0.25\r\n"
                                 "empty,2,war/post,0.5\r\n";
    struct failure failure = {0};
    for (unsigned workers = 1; workers <= 2; workers++) {
        for (int are_distances = 0; are_distances < 2; are_distances++) {
            cr_assert_eq(run_lists(workers, 2, are_distances != 0, "out", &failure), STATUS_OK, "%s", failure.message);
            cr_expect_str_eq(sample_content("out"), wanted);
        }
    }
}

Test(write_neighbours, lists_are_objects_in_json_for_any_number_of_workers)
{
    static const char wanted[] = "[\n"
                                 "  {\n"
                                 "    \"query\": \"war/post\",\n"
                                 "    \"rank\": 1,\n"
                                 "    \"document\": \"war/post\",\n"
                                 "    \"score\": 0.25\n"
                                 "  },\n"
                                 "  {\n"
                                 "    \"query\": \"empty\",\n"
                                 "    \"rank\": 1,\n"
                                 "    \"document\": \"empty\",\n"
                                 "    \"score\": 0.25\n"
                                 "  }\n"
                                 "]\n";
    struct failure failure = {0};
    for (unsigned workers = 1; workers <= 2; workers++) {
        cr_assert_eq(run_lists_in(FORMAT_JSON, workers, 1, false, "out", &failure), STATUS_OK, "%s", failure.message);
        cr_expect_str_eq(sample_content("out"), wanted);
    }
}

Test(write_neighbours, where_no_document_has_another_there_are_no_rows)
{
    struct failure failure = {0};
    cr_assert_eq(run_lists(2, 0, false, "out", &failure), STATUS_OK, "%s", failure.message);
    cr_expect_str_eq(sample_content("out"), "query,rank,document,score\r\n");
}

Test(write_neighbours, several_workers_write_what_one_writes)
{
    struct failure failure = {0};
    static char alone[TEXT_BYTES];
    cr_assert_eq(run_lists(1, LONGEST, false, "one", &failure), STATUS_OK, "%s", failure.message);
    const char *const one = sample_content("one");
    const size_t length = sample_content_length();
    cr_assert_lt(length, TEXT_BYTES);
    memcpy(alone, one, length);
    for (unsigned workers = 2; workers <= 3; workers++) {
        cr_assert_eq(run_lists(workers, LONGEST, false, "several", &failure), STATUS_OK, "%s", failure.message);
        const char *const several = sample_content("several");
        cr_expect_eq(sample_content_length(), length);
        cr_expect_arr_eq(several, alone, length);
    }
}

Test(write_neighbours, a_full_disk_is_an_io_failure_with_lists_too)
{
    struct failure failure = {0};
    for (unsigned workers = 1; workers <= 2; workers++) {
        cr_assert_eq(run_lists(workers, LONGEST, false, "/dev/full", &failure), STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_IO);
    }
}

/* Some of a pipeline's own are refused, too; each is told, and nothing is written twice or read after it was freed. */
Test(write_neighbours, a_refused_allocation_is_told_with_several_workers)
{
    enum { ENOUGH = 5000 }; /* for the text of 12 parts and more */
    struct failure failure = {0};
    refuse_allocation(LONG_MAX, false);
    cr_assert_eq(run_lists(2, ENOUGH, false, "out", &failure), STATUS_OK);
    const long asked = refuse_nothing();
    size_t refused = 0;
    for (long i = 0; i < asked; i++) {
        refuse_allocation(i, true);
        const enum status status = run_lists(2, ENOUGH, false, "out", &failure);
        (void)refuse_nothing();
        refused += status == STATUS_FAILED && failure.kind == FAILURE_MEMORY;
    }
    cr_expect_gt(refused, 12, "the text of each of 12 parts can be refused");
}
