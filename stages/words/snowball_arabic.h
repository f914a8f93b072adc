/* snowball_arabic.h - the stems of Arabic that libstemmer gives, in a tenth of the time, for words of plain letters. */
#ifndef MIZAN_SNOWBALL_ARABIC_H
#define MIZAN_SNOWBALL_ARABIC_H

#include <stddef.h>

#include "span.h"

/*
 * Writes the stem to `stem`, which has room for the word, and returns its length, at most the word's; 0 for a word that
 * is longer than any of the language or not of the letters U+0621 to U+064A alone, which libstemmer has to take. Fails
 * in nothing.
 */
size_t snowball_arabic_stem(struct span word, char *stem);

#endif
