/* term_places.h - where a term stands among the words of a document: by what became of each word, not by searching
 * anew. */
#ifndef MIZAN_TERM_PLACES_H
#define MIZAN_TERM_PLACES_H

#include "account.h"

/* How many items, the last of them `last`, are the term; 0: it does not end there. An n-gram stands where its terms
 * follow one another within a sentence, a run of characters in each word that holds it. Words of the apparatus count
 * only if they are kept. */
size_t term_places_reach(const struct kept_words *words, size_t last, struct span term, enum channel channel,
                         bool keep_apparatus);

/* Words that are shown among the last `reach` items. */
unsigned term_places_shown(const struct kept_words *words, size_t last, size_t reach, bool keep_apparatus);

#endif
