/*
 * keyed_random.h - random numbers that depend on a key and on nothing else: not on what was drawn before for other
 * keys, on workers or on the machine. For resampling, not for secrets.
 */
#ifndef MIZAN_KEYED_RANDOM_H
#define MIZAN_KEYED_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct keyed_random {
    uint64_t state;
};

/* The start of the sequence of a key: --seed and what is drawn for (hashes of names, number of the draw). */
struct keyed_random keyed_random_start(uint64_t seed, const uint64_t *key, size_t key_count);

/* The next 64 bits. */
uint64_t keyed_random_next(struct keyed_random *random);

/* A number below `bound` (>= 1), each equally often. */
uint64_t keyed_random_below(struct keyed_random *random, uint64_t bound);

/* Moves a random choice of `wanted` (<= count) of the items to the front, in random order. */
void keyed_random_choose(struct keyed_random *random, size_t *items, size_t count, size_t wanted);

#endif
