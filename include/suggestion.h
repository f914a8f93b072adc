/* suggestion.h - the word that was probably meant. */
#ifndef MIZAN_SUGGESTION_H
#define MIZAN_SUGGESTION_H

#include <stddef.h>

/* Number of insertions, deletions, changes and swaps of neighbours that make one word the other (Damerau 1964, optimal
 * string alignment); words above 63 bytes count as different beyond repair (the larger length). */
size_t suggestion_distance(const char *a, const char *b);

/* Of `count` strings that stand `stride` bytes apart, the one nearest to `word`, the first on a tie; NULL when none is
 * within a third of its length. */
const char *suggestion_find(const char *word, const char *const *first, size_t count, size_t stride);

#endif
