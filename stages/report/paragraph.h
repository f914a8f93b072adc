/* paragraph.h - sentences on the screen, broken between words where it ends. */
#ifndef MIZAN_PARAGRAPH_H
#define MIZAN_PARAGRAPH_H

#include <stddef.h>

#include "screen.h"
#include "span.h"

enum { PARAGRAPH_PIECES = 8, PARAGRAPH_DIGITS = 32 };

/* A part of a word: of our own text, a number, or a name out of the corpus. */
struct paragraph_piece {
    struct span text;
    char digits[PARAGRAPH_DIGITS]; /* of a number */
    bool is_name, is_number;
};

/* What is added without a space between is one word and stays on one line: so a name keeps its comma. */
struct paragraph {
    struct screen *screen;
    size_t indent;                                   /* of the lines that follow the first */
    size_t used;                                     /* columns of this line */
    struct paragraph_piece pieces[PARAGRAPH_PIECES]; /* the word that has not ended yet */
    size_t count;
    bool wants_space, is_at_start;
};

/* The first line is indented by `first`, the others by `indent`. Borrows the screen. */
void paragraph_open(struct paragraph *paragraph, struct screen *screen, size_t first, size_t indent);

/* Lasting text, e.g. a literal; words end at its spaces. */
void paragraph_text(struct paragraph *paragraph, const char *text);

/* As text_show shows it, never broken. It must last until the word ends. */
void paragraph_name(struct paragraph *paragraph, struct span name);
void paragraph_fixed(struct paragraph *paragraph, double value, unsigned decimals);
void paragraph_count(struct paragraph *paragraph, size_t value);

/* Ends the last line. */
void paragraph_close(struct paragraph *paragraph);

#endif
