/* test_keyness.c - the golden numbers of Rayson & Garside's, Dunning's, Hardie's and Monroe's measures. */
#include <criterion/criterion.h>

#include <math.h>

#include "keyness.h"

static void expect_near(double value, double expected, double tolerance)
{
    cr_assert_leq(fabs(value - expected), tolerance * fabs(expected), "%.12g instead of %.12g", value, expected);
}

Test(keyness, log_likelihood_and_log_ratio_are_those_of_the_literature)
{
    static const struct {
        struct keyness_table table;
        double two_cell, four_cell, log_ratio;
        /* the four-cell value of the third in 40 decimal digits: in double its cells cancel */
    } cases[] = {
        {{12, 3, 2000, 3000}, 10.0438586014, 10.0739589679, 2.5849625007},
        {{5, 0, 2000, 3000}, 9.1629073187, 9.1704160809, 3.9068905956},
        {{311, 420, 2000000, 2200000}, 7.5845176531, 7.58583138962, -0.2959712238},
        {{500, 10, 20000, 30000}, 828.0681043988, 835.4571491568, 6.2288186905},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_near(keyness_two_cell(&cases[i].table), cases[i].two_cell, 1e-11);
        expect_near(keyness_four_cell(&cases[i].table), cases[i].four_cell, 1e-11);
        expect_near(keyness_log_ratio(&cases[i].table), cases[i].log_ratio, 1e-9);
    }
}

Test(keyness, weighted_log_odds_take_all_four_terms_of_the_variance)
{
    static const uint64_t first[5] = {12, 5, 0, 40, 1943}, second[5] = {3, 0, 7, 60, 2930};
    static const double z[5] = {2.78081485, 0.66179386, -0.61449784, 0.00037111, -1.13676929};
    for (size_t i = 0; i < 5; i++) {
        const struct keyness_table table = {first[i], second[i], 2000, 3000};
        cr_assert_float_eq(keyness_log_odds(&table, 0.01, 0.05).z, z[i], 5e-9);
    }
}

/* The prior's two words in 500 draw the difference of 12 in 2,000 and 3 in 3,000 together (by mpmath; without them the
 * log-odds are 1.797). */
Test(keyness, a_prior_draws_the_log_odds_together)
{
    const struct log_odds odds = keyness_log_odds(&(struct keyness_table){12, 3, 2000, 3000}, 2, 500);
    expect_near(odds.delta, 1.37027779977841244916, 1e-14);
    expect_near(odds.z, 2.62682309968747351593, 1e-14);
}

/* sqrt(2 (a ln(a / E1) + b ln(b / E2))) of the counts and totals with the prior in them, in 30 decimal digits by
 * mpmath; a commoner term needs more for as much. */
Test(keyness, evidence_is_the_signed_root_of_the_log_likelihood_with_the_prior)
{
    static const struct {
        struct keyness_table table;
        double prior, evidence;
    } cases[] = {{{12, 3, 2000, 3000}, 2, 2.8288500841295170552},
                 {{0, 4, 500, 1500}, 0.25, -1.4369158523260179221},
                 {{3, 0, 500, 1500}, 8, 2.1892901910312923757},
                 {{3, 0, 500, 1500}, 0.0625, 2.4833322267887089910}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_near(keyness_evidence(&cases[i].table, cases[i].prior, 500), cases[i].evidence, 1e-14);
    }
    /* 3 in 5,000 against none in 300 is more; with the prior's 2 in 500 it would be less. */
    const struct keyness_table turned = {3, 0, 5000, 300}, mirrored = {0, 3, 300, 5000};
    cr_assert(keyness_evidence(&turned, 2, 500) == 0 && keyness_evidence(&mirrored, 2, 500) == 0);
    cr_assert_gt(keyness_evidence(&turned, 0.1, 500), 0);
    const struct keyness_table golden = {12, 3, 2000, 3000}, equal = {3, 6, 500, 1000};
    expect_near(keyness_evidence(&golden, 0, 0), sqrt(10.0438586014), 1e-11);
    cr_assert_float_eq(keyness_evidence(&equal, 0, 0), 0, 1e-9);
}

/* ln((4.5 * 7.5) / (1.5 * 6.5)), of 4 in 10 against 1 in 8. */
Test(keyness, an_odds_ratio_has_half_a_count_more_in_each_cell)
{
    const struct keyness_table table = {4, 1, 10, 8};
    expect_near(keyness_odds_ratio(&table), log(4.5 * 7.5 / (1.5 * 6.5)), 1e-14);
    cr_assert(isfinite(keyness_odds_ratio(&(struct keyness_table){10, 0, 10, 8})));
}

Test(keyness, a_direction_is_that_of_the_rates)
{
    cr_assert_eq(keyness_direction(&(struct keyness_table){3, 0, 5000, 300}), 1);
    cr_assert_eq(keyness_direction(&(struct keyness_table){3, 2, 5000, 300}), -1);
    cr_assert_eq(keyness_direction(&(struct keyness_table){3, 6, 100, 200}), 0);
}

Test(keyness, equal_rates_are_no_difference)
{
    const struct keyness_table table = {3, 6, 100, 200}, none = {0, 0, 100, 200};
    cr_assert_float_eq(keyness_two_cell(&table), 0, 1e-15);
    cr_assert_float_eq(keyness_four_cell(&table), 0, 1e-15);
    cr_assert_eq(keyness_log_ratio(&table), 0);
    cr_assert(keyness_two_cell(&none) == 0 && keyness_log_ratio(&none) == 0);
}

Test(keyness, what_the_other_side_has_more_of_is_negative)
{
    const struct keyness_table table = {3, 12, 3000, 2000};
    expect_near(keyness_log_ratio(&table), -2.5849625007, 1e-9);
    cr_assert_lt(keyness_log_odds(&table, 1, 500).z, 0);
    cr_assert_gt(keyness_two_cell(&table), 0);
}
