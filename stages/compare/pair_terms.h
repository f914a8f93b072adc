/*
 * pair_terms.h - the terms of two rows, each in the one list that it belongs to: shared, or setting one of the two
 * apart, or left out by one of them.
 */
#ifndef MIZAN_PAIR_TERMS_H
#define MIZAN_PAIR_TERMS_H

#include "finding.h"
#include "scaled_row.h"
#include "top_list.h"

enum { PAIR_TERMS_MOST = 10 }; /* of a list */

/* What one side says. */
struct pair_side {
    struct scaled_row row;
    uint64_t words;
};

/* Room for one pair after another. */
struct pair_terms {
    const struct vocabulary_term *vocabulary;
    struct top_lists lists; /* by part */
    /* Of the pair that was filled last: */
    struct evidence_term items[EVIDENCE_PARTS][PAIR_TERMS_MOST]; /* strongest first */
    size_t counts[EVIDENCE_PARTS];
    double product; /* of the scaled rows, added up over ascending columns */
    size_t shared;  /* columns that both have */
};

enum status pair_terms_open(struct pair_terms *terms, const struct vocabulary_term *vocabulary,
                            struct failure *failure) MUST_CHECK;
void pair_terms_close(struct pair_terms *terms);

/*
 * `tellers`, by column, says how many texts on the same event have a term, these two among them; NULL: nobody else is
 * known. `lengths` of the lists are at most PAIR_TERMS_MOST. Without `words_compare` (the two are in different
 * languages) dates alone set apart or are left out.
 *
 * A term that one of the two has not is left out by it where others on the event have it, too, most others first; else
 * it sets the other apart, by its value. So does a term of both that the one has at least PAIR_RATIO times as often in
 * as many words, with a log-likelihood G2 (Rayson & Garside 2000) of at least PAIR_G2, by the difference of the values.
 * Shared terms stand by what they carry of the product. Character n-grams are in no list.
 */
void pair_terms_fill(struct pair_terms *terms, const struct pair_side *a, const struct pair_side *b,
                     const uint32_t *tellers, bool words_compare, const size_t lengths[EVIDENCE_PARTS]);

#define PAIR_RATIO 2.0
#define PAIR_G2 3.841458820694124 /* .95 quantile of chi-squared with one degree of freedom */

#endif
