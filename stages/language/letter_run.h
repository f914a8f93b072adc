/* letter_run.h - letters many bytes at a time: how far a run of them goes, and where they stand in a stretch of text.
 */
#ifndef MIZAN_LETTER_RUN_H
#define MIZAN_LETTER_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"

/*
 * The first place from `start` (at most `length`) on where none of the script's common letters stands: for Latin those
 * of ASCII; for Cyrillic U+0410 to U+044F; for Arabic U+0621 to U+063A and U+0640 to U+0652, which are its letters,
 * tatweel and vowel marks. `start` for every other script. `start` must not be inside a character.
 */
size_t letter_run_end(const unsigned char *text, size_t length, size_t start, enum script script);

enum { LETTER_MASK_BYTES = 64 };

/* Which of 64 bytes ... One bit a byte, the lowest for the first. A letter or two of which a byte is beyond the 64th is
 * not told. */
struct letter_masks {
    uint64_t ascii;    /* are below 0x80 */
    uint64_t latin;    /* are letters of ASCII */
    uint64_t arabic;   /* start one of U+0621 to U+063A, U+0641 to U+064A */
    uint64_t articles; /* start an alef (U+0627) and behind it a lam (U+0644) */
};

/* False if less than 67 bytes are available, or the processor has nothing to do it with (it needs SSE2): the caller
 * then goes from letter to letter. */
bool letter_masks_find(const unsigned char *bytes, size_t available, struct letter_masks *masks);

/* How many of the first bytes are ASCII and those letters of Arabic alone: up to 64, never inside a letter. */
static inline size_t letter_masks_stretch(const struct letter_masks *masks)
{
    const uint64_t others = ~(masks->ascii | masks->arabic | masks->arabic << 1);
    return others == 0 ? LETTER_MASK_BYTES : (size_t)__builtin_ctzll(others);
}

/* Is the character that starts with this byte neither ASCII nor of Arabic's block? Behind such a one more of the same
 * alphabet is likely, which the masks tell nothing of. */
static inline bool letter_masks_tell_little(unsigned char first)
{
    return first >= 0x80 && first != 0xD8 && first != 0xD9;
}

/* How many bits are set: sums of two, four and eight of them side by side, then of all (Warren, Hacker's Delight, 5-1).
 * Where not every processor has an instruction for it, gcc calls a function with a table. */
static inline size_t bits_set(uint64_t mask)
{
    const uint64_t pairs = mask - (mask >> 1 & 0x5555555555555555u);
    const uint64_t fours = (pairs & 0x3333333333333333u) + (pairs >> 2 & 0x3333333333333333u);
    return (size_t)(((fours + (fours >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
}

/* How many bits of the first `length` (at most 64) are set. */
static inline size_t letter_masks_count(uint64_t mask, size_t length)
{
    const uint64_t first = length < LETTER_MASK_BYTES ? (UINT64_C(1) << length) - 1 : UINT64_MAX;
    return bits_set(mask & first);
}

#endif
