/* test_beta_binomial.c - scipy.stats.betabinom and binom, and the moments by hand. */
#include <criterion/criterion.h>

#include <math.h>

#include "beta_binomial.h"

static void expect_near(double value, double expected, double tolerance)
{
    cr_assert_leq(fabs(value - expected), tolerance * fabs(expected), "%.15g instead of %.15g", value, expected);
}

Test(beta_binomial, the_mass_is_that_of_scipy)
{
    const struct beta_binomial model = beta_binomial_of(0.01, 0.5); /* alpha 2, beta 198 */
    expect_near(model.beta, 198, 1e-14);
    expect_near((double)beta_binomial_mass(&model, 0, 450), 0.09369114877581262, 1e-11);
    expect_near((double)beta_binomial_mass(&model, 1, 450), 0.1303277185445251, 1e-11);
    expect_near((double)beta_binomial_mass(&model, 5, 450), 0.09087317696151255, 1e-11);
    const struct beta_binomial bursty = beta_binomial_of(0.002, 2);
    expect_near((double)beta_binomial_mass(&bursty, 70, 1800), 2.326684851218975e-06, 1e-10);
    cr_assert(beta_binomial_mass(&model, 4, 3) == 0);
}

Test(beta_binomial, the_tail_of_one_document_is_scipys_distribution_function)
{
    const uint64_t words[1] = {450}, many[1] = {1800};
    const struct beta_binomial model = beta_binomial_of(0.01, 0.5), bursty = beta_binomial_of(0.002, 2);
    expect_near(beta_binomial_tail(&model, 3, words, 1), 0.48572885574011626, 1e-11);
    expect_near(beta_binomial_tail(&bursty, 0, many, 1), 0.3487548205562577, 1e-11);
    expect_near(beta_binomial_tail(&bursty, 2, many, 1), 0.6029494870847836, 1e-11);
}

Test(beta_binomial, without_bursts_it_is_binomial)
{
    const uint64_t words[1] = {450};
    const struct beta_binomial model = beta_binomial_of(0.01, 0);
    expect_near(beta_binomial_tail(&model, 0, words, 1), 0.010860193639877882, 1e-11);
    expect_near(beta_binomial_tail(&model, 1, words, 1), 0.060224710184777354, 1e-11);
}

/* numpy.convolve of scipy's masses of 300 and of 150 words, its first three. */
Test(beta_binomial, documents_have_rates_of_their_own)
{
    const uint64_t words[2] = {300, 150};
    const struct beta_binomial model = beta_binomial_of(0.01, 0.5);
    expect_near(beta_binomial_tail(&model, 2, words, 2), 0.2965839281197332, 1e-11);
}

static void add(struct burst_moments *moments, const uint64_t *counts, size_t documents)
{
    struct burst_documents hundred = {0};
    double count = 0, squares = 0;
    for (size_t i = 0; i < documents; i++) {
        burst_documents_add(&hundred, 100);
        count += (double)counts[i];
        squares += (double)(counts[i] * counts[i]) / 100;
    }
    burst_moments_add(moments, &hundred, count, squares);
}

/* Counts 6 and 0 in 100 words each: p = .03, X^2 = 2 * 9 / (3 * .97), 1 degree of freedom; scale .03 * 2 * .5 * 99. */
Test(beta_binomial, the_spread_is_where_pearsons_statistic_is_what_is_expected)
{
    const uint64_t counts[2] = {6, 0};
    struct burst_moments moments = {0};
    add(&moments, counts, 2);
    const double excess = 18 / 2.91 - 1, scale = 2.97;
    expect_near(moments.excess, excess, 1e-13);
    expect_near(moments.scale, scale, 1e-13);
    expect_near(burst_moments_burstiness(&moments), excess / scale, 1e-13);
    expect_near(burst_moments_shrunk(&moments, 0.5, 3), (excess / scale + 1.5) / 4, 1e-13);
}

Test(beta_binomial, an_even_spread_is_no_burst)
{
    const uint64_t counts[3] = {2, 2, 2};
    struct burst_moments moments = {0};
    add(&moments, counts, 3);
    cr_assert_eq(burst_moments_burstiness(&moments), 0);
    cr_assert_eq(burst_moments_shrunk(&moments, 0, 10), 0);
}

Test(beta_binomial, one_document_or_a_term_that_is_nowhere_says_nothing_of_the_spread)
{
    const uint64_t counts[2] = {3, 0}, none[2] = {0, 0};
    struct burst_moments moments = {0};
    add(&moments, counts, 1);
    add(&moments, none, 2);
    cr_assert_eq(moments.freedom, 0);
    cr_assert_eq(burst_moments_burstiness(&moments), 0);
    cr_assert_eq(burst_moments_shrunk(&moments, 0.25, 10), 0.25);
}
