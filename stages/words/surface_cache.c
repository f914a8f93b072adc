/*
 * surface_cache.c - open addressing with linear probing (Knuth, TAOCP 6.4, algorithm L), at most three quarters full.
 *
 * A word of up to 16 bytes, eight Arabic letters, is compared inside its entry: the look-up touches one cache line, and
 * the form itself is touched by who needs it. Growing reads no word again.
 */
#include "surface_cache.h"

#include <stdlib.h>

#include "array.h"

enum { FIRST_CAPACITY = 256 };

static bool is_there(const struct surface_entry *entry, const struct surface_key *key)
{
    if (!surface_entry_looks_like(entry, key)) {
        return false;
    }
    return key->length != SURFACE_LONG || surface_ends_like(entry->form, key);
}

static struct surface_entry *place_of(const struct surface_cache *cache, const struct surface_key *key)
{
    const size_t mask = cache->capacity - 1;
    for (size_t place = key->hash & mask;; place = (place + 1) & mask) {
        struct surface_entry *const entry = &cache->entries[place];
        if (entry->form == NULL || is_there(entry, key)) {
            return entry;
        }
    }
}

static enum status grow(struct surface_cache *cache, struct failure *failure)
{
    const size_t capacity = cache->capacity == 0 ? FIRST_CAPACITY : cache->capacity * 2, mask = capacity - 1;
    void *memory = NULL;
    if (array_zeroed(&memory, capacity, sizeof *cache->entries, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct surface_entry *const entries = memory;
    for (size_t i = 0; i < cache->capacity; i++) {
        if (cache->entries[i].form != NULL) {
            size_t place = cache->entries[i].hash & mask;
            while (entries[place].form != NULL) {
                place = (place + 1) & mask;
            }
            entries[place] = cache->entries[i];
        }
    }
    free(cache->entries);
    cache->entries = entries;
    cache->capacity = capacity;
    return STATUS_OK;
}

enum status surface_cache_place(struct surface_cache *cache, const struct surface_key *key,
                                struct surface_entry **entry, struct failure *failure)
{
    if (cache->count >= cache->capacity / 4 * 3 && grow(cache, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *entry = place_of(cache, key);
    if ((*entry)->form == NULL) {
        **entry = (struct surface_entry){{key->head[0], key->head[1]}, NULL, key->hash, key->context, key->length};
        cache->count++;
    }
    return STATUS_OK;
}

void surface_cache_free(struct surface_cache *cache)
{
    free(cache->entries);
    *cache = (struct surface_cache){0};
}
