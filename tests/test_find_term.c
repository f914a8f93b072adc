/* test_find_term.c - the matrix of small_matrix.h has the words t000 .. and one year. */
#include <criterion/criterion.h>

#include "find_term.h"
#include "small_matrix.h"

Test(find_term, a_term_is_found_in_its_channel_alone)
{
    static const uint32_t counts[] = {1, 1, 1, 1};
    struct small_matrix *const matrix = small_matrix_new(1, 0, 4, counts, (struct small_scheme){0});
    small_matrix_set_year(matrix, 3);
    cr_expect_eq(find_term(&matrix->counts, CHANNEL_WORD, span_of("t000")), 1);
    cr_expect_eq(find_term(&matrix->counts, CHANNEL_WORD, span_of("t002")), 3);
    cr_expect_eq(find_term(&matrix->counts, CHANNEL_WORD, span_of("t003")), 0);
    cr_expect_eq(find_term(&matrix->counts, CHANNEL_DATE, span_of("year:1904")), 4);
    cr_expect_eq(find_term(&matrix->counts, CHANNEL_WORD, span_of("year:1904")), 0);
    matrix->counts.term_count = 0;
    cr_expect_eq(find_term(&matrix->counts, CHANNEL_WORD, span_of("t000")), 0);
    matrix->counts.term_count = 4;
    small_matrix_free(matrix);
}
