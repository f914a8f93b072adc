/*
 * word_head.h - the first 16 bytes of a word, eight Arabic letters, as two numbers: what tables compare in their own
 * places, so that a look-up of most words touches one cache line; and a hash that is made of them.
 */
#ifndef MIZAN_WORD_HEAD_H
#define MIZAN_WORD_HEAD_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "span.h"

enum { WORD_HEAD_BYTES = 16, WORD_HALF_BYTES = 8 };

static inline uint64_t word_head_eight(const char *bytes)
{
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return le64toh(value);
}

static inline uint64_t word_head_four(const char *bytes)
{
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return le32toh(value);
}

/* One to seven bytes as a number, zeros above them, by loads that overlap and never leave the bytes. */
static inline uint64_t word_head_few(const char *bytes, size_t length)
{
    if (length >= 4) {
        return word_head_four(bytes) | word_head_four(bytes + length - 4) << (8 * (length - 4));
    }
    const unsigned char *const byte = (const unsigned char *)bytes;
    return byte[0] | (uint64_t)byte[length / 2] << (8 * (length / 2)) |
           (uint64_t)byte[length - 1] << (8 * (length - 1));
}

/* Little-endian; zeros behind a shorter word. */
static inline void word_head_read(struct span word, uint64_t head[2])
{
    head[0] = head[1] = 0;
    if (word.length >= WORD_HEAD_BYTES) {
        head[0] = word_head_eight(word.bytes);
        head[1] = word_head_eight(word.bytes + WORD_HALF_BYTES);
    } else if (word.length > WORD_HALF_BYTES) {
        head[0] = word_head_eight(word.bytes);
        head[1] = word_head_eight(word.bytes + word.length - WORD_HALF_BYTES) >> (8 * (WORD_HEAD_BYTES - word.length));
    } else if (word.length == WORD_HALF_BYTES) {
        head[0] = word_head_eight(word.bytes);
    } else if (word.length > 0) {
        head[0] = word_head_few(word.bytes, word.length);
    }
}

/* word_head_masks[n + 8] and [n]: what is kept of the two numbers of n bytes, n at most WORD_HEAD_BYTES. */
#define WORD_HEAD_ALL UINT64_MAX
static const uint64_t word_head_masks[WORD_HEAD_BYTES + WORD_HALF_BYTES + 1] = {
    [9] = 0xFF,           [10] = 0xFFFF,         [11] = 0xFFFFFF,         [12] = 0xFFFFFFFF,
    [13] = 0xFFFFFFFFFF,  [14] = 0xFFFFFFFFFFFF, [15] = 0xFFFFFFFFFFFFFF, [16] = WORD_HEAD_ALL,
    [17] = WORD_HEAD_ALL, [18] = WORD_HEAD_ALL,  [19] = WORD_HEAD_ALL,    [20] = WORD_HEAD_ALL,
    [21] = WORD_HEAD_ALL, [22] = WORD_HEAD_ALL,  [23] = WORD_HEAD_ALL,    [24] = WORD_HEAD_ALL};

/* The same for a word that lies in `text`, as nearly all do, or elsewhere: without a branch on its length, which no
 * processor foresees. */
static inline void word_head_read_in(struct span text, struct span word, uint64_t head[2])
{
    const uintptr_t place = (uintptr_t)word.bytes - (uintptr_t)text.bytes;
    if (place >= text.length || text.length - place < WORD_HEAD_BYTES) {
        word_head_read(word, head);
        return;
    }
    const size_t length = word.length < WORD_HEAD_BYTES ? word.length : WORD_HEAD_BYTES;
    head[0] = word_head_eight(word.bytes) & word_head_masks[length + WORD_HALF_BYTES];
    head[1] = word_head_eight(word.bytes + WORD_HALF_BYTES) & word_head_masks[length];
}

__extension__ typedef unsigned __int128 word_head_wide;

static inline uint64_t word_head_fold(uint64_t a, uint64_t b)
{
    const word_head_wide product = (word_head_wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* A hash, in a context, of a word of which `head` was read, behind others that have the hash `before`: the same on
 * every machine, all its bits mixed. */
static inline uint64_t word_head_hash_behind(uint64_t before, const uint64_t head[2], struct span word,
                                             uint32_t context)
{
    enum { NEAR_BYTES = WORD_HEAD_BYTES + WORD_HALF_BYTES };
    /* Odd numbers with about half their bits set: the fractions of the square roots of 7, 11 and 17. */
    const uint64_t root7 = 0xA54FF53A5F1D36F1u, root11 = 0x510E527FADE682D1u, root17 = 0x1F83D9ABFB41BD6Bu;
    const uint64_t hash =
        word_head_fold(head[0] ^ root7 ^ before, head[1] ^ root11 ^ ((uint64_t)context << 32 | word.length));
    if (word.length <= WORD_HEAD_BYTES) {
        return hash;
    }
    const struct span behind = {word.bytes + WORD_HEAD_BYTES, word.length - WORD_HEAD_BYTES};
    /* The last eight bytes and the head are all of it: most long words. */
    return hash ^ (word.length <= NEAR_BYTES
                       ? word_head_fold(word_head_eight(word.bytes + word.length - WORD_HALF_BYTES) ^ root11, root17)
                       : span_hash(behind));
}

/* The same of a word by itself. */
static inline uint64_t word_head_hash(const uint64_t head[2], struct span word, uint32_t context)
{
    return word_head_hash_behind(0, head, word, context);
}

#endif
