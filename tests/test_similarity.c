/* test_similarity.c - golden cosines, the corrected similarity by hand, and what a row without terms has. */
#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

#include "similarity.h"
#include "small_matrix.h"
#include "within_flow.h"

static double between(const struct small_matrix *matrix, enum similarity kind, size_t a, size_t b)
{
    struct failure failure = {0};
    struct similarity_measure measure;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, kind, &failure), STATUS_OK);
    const double similarity = similarity_between(&measure, a, b);
    similarity_close(&measure);
    return similarity;
}

static double sublinear(uint32_t count)
{
    return 1 + log(count);
}

static double log_of_base_two(uint32_t count)
{
    return 1 + log2(count);
}

/* Six documents of three terms, df 6, 1 and 2; the cosines are scikit-learn's and gensim's. */
static const uint32_t golden_counts[6 * 3] = {3, 0, 1, 2, 0, 0, 3, 0, 0, 4, 0, 0, 3, 2, 0, 3, 0, 2};

Test(similarity, cosines_are_those_of_scikit_learn_and_gensim)
{
    const double smooth[3] = {log(7.0 / 7) + 1, log(7.0 / 2) + 1, log(7.0 / 3) + 1};
    const double plain[3] = {log(6.0 / 6) + 1, log(6.0 / 1) + 1, log(6.0 / 2) + 1};
    const double f[3] = {0, log2(6.0 / 1), log2(6.0 / 2)};
    const double t[3] = {log2(7.0 / 6), log2(7.0 / 1), log2(7.0 / 2)};
    const struct {
        const char *name;
        struct small_scheme scheme;
        double cosines[4]; /* of documents 0 and 5, 0 and 4, 0 and 1, 4 and 5 */
    } cases[] = {
        {"sklearn", {NULL, smooth, true}, {0.9438000061, 0.4719333337, 0.8515133472, 0.3493622577}},
        {"sklearn-plain", {NULL, plain, true}, {0.9428151081, 0.3878295088, 0.8194099511, 0.2752224230}},
        {"sklearn-sublinear", {sublinear, smooth, true}, {0.9668948367, 0.3618404287, 0.7506214380, 0.2685860314}},
        {"nfc", {NULL, f, true}, {1, 0, NAN, 0}},
        {"ntc", {NULL, t, true}, {0.9853964434, 0.0408626564, 0.3463038356, 0.0214172015}},
        {"ltc", {log_of_base_two, t, true}, {0.9887352565, 0.0308734748, 0.3031120124, 0.0159977587}},
    };
    static const size_t pairs[4][2] = {{0, 5}, {0, 4}, {0, 1}, {4, 5}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct small_matrix *matrix = small_matrix_new(6, 0, 3, golden_counts, cases[c].scheme);
        for (size_t p = 0; p < 4; p++) {
            const double expected = cases[c].cosines[p];
            const double similarity = between(matrix, SIMILARITY_COSINE, pairs[p][0], pairs[p][1]);
            const double cosine = similarity_cosine(&matrix->weighted, pairs[p][0], pairs[p][1]);
            if (isnan(expected)) {
                cr_assert(isnan(similarity) && isnan(cosine), "%s pair %zu", cases[c].name, p);
            } else {
                cr_assert_float_eq(similarity, expected, 1e-9, "%s pair %zu: %.12g", cases[c].name, p, similarity);
                cr_assert_eq(cosine, similarity);
            }
        }
        small_matrix_free(matrix);
    }
}

/*
 * w = (1, 2), x = (3, 1), y = (2, 2), z = (1, 1).
 * x: L = 4, 4/3 (1*3*2 + 4*1*0) = 8;       floor (9 + 4)/2 = 6.5;  A = 8.
 * y: L = 4, 4/3 (1*2*1 + 4*2*1) = 40/3;    floor (4 + 16)/2 = 10;  A = 40/3.
 * z: L = 2, 2 (0 + 0) = 0;                 floor (1 + 4)/2 = 2.5;  A = 2.5.
 * x with y: 1*3*2 + 4*1*2 = 14, over sqrt(8 * 40/3): above 1 and not clamped.
 * x with z: 1*3*1 + 4*1*1 = 7, over sqrt(8 * 2.5) = sqrt(20).
 */
static const uint32_t corrected_counts[3 * 2] = {3, 1, 2, 2, 1, 1};
static const double corrected_idf[2] = {1, 2};

