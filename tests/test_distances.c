/* test_distances.c - golden numbers of MEASURES, what scipy says of them, and texts that cannot be told apart. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "refusal.h"
#include "similarity.h"
#include "small_matrix.h"

static double shown(const struct small_matrix *matrix, enum similarity kind, size_t a, size_t b)
{
    struct failure failure = {0};
    struct similarity_measure measure;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, kind, &failure), STATUS_OK, "%s", failure.message);
    const double likeness = similarity_between(&measure, a, b);
    cr_assert(isnan(likeness) || likeness == similarity_between(&measure, b, a));
    const double value = similarity_shown(&measure, likeness);
    similarity_close(&measure);
    return value;
}

/* p = [.5 .3 .2 0], q = [.25 .25 0 .5]; the fourth row has no term of either. */
static const uint32_t four_rows[4 * 5] = {5, 3, 2, 0, 0, 5, 5, 0, 10, 0, 10, 6, 4, 0, 0, 0, 0, 0, 0, 3};

Test(distances, jensen_shannon_is_the_golden_number_in_bits_and_scipys_square)
{
    struct small_matrix *const matrix = small_matrix_new(4, 0, 5, four_rows, (struct small_scheme){.normalized = true});
    const double bits = shown(matrix, SIMILARITY_JENSEN_SHANNON, 0, 1);
    cr_assert_float_eq(bits, 0.382280754073, 1e-12);
    cr_assert_float_eq(sqrt(bits * log(2)), 0.514758998822, 1e-12);
    cr_assert_eq(shown(matrix, SIMILARITY_JENSEN_SHANNON, 0, 2), 0, "rates are compared, not counts");
    cr_assert(!signbit(shown(matrix, SIMILARITY_JENSEN_SHANNON, 0, 2)));
    cr_assert_float_eq(shown(matrix, SIMILARITY_JENSEN_SHANNON, 1, 3), 1, 1e-15);
    small_matrix_free(matrix);
}

Test(distances, jensen_shannon_looks_at_no_characters_and_at_no_weights)
{
    static const uint32_t counts[2 * 5] = {5, 3, 2, 0, 9, 5, 5, 0, 10, 1};
    const double idf[5] = {1, 2, 0, 4, 5};
    struct small_matrix *const matrix =
        small_matrix_new(2, 0, 5, counts, (struct small_scheme){.idf = idf, .normalized = true});
    matrix->terms[4].channel = CHANNEL_CHARACTER;
    cr_assert_float_eq(shown(matrix, SIMILARITY_JENSEN_SHANNON, 0, 1), 0.382280754073, 1e-12);
    small_matrix_free(matrix);
}

/* The parts of the terms of both rows add up to the distance; one that the other row lacks has half its share. */
Test(distances, parts_add_up)
{
    struct small_matrix *const matrix = small_matrix_new(4, 0, 5, four_rows, (struct small_scheme){.normalized = true});
    const double p[] = {.5, .3, .2, 0}, q[] = {.25, .25, 0, .5};
    const struct distance distance = {.kind = SIMILARITY_JENSEN_SHANNON};
    double sum = 0;
    for (size_t i = 0; i < 4; i++) {
        const double part = distance_part(&distance, p[i], q[i]);
        cr_assert_geq(part, 0);
        cr_assert_eq(part, distance_part(&distance, q[i], p[i]));
        sum += part;
    }
    cr_assert_float_eq(distance_part(&distance, 0, .5), .25, 1e-15);
    cr_assert_float_eq(sum, shown(matrix, SIMILARITY_JENSEN_SHANNON, 0, 1), 1e-15);
    small_matrix_free(matrix);
}

