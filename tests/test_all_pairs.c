/* test_all_pairs.c - however rows are cut and shared out, every value is the plain dot product and every list the same.
 */
#include <criterion/criterion.h>

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "all_pairs.h"
#include "finding.h"
#include "interrupt.h"
#include "refusal.h"
#include "resident.h"
#include "small_matrix.h"
#include "spill.h"
#include "within_flow.h"

/* What is to be searched, and how. */
static struct probe {
    struct small_matrix *matrix;
    enum similarity kind;
    struct all_pairs pairs;
    size_t top;      /* above 0: all_pairs_nearest */
    size_t next_row; /* that take_row expects */
    double *values;  /* by row of pairs, if not NULL */
    struct top_lists lists;
    bool refuse_second, interrupt;
} probe;

static enum status take_row(void *context, size_t row, const double *values, struct flow *flow)
{
    const size_t documents = probe.matrix->counts.document_count;
    cr_assert_eq(context, &probe);
    cr_assert_eq(row, probe.next_row++);
    memcpy(probe.values + (row - probe.pairs.first_row) * documents, values, documents * sizeof *values);
    if (probe.refuse_second && row > probe.pairs.first_row) {
        return flow_fail(flow, FAILURE_IO, "the taker refuses");
    }
    return STATUS_OK;
}

static enum status search_matrix(void *unused, struct flow *flow)
{
    (void)unused;
    struct similarity_measure measure;
    enum status status = similarity_open(&measure, &probe.matrix->weighted, probe.kind, flow_failure(flow));
    probe.pairs.measure = &measure;
    probe.next_row = probe.pairs.first_row;
    if (probe.interrupt) {
        (void)raise(SIGTERM);
    }
    if (status == STATUS_OK && probe.top > 0) {
        status = top_lists_open(&probe.lists, probe.matrix->counts.document_count, probe.top, flow_failure(flow));
        status = status == STATUS_OK ? all_pairs_nearest(&measure, &probe.lists, flow) : status;
    } else if (status == STATUS_OK) {
        status = all_pairs_rows(&probe.pairs, "probing", take_row, &probe, flow);
    }
    similarity_close(&measure);
    return status;
}

static struct failure run_probe(unsigned workers)
{
    struct failure failure;
    const enum status status = within_flow(search_matrix, NULL, workers, &failure);
    cr_assert_eq(status == STATUS_OK, failure.kind == FAILURE_NONE);
    return failure;
}

static void expect_rows(size_t step)
{
    struct failure failure = {0};
    const size_t documents = probe.matrix->counts.document_count;
    struct similarity_measure measure;
    cr_assert_eq(similarity_open(&measure, &probe.matrix->weighted, probe.kind, &failure), STATUS_OK);
    for (size_t i = 0; i < probe.pairs.row_count; i += step) {
        const size_t row = probe.pairs.first_row + i;
        for (size_t d = probe.pairs.upper ? row + 1 : 0; d < documents; d++) {
            const double expected = similarity_between(&measure, row, d), value = probe.values[i * documents + d];
            const bool same = memcmp(&value, &expected, sizeof value) == 0 || (isnan(value) && isnan(expected));
            cr_assert(same, "row %zu with %zu of %zu: %a, not %a", row, d, documents, value, expected);
        }
    }
    similarity_close(&measure);
}

static void probe_rows(size_t documents, size_t queries, bool upper, unsigned workers, size_t step)
{
    probe = (struct probe){.matrix = small_matrix_random(documents, queries, 90, 12, documents),
                           .kind = workers % 2 == 1 ? SIMILARITY_CORRECTED : SIMILARITY_COSINE};
    probe.pairs = (struct all_pairs){
        .first_row = queries > 0 ? documents : 0, .row_count = queries > 0 ? queries : documents, .upper = upper};
    probe.values = calloc(probe.pairs.row_count * documents, sizeof *probe.values);
    cr_assert_eq(run_probe(workers).kind, FAILURE_NONE);
    cr_assert_eq(probe.next_row, probe.pairs.first_row + probe.pairs.row_count);
    expect_rows(step);
    free(probe.values);
    small_matrix_free(probe.matrix);
}

Test(all_pairs, rows_made_by_gsl_are_the_plain_dot_products)
{
    probe_rows(1, 0, false, 1, 1);
    probe_rows(99, 0, false, 2, 1);
    probe_rows(512, 0, false, 1, 1);
}

Test(all_pairs, mirrored_rows_are_the_plain_dot_products)
{
    probe_rows(513, 0, false, 2, 1);
    probe_rows(2100, 0, false, 7, 9);
}

Test(all_pairs, rows_of_several_tiles_are_the_plain_dot_products)
{
    probe_rows(2950, 0, false, 2, 23);
}

/* A spill with a limit that is used up leaves a megabyte: 218 rows of 600 documents. */
Test(all_pairs, a_tile_is_as_large_as_memory_allows_and_no_value_depends_on_it)
{
    enum { MOST = 64 << 20, LEAST = 1 << 20 };
    struct failure failure = {0};
    struct spill *spill = NULL;
    const size_t documents = 600;
    probe = (struct probe){.matrix = small_matrix_random(documents, 0, 90, 12, 5), .kind = SIMILARITY_CORRECTED};
    const struct similarity_measure measure = {.weighted = &probe.matrix->weighted};
    cr_expect_eq(all_pairs_tile_bytes(&measure, MOST), MOST);
    cr_assert_eq(spill_open(&spill, LEAST, NULL, &failure), STATUS_OK);
    probe.matrix->counts.spill = spill;
    cr_expect_eq(all_pairs_tile_bytes(&measure, MOST), LEAST);
    probe.pairs = (struct all_pairs){.row_count = documents};
    probe.values = calloc(documents * documents, sizeof *probe.values);
    cr_assert_eq(run_probe(1).kind, FAILURE_NONE);
    cr_assert_eq(probe.next_row, documents);
    expect_rows(1);
    free(probe.values);
    spill_close(spill);
    cr_assert_eq(spill_open(&spill, resident_bytes() + MOST, NULL, &failure), STATUS_OK);
    probe.matrix->counts.spill = spill;
    cr_expect_leq(all_pairs_tile_bytes(&measure, MOST), MOST / 2);
    cr_expect_geq(all_pairs_tile_bytes(&measure, MOST), MOST / 4);
    probe.matrix->counts.spill = NULL;
    spill_close(spill);
    small_matrix_free(probe.matrix);
}

