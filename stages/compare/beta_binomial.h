/* beta_binomial.h - counts of a term in documents whose rates differ, and how surprising a low one is. */
#ifndef MIZAN_BETA_BINOMIAL_H
#define MIZAN_BETA_BINOMIAL_H

#include <stddef.h>
#include <stdint.h>

/* Rates of documents are spread as beta(alpha, beta): mean alpha / (alpha + beta). alpha infinite: none, binomial of
 * `rate`. */
struct beta_binomial {
    double alpha, beta;
    double rate; /* the mean, 0 < rate < 1 */
};

/* From the mean rate and 1 / alpha (0: binomial). */
struct beta_binomial beta_binomial_of(double rate, double burstiness);

/* Probability of `count` among `words` words. */
long double beta_binomial_mass(const struct beta_binomial *model, uint64_t count, uint64_t words);

/* A count above this is no silence: the tail is not computed. */
enum { BETA_BINOMIAL_MOST = 32 };

/* Probability that several documents, each with a rate of its own, have `found` <= BETA_BINOMIAL_MOST or fewer of the
 * term together. */
double beta_binomial_tail(const struct beta_binomial *model, uint64_t found, const uint64_t *words, size_t documents);

/* The documents of an event: how many, their words, and the squares of those. */
struct burst_documents {
    double count, words, squares;
};
void burst_documents_add(struct burst_documents *documents, uint64_t words);

/* What the moments of the counts say of the spread between documents. */
struct burst_moments {
    double excess; /* Pearson's X^2 above its degrees of freedom */
    double scale;  /* by what 1 / alpha enters the expectation of the excess */
    double freedom;
};

/* Adds a term that stands `count` times in the documents of one event; `squares`: the sum of count^2 / words over them.
 * Adds nothing if it is in none, or there is but one. */
void burst_moments_add(struct burst_moments *moments, const struct burst_documents *documents, double count,
                       double squares);

/* 1 / alpha, >= 0; 0 where nothing is known. */
double burst_moments_burstiness(const struct burst_moments *moments);

/* The same for one term, drawn towards what is usual as if that came from `weight` degrees of freedom. */
double burst_moments_shrunk(const struct burst_moments *moments, double usual, double weight);

#endif
