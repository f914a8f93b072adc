/* other_script.h - runs of words in a script that is not the document's. */
#ifndef MIZAN_OTHER_SCRIPT_H
#define MIZAN_OTHER_SCRIPT_H

#include <stdbool.h>

#include "line.h"

/* So many words in a row are a run; see other_script.c. */
enum { OTHER_SCRIPT_RUN = 5 };

/* Marks the line's runs as FIELD_OTHER_SCRIPT. `main` is the document's script; SCRIPT_NONE: nothing is marked.
 * *run_is_open says whether the words before the line ended in a run, and afterwards whether the line does. */
void other_script_mark(struct line *line, enum script main, bool *run_is_open);

/* Marks as FIELD_NOTES what a line break leaves of a reference in another script: words within a bracket that the line
 * opens or closes, but not both. For documents that are known to have such references. */
void other_script_mark_broken(struct line *line, enum script main, bool *run_is_open);

#endif