Test(all_pairs, upper_rows_are_the_plain_dot_products)
{
    probe_rows(77, 0, true, 1, 1);
    probe_rows(2100, 0, true, 2, 9);
}

Test(all_pairs, rows_of_queries_are_the_plain_dot_products)
{
    probe_rows(300, 70, false, 7, 1);
    probe_rows(1, 3, false, 1, 1);
}

Test(all_pairs, a_taker_that_fails_ends_the_run_with_its_words)
{
    probe = (struct probe){.matrix = small_matrix_random(20, 0, 90, 12, 1), .refuse_second = true};
    probe.pairs.row_count = 20;
    probe.values = calloc(20 * 20, sizeof *probe.values);
    const struct failure failure = run_probe(1);
    cr_assert_eq(failure.kind, FAILURE_IO);
    cr_assert_eq(probe.next_row, 2);
    free(probe.values);
    small_matrix_free(probe.matrix);
}

Test(all_pairs, a_signal_ends_it_before_a_row_is_taken)
{
    interrupt_install();
    for (size_t top = 0; top < 2; top++) {
        probe = (struct probe){.matrix = small_matrix_random(600, 0, 90, 12, 1), .interrupt = true, .top = top};
        probe.pairs.row_count = 600;
        const struct failure failure = run_probe(2);
        cr_assert_eq(failure.kind, FAILURE_SIGNAL);
        cr_assert_eq(failure.signal, SIGTERM);
        cr_assert_eq(probe.next_row, 0);
        top_lists_close(&probe.lists);
        small_matrix_free(probe.matrix);
    }
}

static void expect_nearest(size_t row, const struct similarity_measure *measure)
{
    struct top_entry entries[4];
    struct top_list expected = {.entries = entries, .capacity = probe.top};
    for (size_t d = 0; d < probe.matrix->counts.document_count; d++) {
        if (d != row) {
            top_list_offer(&expected, similarity_between(measure, row, d), d);
        }
    }
    top_list_sort(&expected);
    cr_assert_eq(probe.lists.items[row].count, expected.count, "row %zu has %zu", row, probe.lists.items[row].count);
    for (size_t i = 0; i < expected.count; i++) {
        cr_assert_eq(probe.lists.items[row].entries[i].index, entries[i].index, "row %zu rank %zu", row, i + 1);
        cr_assert_eq(probe.lists.items[row].entries[i].value, entries[i].value);
    }
}

/* Twelve words of ninety: many similarities are 0, and many are equal. */
static void probe_nearest(size_t documents, enum similarity kind, unsigned workers, size_t step)
{
    struct failure failure = {0};
    struct similarity_measure measure;
    probe = (struct probe){.matrix = small_matrix_random(documents, 3, 90, 12, documents), .kind = kind, .top = 4};
    cr_assert_eq(run_probe(workers).kind, FAILURE_NONE);
    cr_assert_eq(similarity_open(&measure, &probe.matrix->weighted, kind, &failure), STATUS_OK);
    for (size_t row = 0; row < documents; row += step) {
        expect_nearest(row, &measure);
    }
    top_lists_close(&probe.lists);
    similarity_close(&measure);
    small_matrix_free(probe.matrix);
}

Test(all_pairs, the_nearest_are_the_best_of_all_others_for_any_number_of_workers)
{
    static const unsigned workers[] = {1, 2, 7};
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        probe_nearest(3, SIMILARITY_CORRECTED, workers[i], 1);
        probe_nearest(32, SIMILARITY_CORRECTED, workers[i], 1);
        probe_nearest(33, SIMILARITY_COSINE, workers[i], 1);
        probe_nearest(150, SIMILARITY_COSINE, workers[i], 1);
        probe_nearest(2200, SIMILARITY_CORRECTED, workers[i], 13);
    }
}

Test(all_pairs, a_document_alone_and_lists_without_room_are_no_failure)
{
    struct top_lists none = {0};
    probe_nearest(1, SIMILARITY_COSINE, 1, 1);
    cr_assert_eq(all_pairs_nearest(NULL, &none, NULL), STATUS_OK);
}

Test(all_pairs, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    for (size_t top = 0; top < 2; top++) {
        const struct probe clean = {
            .matrix = small_matrix_random(600, 0, 90, 12, 1), .pairs.row_count = 600, .top = top};
        double *values = calloc(600 * 600, sizeof *values);
        long index = 0;
        for (enum failure_kind kind = FAILURE_MEMORY; kind != FAILURE_NONE; index++) {
            probe = clean;
            probe.values = values;
            refuse_allocation(index, false);
            kind = run_probe(1).kind;
            (void)refuse_nothing();
            cr_assert(kind == FAILURE_MEMORY || kind == FAILURE_NONE, "allocation %ld: %d", index, (int)kind);
            top_lists_close(&probe.lists);
        }
        cr_assert_gt(index, 10);
        free(values);
        small_matrix_free(clean.matrix);
    }
}
