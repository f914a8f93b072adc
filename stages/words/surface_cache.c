/*
 * surface_cache.c - open addressing with linear probing (Knuth, TAOCP 6.4, algorithm L), at most three quarters full.
 *
 * A word of up to 16 bytes, eight Arabic letters, is compared inside its entry: the look-up touches one cache line, and
 * the form itself is touched by who needs it. Growing reads no word again.
 */
#include "surface_cache.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

enum { FIRST_CAPACITY = 256 };

static bool is_there(const struct surface_entry *entry, const struct surface_key *key)
{
    if (!surface_entry_looks_like(entry, key)) {
        return false;
    }
    const struct span wanted = key->surface;
    return key->length != SURFACE_LONG ||
           (entry->form->surface.length == wanted.length &&
            memcmp(entry->form->surface.bytes + WORD_HEAD_BYTES, wanted.bytes + WORD_HEAD_BYTES,
                   wanted.length - WORD_HEAD_BYTES) == 0);
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

const struct form *surface_cache_find(const struct surface_cache *cache, const struct surface_key *key)
{
    return cache->capacity == 0 ? NULL : place_of(cache, key)->form;
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

enum status surface_cache_put(struct surface_cache *cache, const struct surface_key *key, const struct form *form,
                              struct failure *failure)
{
    if (cache->count >= cache->capacity / 4 * 3 && grow(cache, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *place_of(cache, key) =
        (struct surface_entry){{key->head[0], key->head[1]}, form, key->hash, key->context, key->length};
    cache->count++;
    return STATUS_OK;
}

void surface_cache_free(struct surface_cache *cache)
{
    free(cache->entries);
    *cache = (struct surface_cache){0};
}
