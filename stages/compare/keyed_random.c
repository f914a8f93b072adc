/*
 * keyed_random.c - SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"): its
 * output is a mix of a counter, so a key is brought in by mixing it into the counter's start. gsl_rng's generators
 * take hundreds of words to seed, which is more than is drawn here for one key.
 */
#include "keyed_random.h"

static uint64_t mix(uint64_t bits)
{
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBu;
    return bits ^ (bits >> 31);
}

uint64_t keyed_random_next(struct keyed_random *random)
{
    random->state += 0x9E3779B97F4A7C15u;
    return mix(random->state);
}

struct keyed_random keyed_random_start(uint64_t seed, const uint64_t *key, size_t key_count)
{
    struct keyed_random random = {seed};
    for (size_t i = 0; i < key_count; i++) {
        random.state = keyed_random_next(&random) ^ key[i];
    }
    random.state = keyed_random_next(&random);
    return random;
}

uint64_t keyed_random_below(struct keyed_random *random, uint64_t bound)
{
    const uint64_t too_few = (UINT64_MAX - bound + 1) % bound; /* 2^64 mod bound: so many would be too often */
    uint64_t bits;
    do {
        bits = keyed_random_next(random);
    } while (bits < too_few);
    return bits % bound;
}

void keyed_random_choose(struct keyed_random *random, size_t *items, size_t count, size_t wanted)
{
    for (size_t i = 0; i < wanted; i++) { /* Fisher and Yates, as far as is wanted */
        const size_t place = i + (size_t)keyed_random_below(random, count - i);
        const size_t chosen = items[place];
        items[place] = items[i];
        items[i] = chosen;
    }
}
