/* word_map.h - finds a number by a word and its context (a language, a script): the look-up behind names, stop words
 * and stems. */
#ifndef MIZAN_WORD_MAP_H
#define MIZAN_WORD_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "language.h"
#include "span.h"

struct word_map_entry {
    uint64_t hash;
    struct span word;
    uint32_t context;
    uint32_t value_above; /* the value + 1; 0 marks a free place */
};

/* Zero-initialized it is empty. Any number of threads may look up while nobody puts. */
struct word_map {
    struct word_map_entry *entries;
    size_t capacity, count; /* capacity: 0 or a power of two */
};

enum { WORD_MAP_NO_LANGUAGE = 0 };

/* A number for a language, to be used as context; WORD_MAP_NO_LANGUAGE for NULL. */
uint32_t word_map_language(const struct language *language);

/* What word_map and word_table find a word by; the same on every machine. */
uint64_t word_map_hash(uint32_t context, struct span word);

/* Puts a word that is not there yet; its bytes are borrowed for as long as the map lives. value < UINT32_MAX. */
enum status word_map_put(struct word_map *map, uint32_t context, struct span word, uint32_t value,
                         struct failure *failure) MUST_CHECK;

/* True and *value if the word was put with this context. */
bool word_map_find(const struct word_map *map, uint32_t context, struct span word, uint32_t *value);

/* The map is empty then and can be used again. */
void word_map_free(struct word_map *map);

#endif
