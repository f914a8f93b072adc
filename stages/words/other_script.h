/* other_script.h - runs of words in a script that is not the document's. */
#ifndef MIZAN_OTHER_SCRIPT_H
#define MIZAN_OTHER_SCRIPT_H

#include <stdbool.h>

#include "line.h"

/* So many words in a row are a run; see other_script.c. */
enum { OTHER_SCRIPT_RUN = 5 };

/* What a document has shown so far; zero-initialized before its first line. */
struct other_script {
    bool run_is_open;   /* the words so far ended in a run */
    uint64_t own_words; /* in the main script */
    uint64_t runs;      /* that no run stands before, whether they were marked or not */
    uint64_t run_words; /* of other scripts, in all runs */
};

/* Are there so many runs among the words so far that the document is written in two scripts? */
bool other_script_is_second(const struct other_script *seen);

/* Marks the line's runs as FIELD_OTHER_SCRIPT, unless the document is written in two scripts. `main` is its script;
 * SCRIPT_NONE: nothing is marked. `sum` is the line's, as it came. */
void other_script_mark(struct other_script *seen, struct line *line, const struct line_sum *sum, enum script main);

/* Marks as FIELD_NOTES what a line break leaves of a reference in another script: words within a bracket that the line
 * opens or closes, but not both. For documents that are known to have such references. */
void other_script_mark_broken(struct other_script *seen, struct line *line, enum script main);

#endif