/* Rates of MEASURES times 10, filled up to 120 words by words that stand in a text once. */
enum { GOLDEN = 3, FILLERS = 33, DELTA_COLUMNS = GOLDEN + FILLERS };
static struct small_matrix *golden(void)
{
    static const uint32_t rates[4][GOLDEN] = {{50, 30, 10}, {40, 35, 12}, {60, 20, 8}, {55, 26, 16}};
    uint32_t counts[4 * DELTA_COLUMNS] = {0};
    for (size_t row = 0; row < 4; row++) {
        uint32_t words = 0;
        for (size_t i = 0; i < GOLDEN; i++) {
            counts[row * DELTA_COLUMNS + i] = rates[row][i];
            words += rates[row][i];
        }
        for (size_t i = 0; words < 120; i++, words++) {
            counts[row * DELTA_COLUMNS + GOLDEN + i] = 1;
        }
    }
    struct small_matrix *const matrix =
        small_matrix_new(4, 0, DELTA_COLUMNS, counts, (struct small_scheme){.normalized = true});
    for (size_t i = 0; i < DELTA_COLUMNS; i++) {
        for (size_t row = 0; row < 4; row++) {
            matrix->terms[i].count += counts[row * DELTA_COLUMNS + i];
        }
    }
    return matrix;
}

static double delta_of(const struct small_matrix *matrix, enum similarity kind, size_t most, size_t a, size_t b)
{
    struct failure failure = {0};
    struct delta_words words;
    double values[2][DELTA_COLUMNS];
    struct scaled_row rows[2];
    cr_assert_eq(delta_words_open(&words, &matrix->counts, most, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(words.count, most);
    const struct distance distance = {kind, matrix->counts.terms, &words};
    const size_t documents[] = {a, b};
    for (size_t side = 0; side < 2; side++) {
        const uint64_t start = matrix->counts.rows.starts[documents[side]];
        rows[side] = (struct scaled_row){{matrix->counts.rows.columns + start, matrix->counts.rows.counts + start,
                                          (size_t)(matrix->counts.rows.starts[documents[side] + 1] - start)},
                                         values[side]};
        cr_assert(distance_scale(&distance, rows[side].row, values[side]));
    }
    const double value = distance_between(&distance, rows[0], rows[1]);
    delta_words_close(&words);
    return value;
}

Test(distances, both_deltas_are_the_golden_numbers)
{
    struct small_matrix *const matrix = golden();
    cr_assert_float_eq(delta_of(matrix, SIMILARITY_BURROWS_DELTA, GOLDEN, 0, 1), 0.8482435125, 1e-10);
    cr_assert_float_eq(delta_of(matrix, SIMILARITY_BURROWS_DELTA, GOLDEN, 0, 2), 1.1109469813, 1e-10);
    cr_assert_float_eq(delta_of(matrix, SIMILARITY_BURROWS_DELTA, GOLDEN, 2, 3), 1.2911442354, 1e-10);
    cr_assert_float_eq(delta_of(matrix, SIMILARITY_COSINE_DELTA, GOLDEN, 0, 1), 0.4769245943, 1e-10);
    cr_assert_float_eq(delta_of(matrix, SIMILARITY_COSINE_DELTA, GOLDEN, 2, 3), 1.2098163429, 1e-10);
    small_matrix_free(matrix);
}

Test(distances, a_word_of_one_rate_and_what_is_no_word_are_passed_over)
{
    static const uint32_t counts[3 * 5] = {5, 4, 1, 7, 1, 5, 1, 4, 2, 2, 5, 2, 3, 0, 3};
    struct small_matrix *const matrix = small_matrix_new(3, 0, 5, counts, (struct small_scheme){.normalized = true});
    struct failure failure = {0};
    struct delta_words words;
    const size_t totals[] = {15, 7, 8, 9, 6};
    for (size_t i = 0; i < 5; i++) {
        matrix->terms[i].count = totals[i];
    }
    matrix->terms[3].channel = CHANNEL_DATE;
    matrix->terms[4].channel = CHANNEL_DATE; /* each text has 10 words, of which 5 are the first */
    cr_assert_eq(delta_words_open(&words, &matrix->counts, 4, &failure), STATUS_OK);
    cr_assert_eq(words.count, 2);
    cr_assert(words.deviations[0] == 0 && words.deviations[3] == 0 && words.deviations[4] == 0);
    cr_assert_float_eq(words.deviations[1], 0.15275252316519466, 1e-15); /* numpy.std([.4, .1, .2], ddof=1) */
    cr_assert_float_eq(words.centres[1], 0.7 / 3 / 0.15275252316519466, 1e-14);
    delta_words_close(&words);
    small_matrix_free(matrix);
}

Test(distances, two_documents_and_documents_of_one_use_are_refused)
{
    static const uint32_t two[3 * 2] = {1, 2, 3, 4, 0, 0}, same[3 * 2] = {1, 2, 2, 4, 3, 6};
    const struct {
        const uint32_t *counts;
        const char *part;
    } cases[] = {{two, "and 2 with words cannot tell: give 3 or more"}, {same, "at the same rate"}};
    for (size_t i = 0; i < 2; i++) {
        struct small_matrix *const matrix =
            small_matrix_new(3, 0, 2, cases[i].counts, (struct small_scheme){.normalized = true});
        struct failure failure = {0};
        struct similarity_measure measure;
        cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_COSINE_DELTA, &failure), STATUS_FAILED);
        cr_assert_eq(failure.kind, FAILURE_USAGE);
        cr_assert_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
        similarity_close(&measure);
        small_matrix_free(matrix);
    }
}

