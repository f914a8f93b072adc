/* line_sample.h - a line of text as the stages after tokenize see it, and how its words are marked. */
#ifndef MIZAN_LINE_SAMPLE_H
#define MIZAN_LINE_SAMPLE_H

#include "line.h"

enum { LINE_SAMPLE_WORDS = 64 };

struct line_sample {
    struct word words[LINE_SAMPLE_WORDS + 2]; /* room for words that are cut in two */
    struct text block;
    struct line line; /* the first line of the text that has words */
    struct line_sum sum;
};

/* Tokenizes the text, which must outlive the sample. */
void line_sample_make(struct line_sample *sample, const char *text);

/* The words with a space between; one that is not of the body as "field:word". Valid until the next call. */
const char *line_sample_show(const struct word *words, size_t count);

#endif
