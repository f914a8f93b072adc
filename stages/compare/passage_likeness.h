/*
 * passage_likeness.h - how alike two passages are in what they tell of, whatever language they tell it in.
 *
 * Two vectors a passage: its words without names of states and peoples, which go through a whole corpus, and its dates;
 * terms of two passages and more, 1 + ln count times the term's idf, each vector of length 1 or empty. The idf is that
 * of the weights `auto`, whatever --weight says. Likeness is a sum of the two cosines: .8 and .2 in one language, .8
 * and .7 across two, which share hardly a word but all their dates.
 */
#ifndef MIZAN_PASSAGE_LIKENESS_H
#define MIZAN_PASSAGE_LIKENESS_H

#include "event_passages.h"
#include "sparse_matrix.h"

/* Zero-initialized it is empty. */
struct passage_likeness {
    size_t count;                              /* passages */
    struct sparse_matrix words, dates;         /* a row a passage, a column a term of the vocabulary */
    struct sparse_matrix word_rows, date_rows; /* their transposes: a row a term */
    size_t *languages;                         /* by passage: the first document in its language */
    size_t *documents;                         /* by passage */
};

/* Borrows nothing once it is open. FAILURE_MEMORY alone. */
enum status passage_likeness_open(struct passage_likeness *likeness, const struct counts *counts,
                                  const struct event_passages *passages, struct failure *failure) MUST_CHECK;
void passage_likeness_close(struct passage_likeness *likeness);

/* Fills values[0 .. count - 1], 0 to 1 up to rounding, with its likeness to each passage below `end`; that to itself is
 * 1. Any number of threads may. */
void passage_likeness_row(const struct passage_likeness *likeness, size_t passage, size_t end, double *values);

#endif
