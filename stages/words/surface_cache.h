/*
 * surface_cache.h - from the bytes of a word, and the rules that apply to it, to its form: one look-up for each word of
 * a text.
 *
 * Zero-initialized it is empty. Forms are the owner's, and outlive it. Nothing goes over the entries, so that their
 * order cannot reach a result.
 */
#ifndef MIZAN_SURFACE_CACHE_H
#define MIZAN_SURFACE_CACHE_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "record.h"
#include "word_head.h"

enum { SURFACE_LONG = WORD_HEAD_BYTES + 1 };

/* What is looked for. Made once for a word that may have to be put, too. */
struct surface_key {
    struct span surface;
    uint64_t head[2]; /* its first 16 bytes, zeros behind it */
    uint32_t hash;
    uint16_t context, length; /* as in the entry */
};

/* Half a cache line: most words are compared without a look anywhere else. */
struct surface_entry {
    uint64_t head[2];
    const struct form *form; /* NULL: free */
    uint32_t hash;
    uint16_t context;
    uint16_t length; /* of the word; SURFACE_LONG for one that does not fit into the head */
};

struct surface_cache {
    struct surface_entry *entries;
    size_t capacity, count; /* capacity: 0 or a power of two */
};

/* Quickest where the surface lies in `text`, which it need not. `context` is below 2^16. Field by field, each read back
 * as it was written: a key that is returned is copied by wider loads than the stores before them, and each of these
 * waits until the stores are done. */
static inline void surface_key_make(struct surface_key *key, struct span surface, struct span text, uint32_t context)
{
    uint64_t head[2];
    word_head_read_in(text, surface, head);
    const uint64_t hash = word_head_hash(head, surface, context);
    key->surface.bytes = surface.bytes;
    key->surface.length = surface.length;
    key->head[0] = head[0];
    key->head[1] = head[1];
    key->hash = (uint32_t)(hash ^ hash >> 32);
    key->context = (uint16_t)context;
    key->length = (uint16_t)(surface.length > WORD_HEAD_BYTES ? SURFACE_LONG : surface.length);
}

/* Is it the key's entry, as far as an entry tells? For certain unless the word is SURFACE_LONG. */
static inline bool surface_entry_looks_like(const struct surface_entry *entry, const struct surface_key *key)
{
    return ((entry->head[0] ^ key->head[0]) | (entry->head[1] ^ key->head[1])) == 0 && entry->hash == key->hash &&
           entry->context == key->context && entry->length == key->length;
}

/* Is the form's surface the key's, both SURFACE_LONG and of one head? The last eight bytes tell of most. */
static inline bool surface_ends_like(const struct form *form, const struct surface_key *key)
{
    const struct span held = form->surface, wanted = key->surface;
    const size_t last = wanted.length - WORD_HALF_BYTES;
    return held.length == wanted.length && word_head_eight(held.bytes + last) == word_head_eight(wanted.bytes + last) &&
           (last <= WORD_HEAD_BYTES ||
            memcmp(held.bytes + WORD_HEAD_BYTES, wanted.bytes + WORD_HEAD_BYTES, last - WORD_HEAD_BYTES) == 0);
}

/* Asks for the cache line of the key, which surface_cache_place is about to read. */
static inline void surface_cache_prefetch(const struct surface_cache *cache, const struct surface_key *key)
{
    if (cache->capacity > 0) {
        __builtin_prefetch(&cache->entries[key->hash & (cache->capacity - 1)]);
    }
}

/* The form in the key's first entry if that looks like the key's: mostly it is, and for a word that is not SURFACE_LONG
 * it is for certain. Else NULL, and surface_cache_place knows. */
static inline const struct form *surface_cache_likely(const struct surface_cache *cache, const struct surface_key *key)
{
    if (cache->capacity == 0) {
        return NULL;
    }
    const struct surface_entry *const entry = &cache->entries[key->hash & (cache->capacity - 1)];
    return surface_entry_looks_like(entry, key) ? entry->form : NULL;
}

/* The entry of the key, until the next call. Where its form is NULL the key is new: its owner sets a form whose surface
 * is the key's, or leaves the entry free. */
enum status surface_cache_place(struct surface_cache *cache, const struct surface_key *key,
                                struct surface_entry **entry, struct failure *failure) MUST_CHECK;

/* The cache is empty then and can be used again. */
void surface_cache_free(struct surface_cache *cache);

#endif
