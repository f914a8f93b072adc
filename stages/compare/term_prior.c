/*
 * term_prior.c - the background knows in what share s of its documents a word stands, not how often: a word that comes
 * at random stands -ln(1 - s) times in a document on average (Poisson). These are scaled so that the frame's words have
 * together as large a part of all words there as they have in the frame.
 *
 * The background alone gives the names of an event next to nothing: then 1 / prior makes the variance of a word that
 * one side never uses so large that the most telling words come last. The documents' own rates alone give a common word
 * that a small corpus happens to lack too little. So each is one half, and where there is no background, as for
 * dates and n-grams, the documents' own rate is all.
 */
#include "term_prior.h"

#include <math.h>

/* ln(0) for a word that stands in every document of the background; a rate of 1 would leave no room for other words. */
#define LARGEST_SHARE 0.999

static double background_count(const struct vocabulary_term *term)
{
    const double share = term->background < LARGEST_SHARE ? term->background : LARGEST_SHARE;
    return (double)-log1pl(-(long double)share);
}

static bool has_background(const struct vocabulary_term *term)
{
    return term->channel == CHANNEL_WORD && term->background > 0;
}

void term_prior_fill(const struct frame *frame, const struct counts *counts, double *priors)
{
    double words = 0, known = 0, background = 0;
    for (uint32_t column = 0; column < counts->term_count; column++) {
        priors[column] = 0;
    }
    for (size_t i = 0; i < frame->unit_count; i++) {
        const struct term_row row = frame->units[i].row;
        words += (double)frame->units[i].words;
        for (size_t k = 0; k < row.count; k++) {
            priors[row.columns[k]] += row.counts[k];
        }
    }
    for (uint32_t column = frame->first_column; column < frame->end_column; column++) {
        if (priors[column] > 0 && has_background(&counts->terms[column])) {
            known += priors[column];
            background += background_count(&counts->terms[column]);
        }
    }
    for (uint32_t column = frame->first_column; column < frame->end_column; column++) {
        const struct vocabulary_term *const term = &counts->terms[column];
        double rate = words > 0 ? priors[column] / words : 0;
        if (rate > 0 && has_background(term)) {
            rate = (rate + background_count(term) / background * (known / words)) / 2;
        }
        priors[column] = TERM_PRIOR_WORDS * (rate < LARGEST_SHARE ? rate : LARGEST_SHARE);
    }
}
