/* measure.c - the corrected similarity after Morisita 1959 and Horn 1966; the formulas are those that comparison
 * computes. */
#include "measure.h"

struct measure {
    const char *name, *words, *formula;
};

static const struct measure *measure_of(const struct settings *settings, const struct weighted *weighted)
{
    static const struct measure corrected = {"corrected",
                                             "shared weight of two documents, divided by what documents of their "
                                             "lengths share with themselves beyond chance; does "
                                             "not grow with length and may pass 1",
                                             "sum_t w_t^2 x_t y_t / sqrt(A_x A_y), A_x = max(L/(L-1) sum_t w_t^2 x_t "
                                             "(x_t - 1), 0.5 sum_t w_t^2 x_t^2); x, y "
                                             "counts, w inverse document frequency, L words of the document"};
    static const struct measure cosine = {"cosine", "cosine of the angle between two rows of weights",
                                          "sum_t u_t v_t / (|u| |v|); u, v rows of weights.mtx"};
    static const struct measure product = {"inner product",
                                           "inner product of two rows of weights, not divided by lengths",
                                           "sum_t u_t v_t; u, v rows of weights.mtx"};
    if (settings->similarity == SIMILARITY_CORRECTED)
        return &corrected;
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
