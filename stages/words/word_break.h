/* word_break.h - the word boundaries of UAX #29 on UTF-8, for text that needs no dictionary. */
#ifndef MIZAN_WORD_BREAK_H
#define MIZAN_WORD_BREAK_H

#include <stddef.h>

#include "character_table.h"

enum { WORD_BREAK_ASK = 0 };

/*
 * The first boundary behind `start`, which is below `length` and a boundary itself; or WORD_BREAK_ASK where a character
 * of class BREAK_FOREIGN comes first: then ICU has to be asked, for the text from `start` to a place before a space or
 * behind a line feed. The text is valid UTF-8; with other bytes the places mean nothing, and lie within the text still.
 */
size_t word_break_next(struct character_table *table, const unsigned char *text, size_t length, size_t start);

#endif
