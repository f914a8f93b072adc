/* spelling.h - how likely a string of letters is as a word of Arabic that no table of forms holds. */
#ifndef MIZAN_SPELLING_H
#define MIZAN_SPELLING_H

#include "background.h"
#include "failure.h"
#include "span.h"

struct spelling; /* immutable once it is open */

/* Learns from the folded forms of a table (NULL: of none, then all strings of one length are alike). */
enum status spelling_open(struct spelling **spelling, const struct background *background,
                          struct failure *failure) MUST_CHECK;
void spelling_close(struct spelling *spelling);

/* The probability of a folded word among all strings, in (0, 1); 0 only for what is too long for a double. */
double spelling_probability(const struct spelling *spelling, struct span folded);

#endif
