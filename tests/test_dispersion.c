/* test_dispersion.c - Gries's example by hand, and what cannot be spread. */
#include <criterion/criterion.h>

#include <math.h>

#include "dispersion.h"

/* Gries (2008): five parts of 9, 10, 10, 10 and 11 words with 1, 2, 3, 4, 5 of 15: shares of words .18 .2 .2 .2 .22, of
 * the term 1/15 .. 5/15; half the sum of the differences is .18, normalized by 1 - .18. */
Test(dispersion, the_deviation_of_proportions_is_that_of_gries)
{
    const struct dispersion_part parts[5] = {{1, 9}, {2, 10}, {3, 10}, {4, 10}, {5, 11}};
    cr_assert_float_eq(dispersion_deviation(parts, 5), 0.18 / 0.82, 1e-14);
}

Test(dispersion, even_is_0_and_all_in_the_shortest_document_is_1)
{
    const struct dispersion_part even[3] = {{1, 100}, {2, 200}, {3, 300}}, one[3] = {{6, 100}, {0, 200}, {0, 300}};
    cr_assert_float_eq(dispersion_deviation(even, 3), 0, 1e-15);
    cr_assert_float_eq(dispersion_deviation(one, 3), 1, 1e-15);
}

Test(dispersion, one_document_or_no_term_has_none)
{
    const struct dispersion_part parts[3] = {{2, 100}, {0, 0}, {0, 50}};
    cr_assert(isnan(dispersion_deviation(parts, 1)));
    cr_assert(isnan(dispersion_deviation(parts, 2)));
    cr_assert(isnan(dispersion_deviation(parts + 1, 2)));
    cr_assert(isnan(dispersion_deviation(parts, 0)));
    cr_assert(isfinite(dispersion_deviation(parts, 3)));
}
