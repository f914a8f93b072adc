/* lam_alef.h - the ligature of lam and alef, extracted as alef and lam. */
#ifndef MIZAN_LAM_ALEF_H
#define MIZAN_LAM_ALEF_H

#include "mending.h"

/* Does alef stand before another alef and lam? */
bool lam_alef_may_be_in(struct span text);

/* Looks for words that only swapped letters explain, and counts them in the document's damage. */
enum status lam_alef_look(struct mending *mending, const struct line *line, struct failure *failure) MUST_CHECK;

/* Counts the words that have lam and alef in order; worth it where lam_alef_look found some. */
void lam_alef_look_for_sound(struct mending *mending, const struct line *line);

/* Puts the letters in order where the line's words are damaged. */
enum status lam_alef_mend(struct mending *mending, struct line *line, struct failure *failure) MUST_CHECK;

#endif
