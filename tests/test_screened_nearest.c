/* test_screened_nearest.c - screening changes no entry of a list, and says where it cannot tell. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>

#include "refusal.h"
#include "screened_nearest.h"
#include "small_matrix.h"
#include "spill.h"
#include "within_flow.h"

static struct probe {
    struct small_matrix *matrix;
    size_t top;
    struct top_lists lists;
    bool found;
} probe;

static enum status search_matrix(void *unused, struct flow *flow)
{
    (void)unused;
    struct similarity_measure measure;
    enum status status = similarity_open(&measure, &probe.matrix->weighted, SIMILARITY_CORRECTED, flow_failure(flow));
    if (status == STATUS_OK) {
        status = top_lists_open(&probe.lists, probe.matrix->counts.document_count, probe.top, flow_failure(flow));
    }
    if (status == STATUS_OK) {
        status = screened_nearest(&measure, screen_kernel_best(), &probe.lists, &probe.found, flow);
    }
    similarity_close(&measure);
    return status;
}

static enum failure_kind run_probe(unsigned workers)
{
    struct failure failure;
    (void)within_flow(search_matrix, NULL, workers, &failure);
    return failure.kind;
}

static void expect_list(const struct similarity_measure *measure, size_t row)
{
    struct top_entry entries[16];
    struct top_list expected = {.entries = entries, .capacity = probe.top};
    for (size_t d = 0; d < probe.matrix->counts.document_count; d++) {
        if (d != row) {
            top_list_offer(&expected, similarity_between(measure, row, d), d);
        }
    }
    top_list_sort(&expected);
    cr_assert_eq(probe.lists.items[row].count, expected.count, "row %zu", row);
    for (size_t i = 0; i < expected.count; i++) {
        cr_assert_eq(probe.lists.items[row].entries[i].index, entries[i].index, "row %zu rank %zu", row, i + 1);
        cr_assert_eq(probe.lists.items[row].entries[i].value, entries[i].value, "row %zu rank %zu", row, i + 1);
    }
}

static void probe_lists(size_t documents, size_t columns, size_t words, unsigned workers)
{
    struct failure failure = {0};
    struct similarity_measure measure;
    probe = (struct probe){.matrix = small_matrix_random(documents, 0, columns, words, documents), .top = 5};
    cr_assert_eq(run_probe(workers), FAILURE_NONE);
    cr_assert(probe.found);
    cr_assert_eq(similarity_open(&measure, &probe.matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    for (size_t row = 0; row < documents; row += 7) {
        expect_list(&measure, row);
    }
    top_lists_close(&probe.lists);
    similarity_close(&measure);
    small_matrix_free(probe.matrix);
}

Test(screened_nearest, the_lists_are_those_of_the_plain_dot_products)
{
    probe_lists(700, 2000, 100, 1);
    probe_lists(2100, 3000, 60, 2); /* two blocks */
    probe_lists(4300, 1500, 30, 2); /* three */
    probe_lists(9, 50, 30, 7);
    probe_lists(3, 50, 30, 1); /* fewer documents than places */
}

