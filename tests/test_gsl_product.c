/* test_gsl_product.c - GSL's sparse product and our own kernel agree to the last bit. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gsl_product.h"
#include "small_matrix.h"

enum { DOCUMENTS = 120 };

static void expect_dot_products(enum similarity kind)
{
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_random(DOCUMENTS, 2, 200, 90, 5);
    struct similarity_measure measure;
    double *values = malloc(DOCUMENTS * DOCUMENTS * sizeof *values);
    matrix->weighted.normalized = false;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, kind, &failure), STATUS_OK);
    cr_assert_eq(gsl_product(&measure, values, &failure), STATUS_OK, "%s", failure.message);
    for (size_t row = 0; row < DOCUMENTS; row++) {
        for (size_t i = 0; i < DOCUMENTS; i++) {
            const double plain = similarity_between(&measure, row, i);
            const double expected = isnan(plain) ? 0 : plain;
            cr_assert_eq(memcmp(&values[row * DOCUMENTS + i], &expected, sizeof expected), 0, "%zu with %zu", row, i);
        }
    }
    free(values);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(gsl_product, it_is_the_dot_product_of_all_pairs_to_the_last_bit)
{
    expect_dot_products(SIMILARITY_CORRECTED);
    expect_dot_products(SIMILARITY_COSINE);
}

Test(gsl_product, a_product_by_hand_comes_out)
{
    /* (1 2), (0 3): 1 + 4, 6, 9. */
    static const uint32_t counts[2 * 2] = {1, 2, 0, 3};
    struct failure failure = {0};
    struct small_matrix *matrix = small_matrix_new(2, 0, 2, counts, (struct small_scheme){.normalized = false});
    struct similarity_measure measure;
    double values[4];
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_COSINE, &failure), STATUS_OK);
    cr_assert_eq(gsl_product(&measure, values, &failure), STATUS_OK);
    cr_assert(values[0] == 5 && values[1] == 6 && values[2] == 6 && values[3] == 9);
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(gsl_product, a_matrix_beyond_its_integers_is_refused_in_words)
{
    struct failure failure = {0};
    const struct counts counts = {.document_count = 1 << 20, .term_count = 1};
    const struct weighted weighted = {.counts = &counts};
    uint64_t *starts = calloc((1 << 20) + 1, sizeof *starts);
    const struct similarity_measure measure = {.weighted = &weighted, .starts = starts};
    cr_assert_eq(gsl_product(&measure, NULL, &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_INTERNAL);
    cr_assert_not_null(strstr(failure.message, "1048576 documents"));
    free(starts);
}
