/* test_jackknife.c - of a mean the jackknife is the textbook's standard error; quantiles from scipy.stats.t.ppf. */
#include <criterion/criterion.h>

#include "jackknife.h"

/* 1, 2, 4, 9: mean 4, squares 9 + 4 + 0 + 25 = 38; variance of the mean 38 / 3 / 4. */
Test(jackknife, of_a_mean_it_is_the_variance_of_the_mean)
{
    const double values[] = {1, 2, 4, 9};
    double replicates[4];
    for (int i = 0; i < 4; i++) {
        replicates[i] = (16 - values[i]) / 3;
    }
    cr_assert_float_eq(jackknife_variance(replicates, 4), 38. / 12, 1e-14);
}

Test(jackknife, quantiles_are_those_of_students_t)
{
    cr_assert_float_eq(jackknife_quantile(1), 12.706204736174694, 1e-9);
    cr_assert_float_eq(jackknife_quantile(7), 2.3646242515927853, 1e-9);
    cr_assert_float_eq(jackknife_quantile(19), 2.093024054408309, 1e-9);
}
