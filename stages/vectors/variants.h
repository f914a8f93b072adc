/*
 * variants.h - the grid of settings: the documents counted and weighed in other ways that are as good, so that it can
 * be told which statements hang on one choice.
 *
 * The grid is the same for every corpus and whatever options are in force:
 *
 *     stemmer (auto, snowball, none) x stop list (on, off) x weight (auto, sklearn-sublinear)    12 matrices
 *     apparatus kept, names of states left out, texts cut to one length, each by itself, with
 *         stemmer auto, stop list on x weight (auto, sklearn-sublinear)                            6 matrices
 *
 * and both similarities on each: 36 settings. What decides on terms and weights is crossed in full, since one choice
 * changes what another does; the others bear on the text itself and are tried one at a time, so that each counts for a
 * ninth and not for half. What would give the same matrix again for this corpus is left out, and said to be.
 */
#ifndef MIZAN_VARIANTS_H
#define MIZAN_VARIANTS_H

#include "matrix.h"
#include "stage.h"

/* Emits every matrix of the grid, where counts->readings are kept, and fills the account. */
enum status variants_emit(const struct counts *counts, struct grid_account *account, struct flow *flow) MUST_CHECK;

#endif
