/* arabic_letters.h - letters at the ends of a folded Arabic word, and what its writing tells of them. */
#ifndef MIZAN_ARABIC_LETTERS_H
#define MIZAN_ARABIC_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

#include "span.h"

enum { LETTER_BYTES = 2 /* of a folded Arabic letter in UTF-8 */ };

/* Number of code points. */
size_t letter_count(struct span text);

static inline bool starts_with(struct span text, struct span start)
{
    return text.length >= start.length && memcmp(text.bytes, start.bytes, start.length) == 0;
}

static inline bool ends_with(struct span text, struct span end)
{
    return text.length >= end.length && memcmp(text.bytes + text.length - end.length, end.bytes, end.length) == 0;
}

static inline struct span without_first(struct span text, size_t bytes)
{
    return (struct span){text.bytes + bytes, text.length - bytes};
}

static inline struct span without_last(struct span text, size_t bytes)
{
    return (struct span){text.bytes, text.length - bytes};
}

/* Is the first letter one of `letters`, each of LETTER_BYTES? */
bool starts_with_one_of(struct span text, const char *letters);

/* Was the letter at `position` of the word (from 0) written with hamza, be it in one character or with a mark behind?
 */
bool is_written_with_hamza(struct span surface, int position);

#endif
