/*
 * word_map.c - open addressing with linear probing.
 *
 * The whole hash is kept in the entry: a hit costs one comparison of bytes, and growing reads no word again. Entries
 * are never taken out, so a free place ends every search. Nothing iterates over the entries: their order cannot reach a
 * result.
 */
#include "word_map.h"

#include <stdlib.h>

#include "array.h"

enum { WORD_MAP_FIRST_CAPACITY = 64 };

uint32_t word_map_language(const struct language *language)
{
    return language == NULL ? WORD_MAP_NO_LANGUAGE : (uint32_t)(language - languages) + 1;
}

uint64_t word_map_hash(uint32_t context, struct span word)
{
    const uint64_t golden_ratio = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 / phi: neighbouring contexts end far apart */
    const uint64_t mixed = span_hash(word) ^ ((uint64_t)context * golden_ratio);
    return mixed ^ (mixed >> 32);
}

/* The place of the word, or the free place where it belongs. The map has at least one free place. */
static struct word_map_entry *word_map_place(const struct word_map *map, uint64_t hash, uint32_t context,
                                             struct span word)
{
    const size_t mask = map->capacity - 1;
    for (size_t place = (size_t)hash & mask;; place = (place + 1) & mask) {
        struct word_map_entry *entry = &map->entries[place];
        if (entry->value_above == 0 ||
            (entry->hash == hash && entry->context == context && span_equal(entry->word, word))) {
            return entry;
        }
    }
}

static enum status word_map_grow(struct word_map *map, struct failure *failure)
{
    const size_t capacity = map->capacity == 0 ? WORD_MAP_FIRST_CAPACITY : map->capacity * 2;
    void *entries = NULL;
    if (array_zeroed(&entries, capacity, sizeof *map->entries, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct word_map grown = {entries, capacity, map->count};
    for (size_t i = 0; i < map->capacity; i++) {
        const struct word_map_entry entry = map->entries[i];
        if (entry.value_above != 0) {
            *word_map_place(&grown, entry.hash, entry.context, entry.word) = entry;
        }
    }
    free(map->entries);
    *map = grown;
    return STATUS_OK;
}

enum status word_map_put(struct word_map *map, uint32_t context, struct span word, uint32_t value,
                         struct failure *failure)
{
    /* At most three places of four are taken. */
    if (map->count + 1 > map->capacity / 4 * 3 && word_map_grow(map, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const uint64_t hash = word_map_hash(context, word);
    *word_map_place(map, hash, context, word) = (struct word_map_entry){hash, word, context, value + 1};
    map->count++;
    return STATUS_OK;
}

bool word_map_find(const struct word_map *map, uint32_t context, struct span word, uint32_t *value)
{
    if (map->capacity == 0) {
        return false;
    }
    const struct word_map_entry *entry = word_map_place(map, word_map_hash(context, word), context, word);
    if (entry->value_above == 0) {
        return false;
    }
    *value = entry->value_above - 1;
    return true;
}

void word_map_free(struct word_map *map)
{
    free(map->entries);
    *map = (struct word_map){0};
}
