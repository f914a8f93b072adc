/* light_suffix.h - endings of Arabic words: the light stemmer's last rule. */
#ifndef MIZAN_LIGHT_SUFFIX_H
#define MIZAN_LIGHT_SUFFIX_H

#include <stdbool.h>

#include "light_arabic.h"

/* Takes the longest ending off that is one: true and *word shorter, perhaps with its last letter mended in `buffer`,
 * where the word lies; `is_ta_marbuta`: a ha at its end is known to be one; `taken`: the ending that went before, or
 * NULL. *step tells the ending that was taken or, if none was, the first that was refused; its counts only as far as
 * they decide, unless `is_told`. */
bool light_suffix_take(const struct light_arabic *light, char *buffer, struct span *word, bool is_ta_marbuta,
                       const char *taken, bool is_told, struct light_step *step);

/* The word without the next of the endings that it has, one or not, with three letters left; *next is 0 at first, and
 * behind that ending then. False where there are no more. */
bool light_suffix_next(size_t *next, struct span word, struct span *rest);

/* Writes the hamza at the end of a word in `buffer` as it stands alone: an ending had given it another seat. */
void light_suffix_mend_hamza(char *buffer, struct span word);

#endif
