/* term_prior.h - how often a term is to be expected before any side is looked at. */
#ifndef MIZAN_TERM_PRIOR_H
#define MIZAN_TERM_PRIOR_H

#include "frames.h"

/* The prior of the log-odds counts for as much as so many words. */
enum { TERM_PRIOR_WORDS = 500 };

/*
 * Fills priors[column] for all terms that the frame's documents hold (0 for others): TERM_PRIOR_WORDS times the term's
 * usual rate, which is the mean of its rate in the frame's documents and, for a word that has a background, its rate
 * there. `priors` has room for every column.
 */
void term_prior_fill(const struct frame *frame, const struct counts *counts, double *priors);

#endif
