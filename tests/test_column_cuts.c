/* test_column_cuts.c - the frequent columns lie before the rare ones, and a norm is never too small. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>

#include "column_cuts.h"
#include "refusal.h"
#include "small_matrix.h"

static void count_frequencies(const struct similarity_measure *measure, size_t documents, size_t *frequencies)
{
    for (uint64_t entry = 0; entry < measure->starts[documents]; entry++) {
        frequencies[measure->columns[entry]]++;
    }
}

/* 4, then 6, 9, 13, 19 ... columns before a cut; no column before a cut is rarer than one behind it. */
Test(column_cuts, columns_before_a_cut_are_no_rarer_than_those_behind_it)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(300, 0, 100, 20, 2);
    struct similarity_measure measure;
    struct column_cuts cuts;
    size_t frequencies[100] = {0};
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(column_cuts_open(&cuts, &measure, 300, &failure), STATUS_OK);
    count_frequencies(&measure, 300, frequencies);
    const size_t expected[] = {0, 4, 6, 9, 13, 19, 28, 42, 63, 94, 100};
    cr_assert_eq(cuts.count, sizeof expected / sizeof *expected);
    for (size_t cut = 0; cut < cuts.count; cut++) {
        size_t before = 0, rarest_before = SIZE_MAX, commonest_behind = 0;
        for (size_t column = 0; column < 100; column++) {
            if (cuts.cut_of[column] < cut) {
                before++;
                rarest_before = frequencies[column] < rarest_before ? frequencies[column] : rarest_before;
            } else if (frequencies[column] > commonest_behind) {
                commonest_behind = frequencies[column];
            }
        }
        cr_assert_eq(before, expected[cut], "cut %zu: %zu", cut, before);
        cr_assert_geq(rarest_before, commonest_behind);
    }
    column_cuts_close(&cuts);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(column_cuts, norms_are_those_of_the_part_before_the_cut_and_never_less)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(100, 0, 60, 20, 9);
    struct similarity_measure measure;
    struct column_cuts cuts;
    double norms[COLUMN_CUTS];
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(column_cuts_open(&cuts, &measure, 100, &failure), STATUS_OK);
    for (size_t row = 0; row < 100; row++) {
        column_cuts_norms(&cuts, &measure, row, norms);
        for (size_t cut = 0; cut < cuts.count; cut++) {
            long double squares = 0;
            for (uint64_t entry = measure.starts[row]; entry < measure.starts[row + 1]; entry++) {
                const long double value = cuts.cut_of[measure.columns[entry]] < cut ? measure.values[entry] : 0;
                squares += value * value;
            }
            cr_assert_geq((float)norms[cut], sqrtl(squares), "row %zu cut %zu", row, cut);
            cr_assert_float_eq(norms[cut], (double)sqrtl(squares), 1e-6 * norms[cut] + 1e-300);
        }
    }
    column_cuts_close(&cuts);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(column_cuts, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(30, 0, 60, 20, 9);
    struct similarity_measure measure;
    struct column_cuts cuts;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_COSINE, &failure), STATUS_OK);
    enum status status = STATUS_FAILED;
    for (long index = 0; status != STATUS_OK; index++) {
        failure = (struct failure){0};
        refuse_allocation(index, false);
        status = column_cuts_open(&cuts, &measure, 30, &failure);
        (void)refuse_nothing();
        cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY);
        column_cuts_close(&cuts);
    }
    similarity_close(&measure);
    small_matrix_free(matrix);
}
