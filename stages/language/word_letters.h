/*
 * word_letters.h - a word of up to eight letters, all Arabic or all ASCII, as one number with a byte a letter: half of
 * what its first 16 bytes (word_head.h) take in a table.
 *
 * The first letter is the lowest byte: an ASCII character as it is, one of U+0600 to U+067F as 128 and its lower seven
 * bits. Persian has four letters beyond that: their words are too few to pay for a longer form.
 */
#ifndef MIZAN_WORD_LETTERS_H
#define MIZAN_WORD_LETTERS_H

#include "word_head.h"

/* What UTF-8 makes of U+0600 to U+067F: D8 or D9, then 80 to BF; in pairs of bytes as a little-endian machine reads
 * them. */
#define WORD_LETTERS_PAIR_BITS UINT64_C(0xC0FEC0FEC0FEC0FE)
#define WORD_LETTERS_PAIRS UINT64_C(0x80D880D880D880D8)

/* Four pairs of bytes as four bytes; zeros stay zeros. */
static inline uint64_t word_letters_of_pairs(uint64_t pairs)
{
    const uint64_t mark = pairs >> 8 & 0x0080008000800080u, high = (pairs & 0x0001000100010001u) << 6,
                   low = pairs >> 8 & 0x003F003F003F003Fu;
    const uint64_t letters = mark | high | low, two = (letters | letters >> 8) & 0x0000FFFF0000FFFFu;
    return (two | two >> 16) & UINT32_MAX;
}

/* Of a word of which `head` was read; 0 for a word that is longer or of other characters. The lowest byte of another
 * number is not 0, and no two words have the same one. */
static inline uint64_t word_letters(const uint64_t head[2], size_t length)
{
    const uint64_t ascii = 0x8080808080808080u;
    if (length == 0 || length > WORD_HEAD_BYTES) {
        return 0;
    }
    if (length <= WORD_HALF_BYTES && (head[0] & ascii) == 0) {
        const bool has_zero_end = (head[0] & 0xFF) == 0 || head[0] >> (8 * (length - 1)) == 0;
        return has_zero_end ? 0 : head[0];
    }
    const uint64_t first = word_head_masks[length + WORD_HALF_BYTES], second = word_head_masks[length];
    const bool is_arabic = length % 2 == 0 && (head[0] & WORD_LETTERS_PAIR_BITS) == (WORD_LETTERS_PAIRS & first) &&
                           (head[1] & WORD_LETTERS_PAIR_BITS) == (WORD_LETTERS_PAIRS & second);
    return is_arabic ? word_letters_of_pairs(head[0]) | word_letters_of_pairs(head[1]) << 32 : 0;
}

/* The word of such a number, not 0, in UTF-8 to `bytes`, of which WORD_HEAD_BYTES may be written; its length. */
static inline size_t word_letters_text(uint64_t letters, char *bytes)
{
    size_t length = 0;
    for (; letters != 0; letters >>= 8) {
        const unsigned letter = letters & 0xFF;
        if (letter < 0x80) {
            bytes[length++] = (char)letter;
        } else {
            bytes[length++] = (char)(0xD8 | (letter >> 6 & 1));
            bytes[length++] = (char)(0x80 | (letter & 0x3F));
        }
    }
    return length;
}

#endif
