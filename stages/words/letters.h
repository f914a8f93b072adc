/* letters.h - a word as code points, to be taken apart and put together again. */
#ifndef MIZAN_LETTERS_H
#define MIZAN_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "span.h"

/* No word of a language written with these letters is longer: what is, is left alone. */
enum { LETTERS_MOST = 48 };

struct letters {
    int32_t items[LETTERS_MOST];
    size_t count;
};

/* False if the word (UTF-8) has more than LETTERS_MOST code points. */
bool letters_read(struct span word, struct letters *letters);

/* The code points as UTF-8 in memory of the arena. */
enum status letters_write(const struct letters *letters, struct arena *arena, struct span *word,
                          struct failure *failure) MUST_CHECK;

/* From last to first; combining marks stay behind the letter that they stand behind once it is turned. */
void letters_reverse(struct letters *letters);

/* How many of the word's characters are no combining marks of the Arabic script and no tatweel. */
size_t letters_count(struct span word);

#endif
