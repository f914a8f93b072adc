/* jackknife.c - the delete-one-group jackknife (Tukey 1958; Efron and Tibshirani 1993, ch. 11). */
#include "jackknife.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double jackknife_variance(const double *replicates, size_t count)
{
    double mean = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        mean += replicates[i];
    }
    mean /= (double)count;
    for (size_t i = 0; i < count; i++) {
        squares += (replicates[i] - mean) * (replicates[i] - mean);
    }
    return (double)(count - 1) / (double)count * squares;
}

double jackknife_quantile(size_t degrees)
{
    const double two_sided = 0.975, decimals = 1e10;
    return floor(gsl_cdf_tdist_Pinv(two_sided, (double)degrees) * decimals + 0.5) / decimals;
}
