/* test_pair_screen.c - the screened product of every pair lies within the stated error of the exact one. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>

#include "pair_screen.h"
#include "refusal.h"
#include "small_matrix.h"

static void expect_within_error(const struct similarity_measure *measure, size_t row, size_t document, float screened,
                                double error)
{
    const double exact = similarity_exists(measure, row) && similarity_exists(measure, document)
                             ? similarity_between(measure, row, document)
                             : 0;
    cr_assert(exact <= (double)screened * (1 + error) + SCREEN_TINY, "%zu with %zu: %a is screened as %a", row,
              document, exact, (double)screened);
    cr_assert((double)screened <= exact * (1 + error) + SCREEN_TINY, "%zu with %zu: %a is screened as %a", row,
              document, exact, (double)screened);
}

static void probe_block(size_t documents, size_t columns, size_t first, size_t count, size_t from)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(documents, 0, columns, 60, documents);
    struct similarity_measure measure;
    struct pair_screen screen;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(pair_screen_open(&screen, &measure, first, count, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_gt(screen.index.dense_count, 0);
    cr_assert_gt(screen.index.starts[columns], 0, "the matrix has no rare column: nothing is scattered");
    float *products = calloc(SCREEN_ROWS * SCREEN_DOCUMENTS, sizeof *products);
    float *factors = calloc((size_t)screen.index.dense_count * SCREEN_ROWS, sizeof *factors);
    for (size_t row = 0; row < documents; row += SCREEN_ROWS) {
        const size_t rows = documents - row < SCREEN_ROWS ? documents - row : SCREEN_ROWS;
        pair_screen_multiply(&screen, &measure, row, rows, from, products, factors);
        for (size_t r = 0; r < rows; r++) {
            for (size_t i = from; i < count; i++) {
                expect_within_error(&measure, row + r, first + i, products[r * SCREEN_DOCUMENTS + i],
                                    pair_screen_error(60));
            }
        }
    }
    free(factors);
    free(products);
    pair_screen_close(&screen);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(pair_screen, every_product_lies_within_the_error)
{
    probe_block(64, 300, 0, 64, 0);
    probe_block(101, 300, 0, 101, 0);
    probe_block(150, 800, 37, 113, 0);
}

Test(pair_screen, products_from_a_document_on_lie_within_the_error)
{
    probe_block(150, 300, 0, 150, 17);
    probe_block(150, 300, 20, 130, 129);
}

static void expect_gathered(const struct pair_screen *screen, const struct similarity_measure *measure, size_t row,
                            size_t from, size_t *gathered)
{
    static float products[SCREEN_DOCUMENTS];
    static uint16_t touched[SCREEN_DOCUMENTS];
    const size_t count = pair_screen_gather(screen, measure, row, from, products, touched);
    if (count == SIZE_MAX) {
        return;
    }
    (*gathered)++;
    for (size_t i = from; i < screen->index.count; i++) {
        expect_within_error(measure, row, screen->index.first + i, products[i], pair_screen_error(4));
    }
    for (size_t i = 0; i < count; i++) {
        cr_assert_geq(touched[i], from);
        cr_assert_gt(products[touched[i]], 0);
        products[touched[i]] = 0;
    }
    for (size_t i = 0; i < screen->index.count; i++) {
        cr_assert_eq(products[i], 0, "document %zu was not listed as touched", i);
    }
}

Test(pair_screen, gathered_products_lie_within_the_error_and_are_all_listed)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(600, 0, 2000, 4, 5);
    struct similarity_measure measure;
    struct pair_screen screen;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_eq(pair_screen_open(&screen, &measure, 0, 600, &failure), STATUS_OK, "%s", failure.message);
    size_t gathered = 0;
    for (size_t row = 0; row < 600; row++) {
        if (similarity_exists(&measure, row)) {
            expect_gathered(&screen, &measure, row, row + 1 < 600 ? row + 1 : 599, &gathered);
            expect_gathered(&screen, &measure, row, 0, &gathered);
        }
    }
    cr_assert_gt(gathered, 100, "only %zu rows were short enough", gathered);
    pair_screen_close(&screen);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

/* (n + 4) roundings of 2^-24 each, doubled for the higher orders: 2 * 104 / 16777216. */
Test(pair_screen, the_error_grows_with_the_terms)
{
    cr_assert_float_eq(pair_screen_error(100), 208.0 / 16777216.0, 1e-18);
}

Test(pair_screen, a_refused_allocation_is_a_failure_and_leaves_nothing)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(64, 0, 300, 60, 1);
    struct similarity_measure measure;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_COSINE, &failure), STATUS_OK);
    enum status status = STATUS_FAILED;
    for (long index = 0; status != STATUS_OK; index++) {
        struct pair_screen screen;
        failure = (struct failure){0};
        refuse_allocation(index, false);
        status = pair_screen_open(&screen, &measure, 0, 64, &failure);
        (void)refuse_nothing();
        cr_assert_eq(failure.kind, status == STATUS_OK ? FAILURE_NONE : FAILURE_MEMORY);
        pair_screen_close(&screen);
    }
    similarity_close(&measure);
    small_matrix_free(matrix);
}
