/*
 * word_filter.h - tells nearly all words that a table lacks, by a look at one number and at no place of the table.
 *
 * A Bloom filter (Bloom, CACM 13, 1970) in blocks: the three bits of a word lie in one number of 64 bits (Putze,
 * Sanders and Singler, "Cache-, hash- and space-efficient Bloom filters", ACM JEA 14, 2009). With WORD_FILTER_WORDS
 * words a number about 3 % of the words that are not there pass, with half as many below 1 %. It is a hundredth of what
 * a table of forms takes and stays in the processor's caches, where the table does not.
 */
#ifndef MIZAN_WORD_FILTER_H
#define MIZAN_WORD_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORD_FILTER_WORDS = 8 /* at most, on average, for each number */ };

/* How many numbers a filter of so many words has: a power of two, at least 1. */
static inline size_t word_filter_count(size_t words)
{
    const size_t least = (words + WORD_FILTER_WORDS - 1) / WORD_FILTER_WORDS;
    return least <= 1 ? 1 : (size_t)1 << (64 - __builtin_clzll((unsigned long long)least - 1));
}

/* Which of them is the word's: by bits of the hash that do not choose its bits below. A table may use the same ones. */
static inline size_t word_filter_place(size_t count, uint64_t hash)
{
    return (size_t)(hash >> 20) & (count - 1);
}

static inline uint64_t word_filter_bits(uint64_t hash)
{
    return UINT64_C(1) << (hash >> 58) | UINT64_C(1) << (hash >> 52 & 63) | UINT64_C(1) << (hash >> 46 & 63);
}

/* `filter`: word_filter_count numbers, zeros at first; `hash`: of 64 well mixed bits. */
static inline void word_filter_add(uint64_t *filter, size_t count, uint64_t hash)
{
    filter[word_filter_place(count, hash)] |= word_filter_bits(hash);
}

/* False: no word with this hash was added. */
static inline bool word_filter_may_hold(const uint64_t *filter, size_t count, uint64_t hash)
{
    return (~filter[word_filter_place(count, hash)] & word_filter_bits(hash)) == 0;
}

#endif
