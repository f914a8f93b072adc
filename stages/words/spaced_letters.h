/* spaced_letters.h - words stretched over a line: letters spaced apart, runs of tatweel. */
#ifndef MIZAN_SPACED_LETTERS_H
#define MIZAN_SPACED_LETTERS_H

#include "mending.h"

/* Do two tatweel stand side by side in the text? */
bool spaced_letters_have_tatweel(struct span text);

/* Joins letters spaced apart to the words that they make; the line has fewer words then, each in one piece from its
 * first letter to its last. The places between words must still be those of the text. */
enum status spaced_letters_join(struct mending *mending, struct line *line, struct failure *failure) MUST_CHECK;

/* Takes tatweel out of the words that have a run of it. */
enum status spaced_letters_take_tatweel(struct mending *mending, struct line *line, struct failure *failure) MUST_CHECK;

#endif
