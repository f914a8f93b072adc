/*
 * check_words.h - changes and causes as sentences, the same on a screen, in XML and in annotations.
 *
 * Names come from documents: control characters are shown as \x1b, what reorders lines, ends them or is no UTF-8 as
 * U+FFFD, "##[" (a command to GitHub's runner wherever it stands) as "##\x5b"; long ones are cut and end with an
 * ellipsis; those that run from right to left stand between left-to-right marks.
 */
#ifndef MIZAN_CHECK_WORDS_H
#define MIZAN_CHECK_WORDS_H

#include <stddef.h>

#include "check.h"

enum { SENTENCE_BYTES = 8192 };

/* Zero-initialized it is empty; always NUL-terminated. What does not fit any more is left out at a whole piece. */
struct sentence {
    char text[SENTENCE_BYTES];
    size_t length;
};

void sentence_text(struct sentence *sentence, const char *text); /* our own words */
void sentence_name(struct sentence *sentence, struct span name); /* at most 80 columns of it */
void sentence_count(struct sentence *sentence, uint64_t value);  /* 1,234 */

/* "most alike on treaty" */
void check_words_subject(struct sentence *sentence, const struct check_change *change);

/* "most alike on treaty: paper and radio before, paper and diary now" */
void check_words_change(struct sentence *sentence, const struct check_change *change);

/* "the input texts/a.txt has changed (...)" */
void check_words_cause(struct sentence *sentence, const struct check_cause *cause);

/* "1 sentence, 3 pairs of sources" */
void check_words_counts(struct sentence *sentence, const uint64_t *changed);

/* "sources", as a heading of several */
const char *check_words_kind(enum check_kind kind);

#endif
