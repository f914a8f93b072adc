/*
 * candidate_lists.h - the best of many by a float above 0, kept cheaply: an entry is written behind the others, and
 * when the room is used up, the worst go.
 */
#ifndef MIZAN_CANDIDATE_LISTS_H
#define MIZAN_CANDIDATE_LISTS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "failure.h"
#include "spill.h"

/*
 * The `kept` best of each list, and perhaps some more. bounds[list] is 0 while nothing was left out; then whatever was
 * left out has at most this value, and at least `kept` entries of the list reach it.
 */
struct candidate_lists {
    size_t count, kept, capacity;
    uint64_t *keys; /* of a list: keys[list * capacity] .. + counts[list] - 1, in no order */
    uint32_t *counts;
    float *bounds;
    struct spill *spill; /* where they were taken from */
};

/* `kept` at least 1. */
enum status candidate_lists_open(struct candidate_lists *lists, struct spill *spill, size_t count, size_t kept,
                                 struct failure *failure) MUST_CHECK;
void candidate_lists_close(struct candidate_lists *lists);

/* Greater values, which must not be below 0, are greater keys, and of equal values the lower index. */
static inline uint64_t candidate_key(float value, uint32_t index)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return (uint64_t)bits << 32 | (UINT32_MAX - index);
}

static inline uint32_t candidate_index(uint64_t key)
{
    return UINT32_MAX - (uint32_t)key;
}

static inline float candidate_value(uint64_t key)
{
    const uint32_t bits = (uint32_t)(key >> 32);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Keeps the `kept` best alone, and raises the bound. */
void candidate_lists_cut(struct candidate_lists *lists, size_t list);

/* What does not pass the bound is left out. An index must be offered once. */
static inline void candidate_lists_offer(struct candidate_lists *lists, size_t list, float value, uint32_t index)
{
    if (value > lists->bounds[list]) {
        lists->keys[list * lists->capacity + lists->counts[list]++] = candidate_key(value, index);
        if (lists->counts[list] == lists->capacity) {
            candidate_lists_cut(lists, list);
        }
    }
}

/* Offers what `from_list` of `from` holds, empties it and sets its bound back; what it left out is left out here. */
void candidate_lists_merge(struct candidate_lists *lists, size_t list, struct candidate_lists *from, size_t from_list);

/* The lists from `first` up to `end` are not looked at again, unless they are emptied before: most of what they take is
 * given back. */
void candidate_lists_forget(struct candidate_lists *lists, size_t first, size_t end);

/* Puts the `wanted` greatest of `count` keys first, in any order. */
void candidate_keys_select(uint64_t *keys, size_t count, size_t wanted);

bool candidate_keys_hold(const uint64_t *keys, size_t count, size_t index);

/* For lists of several workers that are merged in the end: `told` holds a bound a list of one or another of them, at
 * first 0; the greater of each pair becomes the other. What one's list leaves out already another's need not take. A
 * bound that comes late costs a little time, and changes nothing of what the merged lists must hold. */
void candidate_bounds_share(_Atomic float *told, float *own, size_t count);

#endif
