/*
 * hash_index.h - from a hash to the numbers of the items that have it; the items themselves are their owner's.
 *
 *     size_t place;
 *     for (uint32_t i = hash_index_first(&index, hash, &place); i != HASH_INDEX_NONE;
 *          i = hash_index_next(&index, hash, &place)) {
 *         if (span_equal(items[i].name, name)) ...
 *     }
 *
 * Zero-initialized it is empty. It answers by number alone, so no order of hashes can reach a result.
 */
#ifndef MIZAN_HASH_INDEX_H
#define MIZAN_HASH_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"

#define HASH_INDEX_NONE UINT32_MAX

struct hash_slot {
    uint32_t key;  /* of the hash, as hash_index_key folds it */
    uint32_t item; /* HASH_INDEX_NONE: a free slot */
};
struct hash_index {
    struct hash_slot *slots;
    size_t slot_count; /* 0 or a power of two */
    size_t count;
};

/* Files `item` (below HASH_INDEX_NONE) under `hash`; it does not look whether it is there already. */
enum status hash_index_add(struct hash_index *index, uint64_t hash, uint32_t item, struct failure *failure) MUST_CHECK;

/* Forgets all items. What it costs is in proportion to the items it held, also after one round that was very large. */
void hash_index_reset(struct hash_index *index);

void hash_index_free(struct hash_index *index);

/* 2^64 divided by the golden ratio (Knuth, TAOCP 6.4): spreads hashes that differ in few bits. */
static inline uint32_t hash_index_key(uint64_t hash)
{
    return (uint32_t)((hash * UINT64_C(0x9E3779B97F4A7C15)) >> 32);
}

static inline uint32_t hash_index_from(const struct hash_index *index, uint32_t key, size_t *place)
{
    const size_t mask = index->slot_count - 1;
    for (size_t i = *place & mask;; i = (i + 1) & mask) {
        const struct hash_slot slot = index->slots[i];
        if (slot.item == HASH_INDEX_NONE || slot.key == key) {
            *place = i;
            return slot.item;
        }
    }
}

/* Asks for what hash_index_first is about to read. */
static inline __attribute__((always_inline)) void hash_index_prefetch(const struct hash_index *index, uint64_t hash)
{
    if (index->slot_count > 0) {
        __builtin_prefetch(&index->slots[hash_index_key(hash) & (index->slot_count - 1)]);
    }
}

/* The first item under `hash`, or HASH_INDEX_NONE. */
static inline uint32_t hash_index_first(const struct hash_index *index, uint64_t hash, size_t *place)
{
    if (index->slot_count == 0) {
        return HASH_INDEX_NONE;
    }
    const uint32_t key = hash_index_key(hash);
    *place = key;
    return hash_index_from(index, key, place);
}

/* The next one, after hash_index_first or _next gave one; nothing may be added in between. */
static inline uint32_t hash_index_next(const struct hash_index *index, uint64_t hash, size_t *place)
{
    *place += 1;
    return hash_index_from(index, hash_index_key(hash), place);
}

#endif
