/* test_scaled_row.c - rows that are no documents: their values, and the part of names, by hand. */
#include <criterion/criterion.h>

#include <math.h>

#include "scaled_row.h"
#include "similarity.h"
#include "small_matrix.h"

/* Columns: war, russia (a state), sea, peace. idf 1, 2, 1, 1. */
static const uint32_t counts[2 * 4] = {3, 1, 1, 0, 2, 2, 0, 1};
static const double idf[] = {1, 2, 1, 1};
static struct small_matrix *matrix;

static void make(void)
{
    matrix = small_matrix_new(2, 0, 4, counts, (struct small_scheme){.idf = idf, .normalized = true});
    matrix->terms[1].flags = TERM_STATE_NAME;
}

static void drop(void)
{
    small_matrix_free(matrix);
}

static const struct term_row no_lead = {0};

static struct term_row row_of(size_t row)
{
    const struct count_rows *const rows = &matrix->counts.rows;
    return (struct term_row){rows->columns + rows->starts[row], rows->counts + rows->starts[row],
                             (size_t)(rows->starts[row + 1] - rows->starts[row])};
}

Test(scaled_row, a_row_of_the_matrix_has_the_values_of_the_measure, .init = make, .fini = drop)
{
    for (enum similarity kind = SIMILARITY_CORRECTED; kind <= SIMILARITY_COSINE; kind++) {
        struct similarity_measure measure;
        struct failure failure = {0};
        double first[4], second[4];
        cr_assert_eq(similarity_open(&measure, &matrix->weighted, kind, &failure), STATUS_OK);
        cr_assert(similarity_scale(&measure, row_of(0), no_lead, first) &&
                  similarity_scale(&measure, row_of(1), no_lead, second));
        cr_assert_arr_eq(first, measure.values, 3 * sizeof *first);
        const double product =
            scaled_row_product((struct scaled_row){row_of(0), first}, (struct scaled_row){row_of(1), second});
        cr_assert_eq(similarity_settle(&measure, product), similarity_between(&measure, 0, 1));
        similarity_close(&measure);
    }
}

/* Without russia: a = (3, 1, 0): L = 4, 4/3 * 6 = 8 above 10/2; b = (2, 0, 1): L = 3, 3/2 * 2 = 3 above 5/2; product 6.
 * With it: 6 + 2 * 2 * 2 = 6 + 8 of names. */
Test(scaled_row, names_are_a_share_and_can_be_left_out, .init = make, .fini = drop)
{
    struct similarity_measure measure;
    struct failure failure = {0};
    uint32_t columns[2][4], left[2][4];
    double values[2][4];
    struct scaled_row rows[2];
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    const struct scaled_row whole[2] = {{row_of(0), measure.values}, {row_of(1), measure.values + 3}};
    cr_assert_float_eq(scaled_row_names_share(matrix->terms, whole[0], whole[1]), 8. / 14, 1e-15);
    for (size_t i = 0; i < 2; i++) {
        rows[i].row = scaled_row_without_names(matrix->terms, row_of(i), columns[i], left[i]);
        rows[i].values = values[i];
        cr_assert_eq(rows[i].row.count, 2);
        cr_assert(similarity_scale(&measure, rows[i].row, no_lead, values[i]));
    }
    cr_assert_eq(rows[1].row.columns[1], 3);
    cr_assert_float_eq(scaled_row_product(rows[0], rows[1]), 6 / sqrt(8 * 3), 1e-15);
    similarity_close(&measure);
}

Test(scaled_row, a_row_without_terms_has_no_values_and_no_share, .init = make, .fini = drop)
{
    struct similarity_measure measure;
    struct failure failure = {0};
    double value = 7;
    const struct scaled_row nothing = {{NULL, NULL, 0}, &value};
    cr_assert_eq(similarity_open(&measure, &matrix->weighted, SIMILARITY_CORRECTED, &failure), STATUS_OK);
    cr_assert_not(similarity_scale(&measure, nothing.row, no_lead, &value));
    cr_assert_eq(scaled_row_product(nothing, (struct scaled_row){row_of(0), measure.values}), 0);
    cr_assert_eq(scaled_row_names_share(matrix->terms, nothing, nothing), 0);
    similarity_close(&measure);
}
