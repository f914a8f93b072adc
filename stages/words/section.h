/* section.h - a part of a document that a heading opens and that is no body: notes and references, links and articles
 * that follow. */
#ifndef MIZAN_SECTION_H
#define MIZAN_SECTION_H

#include <stdbool.h>

#include "line.h"

/* Zero-initialized none is open. */
struct section {
    enum field field; /* FIELD_BODY: none is open */
    bool is_final;    /* reaches to the end, whatever follows */
    bool is_confirmed;
    size_t lines, words, signs; /* since the heading or the last judgement */
    unsigned strikes;           /* judgements in a row that it is prose */
};

/* The next line is the first behind the heading. */
void section_open(struct section *section, enum field field, bool is_final);

/* Does the line still belong to the open section? If not, the section is closed. `main`: the document's script. */
bool section_holds(struct section *section, const struct line *line, enum script main);

#endif
