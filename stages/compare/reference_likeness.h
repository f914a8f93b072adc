/*
 * reference_likeness.h - how like are two tellings beside what either is like unrelated texts? Where sources have too
 * few documents for a null of their own (source_nulls.h), --reference-corpus brings such texts.
 */
#ifndef MIZAN_REFERENCE_LIKENESS_H
#define MIZAN_REFERENCE_LIKENESS_H

#include "finding.h"
#include "source_pairs.h"
#include "source_status.h"

enum {
    REFERENCE_WORDS_LEAST = SHORT_DOCUMENT_WORDS, /* MEASURES: the similarity is flat from here on */
    REFERENCE_TEXTS_LEAST = 10                    /* in each language of a pair: as many as a null needs */
};

/*
 * Fills reference_texts, reference_pairs, reference_mean and reference_deviation of every pair whose tellings are long
 * enough, each in one language. Of a pair (a, b) the similarities are those of a with each reference text in the
 * language of b, and of b with each in the language of a: one side is replaced by what tells of something else.
 * Deviation: with n - 1. `path`: of the reference corpus, for a warning of texts that are too short, or NULL.
 */
enum status reference_likeness_fill(struct source_pairs *pairs, const char *path, struct flow *flow) MUST_CHECK;

/* (similarity - mean) / deviation, or NaN where there is none. */
double reference_likeness_z(const struct source_pair *pair);

/* The finding's reference_*; z = (similarity - mean) / deviation of likenesses, so that of a distance, too, the greater
 * is the nearer. Where there is none, `status` says why; that no texts were given is said where it would help: of a
 * pair without a null. */
void reference_likeness_judge(const struct source_pairs *pairs, const struct source_pair *pair,
                              struct source_finding *found, struct source_status *status);

#endif