/* Some MB of columns and values, in a spill that has no room for them: 2 MB are looked at in one step. */
Test(screened_nearest, the_lists_are_the_same_where_rows_lie_in_a_file_and_are_looked_at_block_by_block)
{
    struct failure failure = {0};
    struct similarity_measure measure;
    struct top_lists whole;
    probe = (struct probe){.matrix = small_matrix_random(2100, 0, 3000, 300, 1), .top = 5};
    cr_assert_eq(run_probe(2), FAILURE_NONE);
    cr_assert(probe.found);
    whole = probe.lists;
    cr_assert_eq(spill_open(&probe.matrix->counts.spill, 1 << 20, NULL, &failure), STATUS_OK);
    cr_assert_eq(run_probe(2), FAILURE_NONE);
    cr_assert(probe.found);
    cr_assert_gt(spill_bytes(probe.matrix->counts.spill), 0);
    cr_assert_eq(similarity_open(&measure, &probe.matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_gt(measure.starts[2100] * 12, spill_room(probe.matrix->counts.spill) / 2, "all would be one step");
    similarity_close(&measure);
    for (size_t row = 0; row < 2100; row++) {
        cr_assert_eq(probe.lists.items[row].count, whole.items[row].count);
        for (size_t i = 0; i < whole.items[row].count; i++) {
            cr_assert_eq(probe.lists.items[row].entries[i].index, whole.items[row].entries[i].index);
            cr_assert_eq(probe.lists.items[row].entries[i].value, whole.items[row].entries[i].value);
        }
    }
    top_lists_close(&probe.lists);
    top_lists_close(&whole);
    spill_close(probe.matrix->counts.spill);
    probe.matrix->counts.spill = NULL;
    small_matrix_free(probe.matrix);
}

/* Most pairs share no term: lists are filled up with documents of similarity 0, the first ones first. */
Test(screened_nearest, the_lists_of_very_short_documents_are_those_of_the_plain_dot_products)
{
    probe_lists(900, 3000, 2, 2);
    probe_lists(2300, 2000, 4, 1);
}

/* All documents draw from a few words, so that hundreds are about as near as the nearest: coarse steps cannot tell. */
Test(screened_nearest, lists_that_coarse_steps_leave_uncertain_are_those_of_the_plain_dot_products)
{
    probe_lists(2100, 60, 300, 2);
}

/* `documents` documents of six words; `alike` of them, from the third on, are copies of the second. */
static struct small_matrix *matrix_with_copies(size_t documents, size_t alike)
{
    const size_t columns = 400;
    uint32_t *counts = calloc(documents * columns, sizeof *counts);
    for (size_t row = 0; row < documents; row++) {
        for (size_t word = 0; word < 6; word++) {
            counts[row * columns + (row * 37 + word * (word + row % 5 + 1)) % columns] = 2 + (uint32_t)word;
        }
        for (size_t column = 0; row > 1 && row < 2 + alike && column < columns; column++) {
            counts[row * columns + column] = counts[columns + column];
        }
    }
    struct small_matrix *matrix =
        small_matrix_new(documents, 0, columns, counts, (struct small_scheme){.normalized = true});
    free(counts);
    return matrix;
}

/* 31 documents are the same text, and only 5 + 10 are kept of a list. */
Test(screened_nearest, a_few_copies_are_decided_in_double)
{
    struct failure failure = {0};
    struct similarity_measure measure;
    probe = (struct probe){.matrix = matrix_with_copies(3000, 30), .top = 5};
    cr_assert_eq(run_probe(2), FAILURE_NONE);
    if (probe.found) {
        cr_assert_eq(similarity_open(&measure, &probe.matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
        for (size_t row = 0; row < 60; row++) {
            expect_list(&measure, row);
        }
        similarity_close(&measure);
    }
    top_lists_close(&probe.lists);
    small_matrix_free(probe.matrix);
}

Test(screened_nearest, many_copies_are_left_to_the_exact_kernel)
{
    probe = (struct probe){.matrix = matrix_with_copies(600, 590), .top = 5};
    cr_assert_eq(run_probe(1), FAILURE_NONE);
    cr_assert_not(probe.found);
    for (size_t row = 0; row < 600; row++) {
        cr_assert_eq(probe.lists.items[row].count, 0);
    }
    top_lists_close(&probe.lists);
    small_matrix_free(probe.matrix);
}

Test(screened_nearest, values_below_zero_are_left_to_the_exact_kernel)
{
    probe = (struct probe){.matrix = small_matrix_random(100, 0, 300, 30, 1), .top = 5};
    probe.matrix->idf[7] = -1;
    cr_assert_eq(run_probe(1), FAILURE_NONE);
    cr_assert_not(probe.found);
    top_lists_close(&probe.lists);
    small_matrix_free(probe.matrix);
}

Test(screened_nearest, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    struct small_matrix *matrix = small_matrix_random(100, 0, 300, 30, 1);
    enum failure_kind kind = FAILURE_MEMORY;
    for (long index = 0; kind != FAILURE_NONE; index++) {
        probe = (struct probe){.matrix = matrix, .top = 5};
        refuse_allocation(index, false);
        kind = run_probe(2);
        (void)refuse_nothing();
        cr_assert(kind == FAILURE_MEMORY || kind == FAILURE_NONE, "allocation %ld: %d", index, (int)kind);
        top_lists_close(&probe.lists);
    }
    small_matrix_free(matrix);
}
