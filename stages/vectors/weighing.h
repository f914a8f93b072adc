/*
 * weighing.h - a scheme applied to the rows of one corpus: what any row of counts is worth in it. Plain functions on
 * plain data; the rules are read-only once opened.
 *
 * A row has two parts, its character n-grams and everything else (words, n-grams of them, dates). A scheme that sets
 * the characters apart (scheme.h: characters_share) measures each part by itself and lets it count for its share, in
 * one vector all the same: the part is brought to its own length 1 and multiplied by the root of its share, so that a
 * dot product of two rows is the shares' mean of the parts' similarities. A row that lacks a part gives the whole
 * weight to the other. Other schemes know one part.
 */
#ifndef MIZAN_WEIGHING_H
#define MIZAN_WEIGHING_H

#include "matrix.h"
#include "scheme.h"

enum part { PART_WORDS, PART_CHARACTERS, PART_COUNT = CORRECTED_PARTS };

struct weighing {
    const struct scheme *scheme;
    uint32_t first_character, end_character; /* columns of the part of characters; equal where there is but one part */
    uint32_t first_unseen, end_unseen;       /* likewise, of those that reference texts alone hold */
    double mean_length[PART_COUNT];          /* counts of a document: what bm25, and nothing else, measures it by */
};

/* Borrows the scheme; looks at the counts of the documents, not of the queries. */
void weighing_open(struct weighing *weighing, const struct scheme *scheme, const struct counts *counts);

/* Gives the matrix the rules, which it borrows, and the functions below that it is weighed by. */
void weighing_hand_on(const struct weighing *weighing, struct weighted *weighted);

/* The weights of a row, and its length: what the weights of words are to be multiplied by to give tf * idf again, if
 * the scheme is normalized; else their Euclidean norm. 0 for a row whose weights are all 0, which stay 0. */
void weighing_row(const struct weighing *weighing, const double *idf, struct term_row row, double *weights,
                  double *length);

/* The same for a row of a query: another thing for bm25 alone. */
void weighing_query(const struct weighing *weighing, const double *idf, struct term_row row, double *weights,
                    double *length);

/*
 * The row as the corrected similarity wants it: the dot product of two such rows is
 *
 *     sum w^2 x' y' / sqrt(A_x A_y),   x' = x K / (x + K),   K = L / 4,
 *     A_x = max( sum w^2 (x^2 - q) K^2 / (x + K)^2 / (1 - sum q / L^2),   0.4 sum w^2 x'^2 )
 *
 * with w the idf, x = n + l, q = n + 3 l for a term that was counted n times, l times of these in the lead, and L the
 * sum of the x: a word of the lead counts twice. Where there is no lead, or all of the text is lead, x^2 - q is
 * n (n - 1) times a constant, and the last factor is L / (L - 1). `lead` may be empty; its columns that the row lacks
 * are not looked at, and its counts are no larger than the row's. False, and all values 0, for a row without weight.
 */
bool weighing_correct(const struct weighing *weighing, const double *idf, struct term_row row, struct term_row lead,
                      double *values);

/* The same, and what weighing_restore makes the values of: the x of each term (`sums`, room for row.count; each must be
 * below 2^32) and what holds for the row. */
bool weighing_shorten(const struct weighing *weighing, const double *idf, struct term_row row, struct term_row lead,
                      double *values, uint32_t *sums, struct corrected_row *corrected);

/* The values of weighing_correct, to the bit. */
void weighing_restore(const struct weighing *weighing, const double *idf, struct summed_row row, double *values);

#endif
