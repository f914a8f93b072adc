/* residue.h - what a platform or a press leaves between the words of a line: edit links, note marks, page references,
 * stamps. */
#ifndef MIZAN_RESIDUE_H
#define MIZAN_RESIDUE_H

#include <stdbool.h>

#include "background.h"
#include "line.h"
#include "phrases.h"

/* What a document has shown so far; residue_begin before its first line. */
struct residue {
    const struct background *background; /* of Arabic; NULL: then no word is taken apart */
    bool has_edit_links;
    bool is_past_head;       /* set by the caller once a stamp of date would be a heading of the text */
    bool has_closing;        /* its source or its keywords were named behind its head: the article has ended */
    bool cites;              /* a reference to a page of a work has come */
    bool has_first_note;     /* a 1 alone in brackets has come */
    uint32_t last_bracketed; /* the last number of at most three digits alone in brackets; 0: none */
};

void residue_begin(struct residue *residue);

/* Room that residue_mark may need in line->words behind the last word. */
enum { RESIDUE_CUTS_MOST = 2 };

/* Marks the line's residue (FIELD_RESIDUE) and references (FIELD_NOTES); may cut words in two. `sum` is the line's, as
 * it came. `after_heading`: the line before looks like a heading. */
enum status residue_mark(struct residue *residue, struct phrases *phrases, struct line *line,
                         const struct line_sum *sum, bool after_heading, struct failure *failure) MUST_CHECK;

#endif
