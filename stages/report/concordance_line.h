/*
 * concordance_line.h - a hit as a line on a screen: the document's name, what is read before the hit, the hit, what is
 * read behind it.
 *
 * The bytes stand in reading order in every script. The hit begins in the same column of every line: at the left where
 * text runs from left to right; from the right in texts in Arabic or Hebrew script, on terminals that know the
 * bidirectional algorithm (UAX #9), and at the left on those that do not.
 */
#ifndef MIZAN_CONCORDANCE_LINE_H
#define MIZAN_CONCORDANCE_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "record.h"
#include "screen.h"

/* Columns. */
struct concordance_layout {
    size_t name;
    size_t field; /* 0: hits all stand in the body, and their field is not shown */
    size_t left;  /* what is read before the hit */
    size_t rest;  /* the hit and what is read behind it */
};

enum { CONCORDANCE_GAP = 2 /* columns between two parts */ };

/* For a terminal of so many columns. */
struct concordance_layout concordance_layout_for_width(size_t width, bool has_field);

/* For a file or pipe: wide enough for so many words on each side, as a rule. */
struct concordance_layout concordance_layout_for_words(unsigned words, bool has_field);

void concordance_line_show(struct screen *screen, const struct concordance_layout *layout,
                           const struct document *document, const struct hit *hit);

#endif
