/* test_spread_row.c - products with a row that is spread out have the bits of similarity_between. Rows in short:
 * test_short_rows.c. */
#include <criterion/criterion.h>

#include "refusal.h"
#include "small_matrix.h"
#include "spread_row.h"

Test(spread_row, products_are_those_of_two_rows)
{
    static const enum similarity kinds[] = {SIMILARITY_COSINE, SIMILARITY_CORRECTED};
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(40, 0, 200, 60, 3);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct similarity_measure measure;
        struct spread_row spread;
        cr_assert_eq(similarity_open(&measure, &matrix->weighted, kinds[k], &failure), STATUS_OK);
        cr_assert_eq(spread_row_open(&spread, &measure, &failure), STATUS_OK);
        for (size_t row = 0; row < 40; row++) {
            spread_row_set(&spread, row);
            for (size_t other = 0; other < 40; other++) {
                if (similarity_exists(&measure, row) && similarity_exists(&measure, other)) {
                    cr_assert_eq(spread_row_product(&spread, other), similarity_between(&measure, row, other),
                                 "rows %zu and %zu", row, other);
                }
            }
            spread_row_clear(&spread, row);
        }
        spread_row_close(&spread);
        similarity_close(&measure);
    }
    small_matrix_free(matrix);
}

Test(spread_row, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(10, 0, 50, 20, 3);
    struct similarity_measure measure;
    enum status status = STATUS_FAILED;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_COSINE, &failure), STATUS_OK);
    for (long index = 0; status != STATUS_OK; index++) {
        struct spread_row spread;
        failure = (struct failure){0};
        refuse_allocation(index, false);
        status = spread_row_open(&spread, &measure, &failure);
        (void)refuse_nothing();
        cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY);
        spread_row_close(&spread);
    }
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(spread_row, its_nearest_are_the_greatest_of_all_others)
{
    enum { DOCUMENTS = 60, NEAREST = 5, BEFORE = 3, ROW = 7 };
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(DOCUMENTS, 0, 200, 40, 3);
    struct similarity_measure measure;
    struct spread_row spread;
    struct top_lists lists;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_COSINE, &failure), STATUS_OK);
    cr_assert_eq(spread_row_open(&spread, &measure, &failure), STATUS_OK);
    cr_assert_eq(top_lists_open(&lists, 1, NEAREST, &failure), STATUS_OK);
    spread_row_nearest(&spread, BEFORE, DOCUMENTS, &lists.items[0]); /* of which nothing may stay */
    spread_row_nearest(&spread, ROW, DOCUMENTS, &lists.items[0]);
    cr_assert_eq(lists.items[0].count, NEAREST);
    for (size_t k = 0; k < NEAREST; k++) {
        const struct top_entry entry = lists.items[0].entries[k];
        size_t above = 0;
        for (size_t other = 0; other < DOCUMENTS; other++) {
            const double value = similarity_between(&measure, ROW, other);
            above += other != ROW && (value > entry.value || (value == entry.value && other < entry.index));
        }
        cr_expect_eq(above, k);
        cr_expect_eq(entry.value, similarity_between(&measure, ROW, entry.index));
    }
    top_lists_close(&lists);
    spread_row_close(&spread);
    similarity_close(&measure);
    small_matrix_free(matrix);
}
