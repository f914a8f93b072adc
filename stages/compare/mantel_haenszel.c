/*
 * mantel_haenszel.c - the common odds ratio of Mantel & Haenszel (1959), sum(a d / N) / sum(b c / N).
 *
 * Its textbook interval takes words for independent, which they are not. The interval is that of the jackknife that
 * leaves out one event at a time: est +- t(.975, E - 1) se, se^2 = (E - 1) / E sum (theta_(-i) - mean)^2 (Tukey 1958;
 * MEASURES, "One source against the others").
 */
#include "mantel_haenszel.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

struct sums {
    long double above, below;
};

static bool is_counted(const struct keyness_table *table)
{
    return table->count_a + table->count_b > 0 && table->total_a > 0 && table->total_b > 0;
}

static struct sums parts_of(const struct keyness_table *table)
{
    const long double a = table->count_a, b = table->count_b;
    const long double c = table->total_a - table->count_a, d = table->total_b - table->count_b;
    const long double all = (long double)table->total_a + (long double)table->total_b;
    return (struct sums){a * d / all, b * c / all};
}

/* All tables but `left_out`; those of all with left_out = count. */
static struct sums sum_without(const struct keyness_table *tables, size_t count, size_t left_out)
{
    struct sums sums = {0, 0};
    for (size_t i = 0; i < count; i++) {
        if (i != left_out && is_counted(&tables[i])) {
            const struct sums parts = parts_of(&tables[i]);
            sums.above += parts.above;
            sums.below += parts.below;
        }
    }
    return sums;
}

static long double log_odds_of(struct sums sums)
{
    return sums.above > 0 && sums.below > 0 ? logl(sums.above / sums.below) : (long double)NAN;
}

/* Each is computed anew and not by taking its part off the sums: what is left may be nothing, exactly. */
static long double jackknife_error(const struct keyness_table *tables, size_t count, size_t events)
{
    long double mean = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        mean += is_counted(&tables[i]) ? log_odds_of(sum_without(tables, count, i)) / (long double)events : 0;
    }
    for (size_t i = 0; i < count; i++) {
        const long double off = is_counted(&tables[i]) ? log_odds_of(sum_without(tables, count, i)) - mean : 0;
        squares += off * off;
    }
    return sqrtl((long double)(events - 1) / (long double)events * squares);
}

struct common_odds mantel_haenszel(const struct keyness_table *tables, size_t count)
{
    const long double log_odds = log_odds_of(sum_without(tables, count, count));
    struct common_odds common = {(double)log_odds, NAN, NAN};
    size_t events = 0;
    for (size_t i = 0; i < count; i++) {
        events += is_counted(&tables[i]);
    }
    if (isnan(common.log_odds) || events < MANTEL_HAENSZEL_EVENTS) {
        return common;
    }
    const long double reach = gsl_cdf_tdist_Pinv(0.975, (double)(events - 1)) * jackknife_error(tables, count, events);
    common.low = (double)(log_odds - reach);
    common.high = (double)(log_odds + reach);
    return common;
}
