/*
 * distances.h - three distances that are known from elsewhere, between rows of counts.
 *
 * Jensen-Shannon divergence (Lin 1991, IEEE Trans. Inf. Theory 37: 145-151), in bits: 0 for one distribution of words,
 * 1 where no word is shared; over all terms but character n-grams.
 *
 * Delta (Burrows 2002, Literary and Linguistic Computing 17: 267-287): the mean difference of z-scores of the rates of
 * the most frequent words; Cosine Delta (Smith & Aldridge 2011; Evert et al. 2017, Digital Scholarship in the
 * Humanities 32: ii4-ii16): 1 minus the cosine of the z-scores, 0 to 2. Means and standard deviations (n - 1) are those
 * of the documents.
 */
#ifndef MIZAN_DISTANCES_H
#define MIZAN_DISTANCES_H

#include "failure.h"
#include "scaled_row.h"
#include "settings.h"

/* The number of words that Burrows took; a word of which all documents make the same use tells nothing and is none of
 * them. Two documents differ in every word by the same: 1.41 standard deviations. */
enum { DELTA_WORDS = 150, DELTA_DOCUMENTS = 3 };

/* Zero-initialized it is empty. */
struct delta_words {
    double *deviations; /* by column: of the word's rate, the standard deviation; 0: it is none of the words */
    double *centres;    /* by column: the mean rate divided by it */
    size_t count;       /* of the words */
    double squares;     /* of the centres, summed */
};

/* The `most` words that stand most often in the documents, the first by bytes among equals. FAILURE_USAGE where there
 * are fewer than DELTA_DOCUMENTS documents with words, or no word's rate varies. */
enum status delta_words_open(struct delta_words *words, const struct counts *counts, size_t most,
                             struct failure *failure) MUST_CHECK;
void delta_words_close(struct delta_words *words);

/* What a distance compares rows by, and how. */
struct distance {
    enum similarity kind;                /* one that similarity_is_distance */
    const struct vocabulary_term *terms; /* by column */
    const struct delta_words *words;     /* of a Delta */
};

/* By entry of the row its share of the counts (Jensen-Shannon), its rate in standard deviations (Delta), or 0 where the
 * distance looks not at it. False, and all values 0, for a row without a word. */
bool distance_scale(const struct distance *distance, struct term_row row, double *values);

/* What one term adds to the distance of two rows that hold it with these values, 0 where one has it not: the parts of
 * all terms of both rows add up to the distance. Jensen-Shannon and Burrows's Delta. */
double distance_part(const struct distance *distance, double value_a, double value_b);

/* The part of the distance that terms flagged TERM_STATE_NAME make up, 0 to 1; 0 where the distance is 0. Not of a
 * Cosine Delta. */
double distance_names_share(const struct distance *distance, struct scaled_row a, struct scaled_row b);

/* The distance of two scaled rows; >= 0, symmetric to the last bit. NaN where a Cosine Delta finds a row that is the
 * mean in every word. */
double distance_between(const struct distance *distance, struct scaled_row a, struct scaled_row b);

#endif
