/*
 * surface_cache.c - open addressing with linear probing (Knuth, TAOCP 6.4, algorithm L), at most three quarters full.
 *
 * A word of up to 16 bytes, eight Arabic letters, is compared inside its entry: the look-up touches one cache line, and
 * the form itself is touched by who needs it. Growing reads no word again.
 */
#include "surface_cache.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

enum { FIRST_CAPACITY = 256, HEAD_BYTES = SURFACE_HEAD_BYTES, HALF_BYTES = 8 };

static uint64_t read_eight(const char *bytes)
{
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return le64toh(value);
}

static uint64_t read_four(const char *bytes)
{
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return le32toh(value);
}

/* One to seven bytes as a number, zeros above them, by loads that overlap and never leave the bytes. */
static uint64_t read_few(const char *bytes, size_t length)
{
    if (length >= 4) {
        return read_four(bytes) | read_four(bytes + length - 4) << (8 * (length - 4));
    }
    const unsigned char *const byte = (const unsigned char *)bytes;
    return byte[0] | (uint64_t)byte[length / 2] << (8 * (length / 2)) |
           (uint64_t)byte[length - 1] << (8 * (length - 1));
}

static void read_head(struct span surface, uint64_t head[2])
{
    head[0] = head[1] = 0;
    if (surface.length >= HEAD_BYTES) {
        head[0] = read_eight(surface.bytes);
        head[1] = read_eight(surface.bytes + HALF_BYTES);
    } else if (surface.length > HALF_BYTES) {
        head[0] = read_eight(surface.bytes);
        head[1] = read_eight(surface.bytes + surface.length - HALF_BYTES) >> (8 * (HEAD_BYTES - surface.length));
    } else if (surface.length == HALF_BYTES) {
        head[0] = read_eight(surface.bytes);
    } else if (surface.length > 0) {
        head[0] = read_few(surface.bytes, surface.length);
    }
}

__extension__ typedef unsigned __int128 wide;

static uint64_t fold(uint64_t a, uint64_t b)
{
    const wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

struct surface_key surface_key_of(struct span surface, uint32_t context)
{
    /* Odd numbers with about half their bits set: the fractions of the square roots of 7 and 11. */
    const uint64_t root7 = 0xA54FF53A5F1D36F1u, root11 = 0x510E527FADE682D1u;
    struct surface_key key = {.surface = surface,
                              .context = (uint16_t)context,
                              .length = (uint16_t)(surface.length > HEAD_BYTES ? SURFACE_LONG : surface.length)};
    read_head(surface, key.head);
    uint64_t hash = fold(key.head[0] ^ root7, key.head[1] ^ root11 ^ ((uint64_t)context << 32 | surface.length));
    if (surface.length > HEAD_BYTES) {
        hash ^= span_hash((struct span){surface.bytes + HEAD_BYTES, surface.length - HEAD_BYTES});
    }
    key.hash = (uint32_t)(hash ^ hash >> 32);
    return key;
}

static bool is_there(const struct surface_entry *entry, const struct surface_key *key)
{
    if (entry->hash != key->hash || entry->head[0] != key->head[0] || entry->head[1] != key->head[1] ||
        entry->context != key->context || entry->length != key->length) {
        return false;
    }
    const struct span wanted = key->surface;
    return key->length != SURFACE_LONG || (entry->form->surface.length == wanted.length &&
                                           memcmp(entry->form->surface.bytes + HEAD_BYTES, wanted.bytes + HEAD_BYTES,
                                                  wanted.length - HEAD_BYTES) == 0);
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
