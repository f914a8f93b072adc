/* line.h - the words of one line of a document, with the text around them. */
#ifndef MIZAN_LINE_H
#define MIZAN_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "record.h"

/* The words belong to their owner, who may have room for more of them; text is the line without its end. */
struct line {
    struct word *words;
    size_t count;
    struct span text;
    uint64_t offset; /* of the text's first byte in the document */
    bool is_marked;  /* line_mark has given a word of it another field */
};

/* What its words are together, for rules that most lines give nothing to do. */
struct line_sum {
    size_t count;     /* words */
    size_t lettered;  /* of these in a script */
    unsigned scripts; /* bit by enum script */
    unsigned flags;   /* enum word_flags of all of them */
    unsigned lengths; /* bit by bytes of a word, as far as it has bits */
};

/* Copies those of the words, at least one, that stand on the line of the first: all up to the next that starts a line.
 */
struct line_sum line_copy(struct word *to, const struct word *words, size_t count);

/* The line that these words, at least one, are all the words of, as far as it is in the block. */
struct line line_at(const struct text *block, struct word *words, size_t count);

/* The bytes before word `index`: back to the word before it or the line's start; index == count: the bytes after the
 * last. */
struct span line_gap(const struct line *line, size_t index);

/* Does the gap hold one of these ASCII characters, none of them a space? */
bool line_gap_holds(const struct line *line, size_t index, const char *characters);

/* The first and the last bracket - one of ()[] - in the gap; 0 if there is none. */
char line_first_bracket(const struct line *line, size_t index);
char line_last_bracket(const struct line *line, size_t index);

/* A number of at most `digits` digits and nothing else: no separators. */
bool line_is_short_number(const struct line *line, size_t index, size_t digits);

/* Gives words [first, last) that are still of the body another field. */
void line_mark(struct line *line, size_t first, size_t last, enum field field);

/* Takes words without a surface out of the line; what they start, the next word starts. */
void line_take_out_empty(struct line *line);

/* Cuts word `index` after `bytes` of it; there must be room for one more word behind the last. */
void line_cut_word(struct line *line, size_t index, size_t bytes);

#endif
