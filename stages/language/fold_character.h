/* fold_character.h - what folding makes of one character; fold.c puts words together from it. */
#ifndef MIZAN_FOLD_CHARACTER_H
#define MIZAN_FOLD_CHARACTER_H

#include <stdbool.h>
#include <stdint.h>

enum {
    CHARACTER_DROPPED = 0, /* nothing stays of it */
    CHARACTER_DEPENDS = -1 /* not to be said without its neighbours, or without ICU's tables */
};

/* The folded form of a character that folds by itself beside others of its kind, case included; CHARACTER_DROPPED; or
 * CHARACTER_DEPENDS. */
int32_t character_fold_simple(int32_t code_point, bool turkic);

/* The same for a key of the background tables. */
int32_t character_key_simple(int32_t code_point);

/* Is the Arabic letter that these two bytes of UTF-8 write its own folded form, and its own key? So for most. */
static inline bool character_is_plain_arabic(unsigned char first, unsigned char second)
{
    /* By the six bits of the second byte. D8: hamza, on waw, on ya, alef, ba, ta to ghain; D9: fa to waw, ya, pe. */
    static const uint64_t plain[] = {UINT64_C(0x07FFFDD200000000), UINT64_C(0x40000000000005FE)};
    return (first & 0xFE) == 0xD8 && (plain[first & 1] >> (second & 0x3F) & 1) != 0;
}

/* Any character of an NFKC text, case left alone (but for Turkic i): the folded letter or CHARACTER_DROPPED. */
int32_t character_fold(int32_t code_point, bool turkic);

/* The same for a key: the character itself, an apostrophe for all apostrophes, or CHARACTER_DROPPED. */
int32_t character_key(int32_t code_point);

/* Is the folded mark one that goes because of the character before it? `last` is the last one kept, 0 at the start. */
bool character_drops_mark(int32_t last, int32_t mark);

#endif
