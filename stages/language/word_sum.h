/*
 * word_sum.h - a hash of a word that comes at once from the sums of its parts, however it is cut: a stem is looked up
 * with a dozen beginnings and endings, and is gone over once for all of them.
 *
 * The sum is the polynomial of the word's pairs of bytes, an Arabic letter each, at an odd number (Karp and Rabin,
 * "Efficient randomized pattern-matching algorithms", IBM Journal 31, 1987), modulo 2^64; the hash mixes its bits with
 * the length. The same on every machine.
 */
#ifndef MIZAN_WORD_SUM_H
#define MIZAN_WORD_SUM_H

#include "word_head.h"

enum { WORD_SUM_POWERS = 32, WORD_PAIR_BYTES = 2 };

/* Of the fraction of the square root of 13, modulo 2^64. */
static const uint64_t word_sum_powers[WORD_SUM_POWERS] = {
    0x0000000000000001u, 0x9B05688C2B3E6C1Fu, 0xCEA37972F6AE2BC1u, 0x151A8A115D4AB85Fu, 0x99F49C7A6DD66781u,
    0x988E39057CDEF49Fu, 0x1DFE486221B4B341u, 0x9EAB1D85A53F20DFu, 0xAD8826A90F850F01u, 0xA73AB94FD0AF3D1Fu,
    0x96F11B5D35837AC1u, 0x35D837DF1873495Fu, 0xE699E38752EBF681u, 0xCF079277F4CF459Fu, 0x999F1DA6A7FA8241u,
    0x6F894C247D0731DFu, 0x4A22F83CB5EB1E01u, 0x3E0209A0A75F0E1Fu, 0xE0A7C268FEF9C9C1u, 0x68EC4936891ADA5Fu,
    0xF3FD9A94C6628581u, 0x30E97E8A967E969Fu, 0x4B06772ED0615141u, 0xF9E6D657E2CE42DFu, 0x7914C57722322D01u,
    0xD428E61C604DDF1Fu, 0xDEE9DA5AC21118C1u, 0x31308BB520416B5Fu, 0x875A715F773A1481u, 0x578A40EA92ECE79Fu,
    0x6F60759F89E92041u, 0x93F826ECC79453DFu};

/* Four pairs of bytes from pair `at` on, a multiple of 4; the powers begin anew behind the last. */
static inline uint64_t word_sum_four(uint64_t bytes, size_t at)
{
    const uint64_t *const powers = &word_sum_powers[at % WORD_SUM_POWERS];
    return (bytes & 0xFFFF) * powers[0] + (bytes >> 16 & 0xFFFF) * powers[1] + (bytes >> 32 & 0xFFFF) * powers[2] +
           (bytes >> 48) * powers[3];
}

static inline uint64_t word_sum(struct span word)
{
    uint64_t sum = 0;
    size_t at = 0;
    for (; word.length - at >= WORD_HALF_BYTES; at += WORD_HALF_BYTES) {
        sum += word_sum_four(word_head_eight(word.bytes + at), at / WORD_PAIR_BYTES);
    }
    return at == word.length
               ? sum
               : sum + word_sum_four(word_head_few(word.bytes + at, word.length - at), at / WORD_PAIR_BYTES);
}

/* What the sum of a word adds to that of a longer one where it stands behind `bytes` of it: an even number below
 * 2 * WORD_SUM_POWERS, in a word of at most so many. */
static inline uint64_t word_sum_behind(uint64_t sum, size_t bytes)
{
    return sum * word_sum_powers[bytes / WORD_PAIR_BYTES % WORD_SUM_POWERS];
}

/* The hash of a word of this sum and length: all its bits mixed. */
static inline uint64_t word_sum_hash(uint64_t sum, size_t length)
{
    /* The fractions of the square roots of 7 and 11. */
    const uint64_t root7 = 0xA54FF53A5F1D36F1u, root11 = 0x510E527FADE682D1u;
    return word_head_fold(sum ^ root7, root11 ^ (uint64_t)length << 32);
}

#endif
