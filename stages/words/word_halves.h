/* word_halves.h - words that a turned line has cut in two. */
#ifndef MIZAN_WORD_HALVES_H
#define MIZAN_WORD_HALVES_H

#include "mending.h"

/* `head` is the word's end, printed at the head of a line or of a run in it; `tail` is its beginning. */
struct half_pair {
    size_t head, tail; /* words of the line */
};

enum { HALF_PAIRS_MOST = 4 };
struct half_pairs {
    struct half_pair items[HALF_PAIRS_MOST];
    size_t count;
};

/* What evidence is there that the line's last word and its first are one? */
enum status word_halves_look(struct mending *mending, const struct line *line, enum damage_evidence *evidence,
                             struct failure *failure) MUST_CHECK;

/* The pairs of the line; what evidence is enough depends on the document's damage. */
enum status word_halves_find(struct mending *mending, const struct line *line, struct half_pairs *pairs,
                             struct failure *failure) MUST_CHECK;

/* Joins them in the place of the tail. The head is left without a surface: take it out with line_take_out_empty. */
enum status word_halves_join(struct mending *mending, struct line *line, const struct half_pairs *pairs,
                             struct failure *failure) MUST_CHECK;

#endif
