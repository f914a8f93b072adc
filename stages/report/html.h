/*
 * html.h - text, names and numbers into an HTML page, without harm.
 *
 * html_text is the one way in which anything that is not our own markup gets into the page: five characters become
 * references, what HTML allows nowhere (control characters, noncharacters, broken UTF-8) and what would reorder the
 * lines around it (embeddings, overrides, isolates) becomes U+FFFD. So it is safe between tags, in a quoted attribute,
 * and in the text of SVG.
 */
#ifndef MIZAN_HTML_H
#define MIZAN_HTML_H

#include <stddef.h>
#include <stdint.h>

#include "span.h"
#include "writer.h"

/* Columns after which a name ends with an ellipsis: a title of 10,000 characters is a line and not the page. */
enum { HTML_NAME_COLUMNS = 120 };

void html_text(struct writer *writer, struct span text);

/* The same for a NUL-terminated text. */
void html_string(struct writer *writer, const char *text);

/* At most `columns` columns of the text, with an ellipsis where it is longer. */
void html_text_within(struct writer *writer, struct span text, size_t columns);

/* A name out of the corpus in an element of its own, <bdi>, so that it keeps its direction and its neighbours theirs;
 * cut as HTML_NAME_COLUMNS says. */
void html_name(struct writer *writer, struct span name);

/* Our own markup, as it is. */
void html_raw(struct writer *writer, const char *markup);

/* `decimals` places in an element that holds the whole number, too: <data value="0.8402362556892267">0.84</data>; NaN
 * writes nothing. */
void html_number(struct writer *writer, double value, unsigned decimals);

/* The places alone, with a real minus; NaN writes nothing. */
void html_fixed(struct writer *writer, double value, unsigned decimals);

/* A count, its digits in groups of three that narrow no-break spaces divide, in an element that holds it plainly. */
void html_count(struct writer *writer, uint64_t value);

/* The same as SVG and scripts read it, with a hyphen as minus: coordinates. */
void html_plain(struct writer *writer, double value, unsigned decimals);

/* Digits alone, for ids and coordinates. */
void html_integer(struct writer *writer, uint64_t value);

#endif
