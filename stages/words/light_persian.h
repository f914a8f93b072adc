/* light_persian.h - the light stemmer for Persian: the plural off, and nothing else. */
#ifndef MIZAN_LIGHT_PERSIAN_H
#define MIZAN_LIGHT_PERSIAN_H

#include "span.h"

/* The start of the word, as folder_fold gives it, without a plural ending that is written as one with it; never empty
 * unless `folded` is. Behind a zero width non-joiner the ending is a word of its own, and a stop word. */
struct span light_persian_stem(struct span folded);

#endif
