/*
 * account.h - a similarity opened: which terms carry it, what sets the two sides apart, and the lines where all of it
 * stands.
 *
 * Each side is a document, or what a source tells of an event. Made by stages/compare/account.c, given its lines by
 * stages/words/account_lines.c; everything lasts until the pipeline closes.
 */
#ifndef MIZAN_ACCOUNT_H
#define MIZAN_ACCOUNT_H

#include "matrix.h"

enum { ACCOUNT_SIDES = 2 };

/* A word as it was counted, kept for `mizan explain`. */
struct kept_word {
    struct word word;             /* surface points into memory of the document */
    struct span term, normalized; /* term: empty where it is none */
    enum form_class class;
    enum channel channel;
};

/* The words of a document behind `dates`; of FORM_DATE items the word is all of the date. */
struct kept_words {
    const struct kept_word *items;
    size_t count;
};

struct account_line {
    const struct document *document;
    unsigned side; /* 0 or 1 */
    struct hit hit;
};

/* Which list a term stands in. */
enum account_part {
    ACCOUNT_SHARED, /* both sides have it: its share is a part of the score */
    ACCOUNT_ONLY_A, /* the one has it and the other has not */
    ACCOUNT_ONLY_B,
    ACCOUNT_SOUGHT,  /* --term: whatever it carries */
    ACCOUNT_DATED_A, /* days and months that one side alone names, in the order of time, those among its strongest left
                        out: what a text tells of hangs on its dates, however it spells its names */
    ACCOUNT_DATED_B,
    ACCOUNT_FIGURES_A, /* numbers of three digits and more, no years, that one side alone gives, as they are read */
    ACCOUNT_FIGURES_B
};
/* Of each of the last four lists. */
enum { ACCOUNT_ANCHORS_MOST = 100 };

struct account_term {
    enum account_part part;
    size_t rank; /* from 1, within its part */
    struct span term, form;
    enum channel channel;
    unsigned flags;
    bool is_counted; /* false: --term names what is no term, as a number or a stop word */
    uint64_t counts[ACCOUNT_SIDES];
    double values[ACCOUNT_SIDES];     /* scaled: their product over the shared terms adds up to the score */
    double product, share;            /* share = product / score; of a distance product is what the term adds to it */
    const struct account_line *lines; /* by side, then in the order of the documents and their text */
    size_t line_count;
};

/* Sentences of a document, numbered from 0 as they are counted: which of them are the side's. */
struct account_range {
    const struct document *document;
    uint64_t first, end;
};

struct account_side {
    struct span name;  /* a document's id, a source */
    struct span event; /* of a source, else empty */
    struct document *const *documents;
    size_t document_count;
    const struct account_range *ranges; /* by document and place; none: all that the documents hold */
    size_t range_count;
};

struct account {
    struct account_side sides[ACCOUNT_SIDES];
    const struct weighted *weighted;
    double similarity;                /* NaN: one side has no weighted term */
    const struct account_term *terms; /* by part, then by rank */
    size_t term_count;
    size_t shared_count; /* terms that both sides have, shown or not */
};

#endif
