/* keyness.h - how unequally two sides use a term. Logarithms are natural unless said. */
#ifndef MIZAN_KEYNESS_H
#define MIZAN_KEYNESS_H

#include <stdint.h>

/* A term's counts, and all words of each side: count <= total, total > 0. */
struct keyness_table {
    uint64_t count_a, count_b, total_a, total_b;
};

/* Log-likelihood G2 over the term's two cells (Rayson & Garside 2000), and over all four (Dunning 1993); >= 0. */
double keyness_two_cell(const struct keyness_table *table);
double keyness_four_cell(const struct keyness_table *table);

/* log2 of the ratio of the rates (Hardie 2014), a count of 0 taken for 0.5; 0 where both are 0. */
double keyness_log_ratio(const struct keyness_table *table);

/* Weighted log-odds with a Dirichlet prior (Monroe, Colaresi & Quinn 2008). */
struct log_odds {
    double delta; /* of the log odds, a against b */
    double z;     /* delta / its standard deviation, from the variance of four terms */
};

/* `prior` > 0 is the term's, `prior_total` > prior that of all words. */
struct log_odds keyness_log_odds(const struct keyness_table *table, double prior, double prior_total);

/* 1 where a has the higher rate, -1 where b has, 0 where they are equal; by whole numbers. */
int keyness_direction(const struct keyness_table *table);

/*
 * Signed root of the two-cell log-likelihood with the prior's words added to both sides, positive where a has more:
 * near to a standard normal deviate where there is no difference, and drawn towards 0 the more the commoner the term is
 * beforehand. z is not: where one side has none of a rare term its variance is about 1 / prior, so that the rarest,
 * most telling terms come last. 0 where the prior alone, which weighs more on the smaller side, turns the direction of
 * the counts. `prior` and `prior_total` as above.
 */
double keyness_evidence(const struct keyness_table *table, double prior, double prior_total);

/* Log odds ratio of one table, 0.5 added to each of the four cells (Haldane 1956), so that it is always finite. */
double keyness_odds_ratio(const struct keyness_table *table);

#endif
