/*
 * paragraph.h - sentences on the screen, broken between words where it ends, or in the page, where the browser does
 * that.
 */
#ifndef MIZAN_PARAGRAPH_H
#define MIZAN_PARAGRAPH_H

#include <stddef.h>

#include "screen.h"
#include "span.h"
#include "wording.h"

enum { PARAGRAPH_PIECES = 8, PARAGRAPH_DIGITS = 32 };

/* Where sentences go: to the screen, or, if `page` is set, escaped into a page that speaks `language`. */
struct outlet {
    struct screen *screen;
    struct writer *page;
    enum report_language language; /* of the screen: REPORT_ENGLISH */
};

/* A part of a word: of our own text, a number, or a name out of the corpus. */
struct paragraph_piece {
    struct span text;
    char digits[PARAGRAPH_DIGITS]; /* of a number */
    bool is_name, is_number;
};

/* What is added without a space between is one word and stays on one line: so a name keeps its comma. */
struct paragraph {
    struct screen *screen; /* NULL: into the page */
    struct writer *page;
    enum report_language language;
    size_t indent;                                   /* of the lines that follow the first */
    size_t used;                                     /* columns of this line */
    struct paragraph_piece pieces[PARAGRAPH_PIECES]; /* the word that has not ended yet */
    size_t count;
    bool wants_space, is_at_start;
};

/* On the screen the first line is indented by `first`, the others by `indent`; in the page it is an element <p>.
 * Borrows what the outlet points to. */
void paragraph_open(struct paragraph *paragraph, const struct outlet *outlet, size_t first, size_t indent);

/* Lasting text, e.g. a literal; words end at its spaces. */
void paragraph_text(struct paragraph *paragraph, const char *text);

/* As text_show or html_name shows it, never broken. It must last until the word ends. */
void paragraph_name(struct paragraph *paragraph, struct span name);
void paragraph_fixed(struct paragraph *paragraph, double value, unsigned decimals);
void paragraph_count(struct paragraph *paragraph, size_t value);

/* What stands at %1, %2 ... of a wording. Where it counts something, "{1:event|events}" is the form that the language
 * has with the count at %1 (plural.h). */
enum part_kind { PART_NAME, PART_FORMULA, PART_FIXED, PART_COUNT, PART_SAYING };
struct saying;
struct part {
    enum part_kind kind;
    struct span name;
    double value; /* PART_FIXED: with `decimals` places; PART_COUNT: whole, >= 0 */
    unsigned decimals;
    const struct saying *saying; /* a saying within the saying */
};
enum { SAYING_PARTS = 9 };
struct saying {
    enum wording wording;
    struct part parts[SAYING_PARTS];
};

struct part part_name(struct span name);
struct part part_formula(const char *text); /* lasting, of our own, from left to right; never cut */
struct part part_fixed(double value, unsigned decimals);
struct part part_count(size_t value);
struct part part_saying(const struct saying *saying);

void paragraph_say(struct paragraph *paragraph, const struct saying *saying);

/* The same; in a page it stands out. */
void paragraph_strong(struct paragraph *paragraph, const struct saying *saying);

/* The same for a wording without parts. */
void paragraph_words(struct paragraph *paragraph, enum wording wording);

/* Ends the last line, or the element. */
void paragraph_close(struct paragraph *paragraph);

#endif