Test(distances, a_text_without_words_has_none)
{
    static const uint32_t counts[4 * 2] = {1, 2, 3, 1, 2, 2, 0, 0};
    struct small_matrix *const matrix = small_matrix_new(4, 0, 2, counts, (struct small_scheme){.normalized = true});
    for (int kind = SIMILARITY_JENSEN_SHANNON; kind <= SIMILARITY_COSINE_DELTA; kind++) {
        cr_assert(isnan(shown(matrix, (enum similarity)kind, 0, 3)));
        cr_assert(!isnan(shown(matrix, (enum similarity)kind, 0, 1)));
    }
    small_matrix_free(matrix);
}

Test(distances, names_have_the_share_of_their_parts_and_a_cosine_delta_has_none)
{
    struct small_matrix *const matrix = small_matrix_new(4, 0, 5, four_rows, (struct small_scheme){.normalized = true});
    struct failure failure = {0};
    struct similarity_measure measure;
    matrix->terms[3].flags = TERM_STATE_NAME;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_JENSEN_SHANNON, &failure), STATUS_OK);
    cr_assert_float_eq(
        similarity_names_share(&measure, similarity_scaled_row(&measure, 0), similarity_scaled_row(&measure, 1)),
        .25 / 0.382280754073, 1e-11);
    cr_assert_eq(
        similarity_names_share(&measure, similarity_scaled_row(&measure, 0), similarity_scaled_row(&measure, 2)), 0);
    similarity_close(&measure);
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_COSINE_DELTA, &failure), STATUS_OK);
    cr_assert(isnan(
        similarity_names_share(&measure, similarity_scaled_row(&measure, 0), similarity_scaled_row(&measure, 1))));
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(distances, a_bound_is_turned_and_no_delta_is_without_likeness)
{
    struct small_matrix *const matrix = golden();
    struct failure failure = {0};
    struct similarity_measure measure;
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_BURROWS_DELTA, &failure), STATUS_OK);
    cr_assert(similarity_bound(&measure, 0.5) == -0.5 && similarity_shown(&measure, -0.5) == 0.5);
    cr_assert(similarity_is_like(&measure, -7) && !similarity_is_like(&measure, NAN));
    measure.kind = SIMILARITY_JENSEN_SHANNON;
    cr_assert(similarity_is_like(&measure, -0.99) && !similarity_is_like(&measure, -1));
    measure.kind = SIMILARITY_CORRECTED;
    cr_assert(similarity_bound(&measure, 0.5) == 0.5 && !similarity_is_like(&measure, 0));
    similarity_close(&measure);
    small_matrix_free(matrix);
}

Test(distances, every_refused_allocation_is_a_memory_failure)
{
    struct small_matrix *const matrix = golden();
    long refused = 0;
    for (bool was_refused = true; was_refused && refused < 50; refused++) {
        struct failure failure = {0};
        struct similarity_measure measure;
        refuse_allocation(refused, false);
        const enum status status = similarity_open(&measure, &matrix->weighted, SIMILARITY_BURROWS_DELTA, &failure);
        was_refused = refuse_nothing() > refused;
        cr_assert_eq(status, was_refused ? STATUS_FAILED : STATUS_OK);
        cr_assert(!was_refused || failure.kind == FAILURE_MEMORY);
        similarity_close(&measure);
    }
    cr_assert_gt(refused, 6);
    small_matrix_free(matrix);
}
