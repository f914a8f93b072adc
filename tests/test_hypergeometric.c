/* test_hypergeometric.c - against scipy.stats.hypergeom, and by counting. */
#include <criterion/criterion.h>

#include <math.h>

#include "hypergeometric.h"

/* Of 4 documents 2 hold the term; of the 6 ways to draw 2, one draws none of them and four draw one. */
Test(hypergeometric, few_documents_can_be_counted)
{
    cr_assert_float_eq(hypergeometric_tail(0, 2, 4, 2), 1.0 / 6, 1e-15);
    cr_assert_float_eq(hypergeometric_tail(1, 2, 4, 2), 5.0 / 6, 1e-15);
    cr_assert_eq(hypergeometric_tail(2, 2, 4, 2), 1);
    cr_assert_eq(hypergeometric_ways(4, 2), 6);
}

/* hypergeom.cdf(found, all, holding, drawn) */
Test(hypergeometric, the_tail_is_that_of_scipy)
{
    cr_assert_float_eq(hypergeometric_tail(3, 60, 200, 20), 0.09503538481309291, 1e-13);
    cr_assert_float_eq(hypergeometric_tail(0, 150, 200, 10), 4.575420336931674e-07, 1e-18);
    cr_assert_float_eq(hypergeometric_tail(6, 9, 10, 7), 0.7, 1e-13);
}

Test(hypergeometric, what_cannot_be_missed_is_certain_to_be_found)
{
    cr_assert_eq(hypergeometric_tail(0, 4, 4, 2), 0);
    cr_assert_eq(hypergeometric_tail(0, 0, 4, 2), 1);
    cr_assert_eq(hypergeometric_tail(0, 3, 4, 0), 1);
    cr_assert(isinf(hypergeometric_ways(1000000, 500000)));
}
