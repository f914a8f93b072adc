/* lam_meem.h - swapped ligatures of lam and meem, which stand behind the article's alef or a lam. */
#ifndef MIZAN_LAM_MEEM_H
#define MIZAN_LAM_MEEM_H

#include "mending.h"

/* Counts the words of the line that can only come from a swapped ligature. */
enum status lam_meem_look(struct mending *mending, const struct line *line, struct failure *failure) MUST_CHECK;

/* Mends them where the document has several. */
enum status lam_meem_mend(struct mending *mending, struct line *line, struct failure *failure) MUST_CHECK;

#endif
