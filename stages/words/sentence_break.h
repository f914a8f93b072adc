/* sentence_break.h - where a sentence ends by UAX #29, told at each sign that may end one. */
#ifndef MIZAN_SENTENCE_BREAK_H
#define MIZAN_SENTENCE_BREAK_H

#include <stddef.h>

#include "character_table.h"

enum { SENTENCE_GOES_ON = 0 };

/*
 * Where the sentence ends that the sign at `place` ends: behind it, behind quotes, brackets and spaces, or behind the
 * end of the line. SENTENCE_GOES_ON if it ends none. The sign's entry has ends_sentence; it lies in text[0 .. length),
 * which starts where a sentence does. The end of a line ends a sentence, too (SB4): that is not asked here.
 */
size_t sentence_break_at(struct character_table *table, const unsigned char *text, size_t length, size_t place);

#endif
