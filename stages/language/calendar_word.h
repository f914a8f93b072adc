/* calendar_word.h - words of dates that are no protected names: ordinals, and months that are another word but for a
 * mark. */
#ifndef MIZAN_CALENDAR_WORD_H
#define MIZAN_CALENDAR_WORD_H

#include "span.h"

enum calendar_word { CALENDAR_NONE, CALENDAR_ORDINAL, CALENDAR_MONTH };

/* What a word is as a text writes it, in lower case or with a capital (Arabic with the article or not, and with the wa
 * of "and"): the ordinals of Arabic, English, French and Russian up to ten; آب, the August of the Levant, which folded
 * is a father. */
enum calendar_word calendar_word_find(struct span form);

#endif
