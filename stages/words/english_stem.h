/* english_stem.h - the stems of English that libstemmer gives, in a third of the time, for words of plain letters. */
#ifndef MIZAN_ENGLISH_STEM_H
#define MIZAN_ENGLISH_STEM_H

#include <stddef.h>

#include "span.h"

/*
 * Writes the stem to `stem`, which has room for the word, and returns its length, at most the word's; 0 for a word that
 * is not of the letters a to z alone, which libstemmer has to take. Fails in nothing.
 */
size_t english_stem(struct span word, char *stem);

#endif
