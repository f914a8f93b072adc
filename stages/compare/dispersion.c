/*
 * dispersion.c - Gries's deviation of proportions (2008), normalized by Lijffijt & Gries (2012):
 * 1/2 sum |share of the words - share of the term| / (1 - smallest share of the words).
 *
 * Juilland's D wants parts of equal length, which documents are not.
 */
#include "dispersion.h"

#include <math.h>

double dispersion_deviation(const struct dispersion_part *parts, size_t count)
{
    uint64_t all = 0, words = 0, shortest = UINT64_MAX;
    size_t with_words = 0;
    for (size_t i = 0; i < count; i++) {
        all += parts[i].count;
        words += parts[i].words;
        with_words += parts[i].words > 0;
        shortest = parts[i].words > 0 && parts[i].words < shortest ? parts[i].words : shortest;
    }
    if (with_words < 2 || all == 0) {
        return NAN;
    }
    long double off = 0;
    for (size_t i = 0; i < count; i++) {
        off += fabsl((long double)parts[i].words / (long double)words - (long double)parts[i].count / (long double)all);
    }
    return (double)(off / 2 / (1 - (long double)shortest / (long double)words));
}
