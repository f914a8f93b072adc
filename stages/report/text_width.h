/*
 * text_width.h - how wide a text stands on a terminal, and how it is shown there without harm.
 *
 * Nothing that came from a document is sent to a terminal raw: control characters are shown as \x1b, characters that
 * reorder lines (embeddings, overrides, isolates) and broken UTF-8 as U+FFFD.
 */
#ifndef MIZAN_TEXT_WIDTH_H
#define MIZAN_TEXT_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

#include "span.h"
#include "writer.h"

/* Columns that the text takes as text_show shows it: 2 for East Asian wide characters, 0 for marks and format
 * characters. */
size_t text_width(struct span text);

/* Does a character run from right to left? */
bool text_is_right_to_left(struct span text);

/* Shows the text; one that runs from right to left stands between left-to-right marks (U+200E), so that what comes
 * before and after keeps its place. */
void text_show(struct writer *writer, struct span text);

/* The same without the marks: for texts whose direction the caller sets. */
void text_show_bare(struct writer *writer, struct span text);

/* The longest start, or end, of the text that fits into `width` columns; a mark stays with its letter. */
struct span text_head(struct span text, size_t width);
struct span text_tail(struct span text, size_t width);

enum text_side { TEXT_LEFT, TEXT_RIGHT };

/* The same in a field of exactly `width` columns (>= 1), padded with spaces; a text that is too wide is cut and ends
 * with an ellipsis. */
void text_show_field(struct writer *writer, struct span text, size_t width, enum text_side side);

#endif
