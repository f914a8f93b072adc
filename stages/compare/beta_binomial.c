/*
 * beta_binomial.c - the beta-binomial (Skellam 1948), and its spread by moments.
 *
 * Words come in bursts: a document that has a word once has it more often than the mean says (Church & Gale 1995). The
 * spread is found as Williams (1982) does it, by setting Pearson's X^2 to what it is expected to be: for documents of
 * n_d words and a rate p, E X^2 = sum_d (1 - n_d / N) (1 + (n_d - 1) rho). rho = 1 / (alpha + beta + 1) is about
 * p / alpha for a rare term, and alpha, the shape of the rates, is what terms of different frequency have in common: so
 * X^2 - df = (1 / alpha) p sum_d (1 - n_d / N) (n_d - 1), and sums over terms give the usual 1 / alpha.
 */
#include "beta_binomial.h"

#include <float.h>
#include <math.h>

struct beta_binomial beta_binomial_of(double rate, double burstiness)
{
    const double alpha = burstiness > 0 ? 1 / burstiness : (double)INFINITY;
    return (struct beta_binomial){alpha, alpha * (1 - rate) / rate, rate};
}

static long double log_choose(long double n, long double k)
{
    return lgammal(n + 1) - lgammal(k + 1) - lgammal(n - k + 1);
}

/* ln of x (x + 1) ... (x + count - 1): a product where it is short, since a difference of large lgammas is inexact. */
static long double log_rising(long double x, uint64_t count)
{
    enum { SHORT = 64 };
    if (count > SHORT) {
        return lgammal(x + (long double)count) - lgammal(x);
    }
    long double sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        sum += logl(x + (long double)i);
    }
    return sum;
}

long double beta_binomial_mass(const struct beta_binomial *model, uint64_t count, uint64_t words)
{
    if (count > words) {
        return 0;
    }
    const long double k = (long double)count, n = (long double)words;
    const long double ways = log_choose(n, k), rate = model->rate;
    if (isinf(model->alpha)) {
        return expl(ways + k * logl(rate) + (n - k) * log1pl(-rate));
    }
    const long double alpha = model->alpha, beta = model->beta;
    return expl(ways + log_rising(alpha, count) + lgammal(beta + n - k) - lgammal(beta) -
                (lgammal(alpha + beta + n) - lgammal(alpha + beta)));
}

double beta_binomial_tail(const struct beta_binomial *model, uint64_t found, const uint64_t *words, size_t documents)
{
    long double sums[BETA_BINOMIAL_MOST + 1] = {1}; /* [k]: probability of k in the documents so far */
    const size_t most = (size_t)(found < BETA_BINOMIAL_MOST ? found : BETA_BINOMIAL_MOST);
    for (size_t d = 0; d < documents; d++) {
        long double mass[BETA_BINOMIAL_MOST + 1];
        for (size_t k = 0; k <= most; k++) {
            mass[k] = beta_binomial_mass(model, k, words[d]);
        }
        for (size_t k = most + 1; k-- > 0;) {
            long double sum = 0;
            for (size_t own = 0; own <= k; own++) {
                sum += mass[own] * sums[k - own];
            }
            sums[k] = sum;
        }
    }
    long double tail = 0;
    for (size_t k = 0; k <= most; k++) {
        tail += sums[k];
    }
    return tail < 1 ? fmax((double)tail, DBL_MIN) : 1; /* so that its logarithm is finite */
}

void burst_documents_add(struct burst_documents *documents, uint64_t words)
{
    documents->count += 1;
    documents->words += (double)words;
    documents->squares += (double)words * (double)words;
}

/* sum_d (x_d - n_d p)^2 / (n_d p (1 - p)) = (sum_d x_d^2 / n_d - x^2 / N) / (p (1 - p)), so that documents without the
 * term need not be looked at. */
void burst_moments_add(struct burst_moments *moments, const struct burst_documents *documents, double count,
                       double squares)
{
    const long double words = documents->words, rate = count / words, freedom = documents->count - 1;
    if (!(freedom >= 1) || !(count > 0) || !(count < words)) {
        return;
    }
    const long double pearson = (squares - count * rate) / (rate * (1 - rate));
    moments->excess += (double)(pearson - freedom);
    /* sum_d (1 - n_d / N) (n_d - 1) */
    moments->scale += (double)(rate * (words - documents->count - (documents->squares - words) / words));
    moments->freedom += (double)freedom;
}

double burst_moments_burstiness(const struct burst_moments *moments)
{
    return moments->scale > 0 && moments->excess > 0 ? moments->excess / moments->scale : 0;
}

double burst_moments_shrunk(const struct burst_moments *moments, double usual, double weight)
{
    if (!(moments->freedom > 0) || !(moments->scale > 0)) {
        return usual;
    }
    const double own = moments->excess / moments->scale;
    const double drawn = (own * moments->freedom + usual * weight) / (moments->freedom + weight);
    return drawn > 0 ? drawn : 0;
}
