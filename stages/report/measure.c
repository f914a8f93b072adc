/* measure.c - the corrected similarity after Morisita 1959 and Horn 1966; the formulas are those that comparison
 * computes. */
#include "measure.h"

struct measure {
    const char *name, *words, *formula;
};

#define CORRECTED_WORDS                                                                                                \
    "shared weight of two documents, divided by what documents of their lengths share with themselves beyond chance; " \
    "a "                                                                                                               \
    "word that fills a text counts less than in proportion, one of the first hundred words of a text twice; does not " \
    "grow with length and may pass 1"
#define CORRECTED_FORMULA                                                                                              \
    "sum_t w_t^2 x'_t y'_t / sqrt(A_x A_y), x' = x K / (x + K), K = L / 4, A_x = max(sum_t w_t^2 (x_t^2 - q_t) "       \
    "(K / (x_t + K))^2 / (1 - sum_t q_t / L^2), 0.4 sum_t w_t^2 x'_t^2); x = n + l, q = n + 3 l, n counts, l those "   \
    "among the first 100 words, w inverse document frequency, L the sum of x"

static const struct measure *measure_of(const struct settings *settings, const struct weighted *weighted)
{
    static const struct measure corrected = {"corrected", CORRECTED_WORDS, CORRECTED_FORMULA};
    static const struct measure in_parts = {
        "corrected", CORRECTED_WORDS,
        CORRECTED_FORMULA "; so for words and for character n-grams, and 4/5 of the one and 1/5 of the other"};
    static const struct measure cosine = {"cosine", "cosine of the angle between two rows of weights",
                                          "sum_t u_t v_t / (|u| |v|); u, v rows of weights.mtx"};
    static const struct measure product = {"inner product",
                                           "inner product of two rows of weights, not divided by lengths",
                                           "sum_t u_t v_t; u, v rows of weights.mtx"};
    static const struct measure distances[] = {
        {"jensen-shannon",
         "Jensen-Shannon divergence of two distributions of terms, in bits: 0 the same, 1 no term in common; not "
         "weighted",
         "sum_t (p_t log2(p_t / m_t) + q_t log2(q_t / m_t)) / 2, m = (p + q) / 2; p, q counts of a document divided by "
         "their sum"},
        {"burrows-delta",
         "Burrows's Delta: the mean difference of two documents in the use of the most frequent words; not weighted",
         "sum_t |z_t - z'_t| / T; z_t = (rate of the word t - mean) / standard deviation (n - 1) over the documents; T "
         "words: the 150 most frequent, or as many as there are"},
        {"cosine-delta",
         "Cosine Delta: 1 minus the cosine of two documents' z-scores of the most frequent words; not weighted",
         "1 - sum_t z_t z'_t / (|z| |z'|); z_t = (rate of the word t - mean) / standard deviation (n - 1) over the "
         "documents; t one of the 150 most frequent words, or as many as there are"}};
    if (similarity_is_distance(settings->similarity))
        return &distances[settings->similarity - SIMILARITY_JENSEN_SHANNON];
    if (settings->similarity == SIMILARITY_CORRECTED)
        return settings->characters > 0 && weighted->characters_share > 0 ? &in_parts : &corrected;
    return weighted->normalized ? &cosine : &product;
}

const char *measure_name(const struct settings *settings, const struct weighted *weighted)
{
    return measure_of(settings, weighted)->name;
}

const char *measure_words(const struct settings *settings, const struct weighted *weighted)
{
    return measure_of(settings, weighted)->words;
}

const char *measure_formula(const struct settings *settings, const struct weighted *weighted)
{
    return measure_of(settings, weighted)->formula;
}
