/* word_pack.h - words one behind the other in few bytes: a sixth of what they take in memory. For pipeline/ alone. */
#ifndef MIZAN_WORD_PACK_H
#define MIZAN_WORD_PACK_H

#include "record.h"

/* No word takes more than so many bytes beside those of its surface. */
enum { WORD_PACK_MOST_BYTES = 64 };

/* Writes the word to `bytes` and returns the end of it. `before` is the end of the word before it (struct word.end), 0
 * for the first. */
char *word_pack_write(char *bytes, const struct word *word, uint64_t before);

/* Reads one back and returns the end of it; its surface stands in `bytes`. */
const char *word_pack_read(const char *bytes, uint64_t before, struct word *word);

#endif