Test(similarity, the_corrected_similarity_is_that_of_the_formula_and_may_pass_one)
{
    struct small_matrix *matrix =
        small_matrix_new(3, 0, 2, corrected_counts, (struct small_scheme){NULL, corrected_idf, true});
    cr_assert_float_eq(between(matrix, SIMILARITY_CORRECTED, 0, 1), 14 / sqrt(8 * 40.0 / 3), 1e-14);
    cr_assert_gt(between(matrix, SIMILARITY_CORRECTED, 0, 1), 1);
    cr_assert_float_eq(between(matrix, SIMILARITY_CORRECTED, 0, 2), 7 / sqrt(20), 1e-14);
    small_matrix_free(matrix);
}

Test(similarity, without_normalization_the_similarity_is_an_inner_product_and_the_cosine_still_a_cosine)
{
    /* Weights (3, 2), (2, 4): 3*2 + 2*4 = 14; lengths sqrt(13), sqrt(20). */
    struct small_matrix *matrix =
        small_matrix_new(3, 0, 2, corrected_counts, (struct small_scheme){NULL, corrected_idf, false});
    cr_assert_eq(between(matrix, SIMILARITY_COSINE, 0, 1), 14);
    cr_assert_float_eq(similarity_cosine(&matrix->weighted, 0, 1), 14 / sqrt(260), 1e-15);
    small_matrix_free(matrix);
}

Test(similarity, a_cosine_never_passes_one)
{
    struct small_matrix *matrix = small_matrix_random(200, 0, 60, 40, 3);
    for (size_t row = 0; row < 200; row++) {
        const double similarity = between(matrix, SIMILARITY_COSINE, row, row);
        cr_assert(isnan(similarity) || (similarity <= 1 && similarity > 1 - 1e-14));
    }
    small_matrix_free(matrix);
    const struct weighted unit = {.normalized = true};
    const struct similarity_measure measure = {.weighted = &unit, .kind = SIMILARITY_COSINE};
    cr_assert_eq(similarity_settle(&measure, 1 + 0x1p-52), 1);
    cr_assert_eq(similarity_settle(&measure, -1 - 0x1p-52), -1);
}

Test(similarity, a_similarity_is_symmetric_to_the_last_bit)
{
    struct small_matrix *matrix = small_matrix_random(60, 0, 80, 50, 4);
    for (size_t a = 0; a < 60; a++) {
        for (size_t b = 0; b < a; b++) {
            const double there = between(matrix, SIMILARITY_CORRECTED, a, b);
            const double back = between(matrix, SIMILARITY_CORRECTED, b, a);
            cr_assert_eq(memcmp(&there, &back, sizeof there), 0);
        }
    }
    small_matrix_free(matrix);
}

Test(similarity, a_row_without_a_weighted_term_has_none)
{
    static const uint32_t counts[2 * 2] = {1, 1, 0, 0};
    struct small_matrix *matrix = small_matrix_new(2, 0, 2, counts, (struct small_scheme){.normalized = true});
    cr_assert(isnan(between(matrix, SIMILARITY_CORRECTED, 0, 1)));
    cr_assert(isnan(between(matrix, SIMILARITY_COSINE, 1, 0)));
    cr_assert(isnan(similarity_cosine(&matrix->weighted, 0, 1)));
    small_matrix_free(matrix);
}

struct opened {
    struct small_matrix *matrix;
    struct similarity_measure measure;
    enum similarity kind;
};

static enum status open_on_workers(void *context, struct flow *flow)
{
    struct opened *const opened = context;
    return similarity_open_in(&opened->measure, &opened->matrix->weighted, opened->kind, flow);
}

Test(similarity, rows_scaled_on_several_workers_are_those_of_one)
{
    static const enum similarity kinds[] = {SIMILARITY_COSINE, SIMILARITY_CORRECTED, SIMILARITY_JENSEN_SHANNON};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct failure failure = {0};
        struct opened opened = {.matrix = small_matrix_random(700, 9, 300, 20, 3), .kind = kinds[k]};
        struct similarity_measure alone;
        cr_assert_eq(similarity_open(&alone, &opened.matrix->weighted, kinds[k], &failure), STATUS_OK);
        cr_assert_eq(within_flow(open_on_workers, &opened, 3, &failure), STATUS_OK, "%s", failure.message);
        const uint64_t values = opened.matrix->counts.rows.starts[opened.matrix->counts.rows.row_count];
        cr_assert_arr_eq(opened.measure.values, alone.values, values * sizeof *alone.values);
        for (size_t row = 0; row < 709; row++) {
            cr_assert_eq(similarity_exists(&opened.measure, row), similarity_exists(&alone, row), "row %zu", row);
        }
        similarity_close(&opened.measure);
        similarity_close(&alone);
        small_matrix_free(opened.matrix);
    }
}
