/*
 * keyness.c - log-likelihood, log ratio and weighted log-odds of a term between two sides.
 *
 * Sources: Rayson & Garside, "Comparing corpora using frequency profiling" (2000); Dunning, "Accurate methods for the
 * statistics of surprise and coincidence" (1993); Hardie, "Log Ratio" (2014); Monroe, Colaresi & Quinn, "Fightin'
 * Words" (2008), equations 16 and 19, with all four terms of the variance: the usual two are far off for a term that
 * holds most of the words. Everything is computed in long double and rounded once.
 */
#include "keyness.h"

#include <math.h>

/* observed * ln(observed / expected), 0 ln 0 = 0. */
static long double cell(long double observed, long double expected)
{
    return observed > 0 ? observed * logl(observed / expected) : 0;
}

static double settle(long double value)
{
    return value > 0 ? (double)value : 0;
}

static long double term_cells(const struct keyness_table *table)
{
    const long double a = table->count_a, b = table->count_b, n1 = table->total_a, n2 = table->total_b;
    const long double share = (a + b) / (n1 + n2);
    return cell(a, n1 * share) + cell(b, n2 * share);
}

double keyness_two_cell(const struct keyness_table *table)
{
    return settle(2 * term_cells(table));
}

double keyness_four_cell(const struct keyness_table *table)
{
    const struct keyness_table others = {table->total_a - table->count_a, table->total_b - table->count_b,
                                         table->total_a, table->total_b};
    return settle(2 * (term_cells(table) + term_cells(&others)));
}

double keyness_log_ratio(const struct keyness_table *table)
{
    if (table->count_a == 0 && table->count_b == 0) {
        return 0;
    }
    const long double a = table->count_a > 0 ? (long double)table->count_a : 0.5L;
    const long double b = table->count_b > 0 ? (long double)table->count_b : 0.5L;
    return (double)log2l(a * (long double)table->total_b / (b * (long double)table->total_a));
}

struct log_odds keyness_log_odds(const struct keyness_table *table, double prior, double prior_total)
{
    const long double a = table->count_a + (long double)prior, b = table->count_b + (long double)prior;
    const long double rest_a = table->total_a + (long double)prior_total - a;
    const long double rest_b = table->total_b + (long double)prior_total - b;
    const long double delta = logl(a * rest_b / (rest_a * b));
    const long double variance = 1 / a + 1 / b + 1 / rest_a + 1 / rest_b;
    return (struct log_odds){(double)delta, (double)(delta / sqrtl(variance))};
}

int keyness_direction(const struct keyness_table *table)
{
    const long double a = (long double)table->count_a * (long double)table->total_b;
    const long double b = (long double)table->count_b * (long double)table->total_a;
    return (a > b) - (a < b);
}

double keyness_evidence(const struct keyness_table *table, double prior, double prior_total)
{
    const long double a = table->count_a + (long double)prior, b = table->count_b + (long double)prior;
    const long double n1 = table->total_a + (long double)prior_total, n2 = table->total_b + (long double)prior_total;
    const long double share = (a + b) / (n1 + n2);
    const long double square = 2 * (cell(a, n1 * share) + cell(b, n2 * share));
    const long double root = square > 0 ? sqrtl(square) : 0;
    const int direction = (a * n2 > b * n1) - (a * n2 < b * n1);
    return direction == keyness_direction(table) ? (double)(direction * root) : 0;
}

double keyness_odds_ratio(const struct keyness_table *table)
{
    const long double half = 0.5L;
    const long double a = table->count_a + half, c = table->total_a - table->count_a + half;
    const long double b = table->count_b + half, d = table->total_b - table->count_b + half;
    return (double)logl(a * d / (b * c));
}
