/* visual_order.h - text as it is drawn and not as it is read: from left to right, in the shapes of the signs. */
#ifndef MIZAN_VISUAL_ORDER_H
#define MIZAN_VISUAL_ORDER_H

#include "mending.h"

/* A line with so many words that only a turned line has is looked at word by word. */
enum { SUSPECTS_LEAST = 2 };

/* May there be presentation forms in the text? */
bool visual_order_may_have_forms(struct span text);

/* Adds what the line says about the order of the document's lines to its damage. */
enum status visual_order_look(struct mending *mending, const struct line *line, struct failure *failure) MUST_CHECK;

/* Turns the line, and its words, if it was written backwards (*is_turned): the places between words are then no more
 * those of the text. Writes presentation forms as the letters that they are in any case. */
enum status visual_order_mend(struct mending *mending, struct line *line, bool *is_turned,
                              struct failure *failure) MUST_CHECK;

#endif
