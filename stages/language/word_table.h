/*
 * word_table.h - words with a context and a number, compiled to one block when mizan is built and read in place.
 *
 * What word_map is to words that come while it runs. The block holds offsets and no addresses, so that it costs nothing
 * to open: header, forms, places, bytes of the words (NUL behind each), filters. Integers are in the
 * order of the machine that built it; a block of zeros is an empty table.
 */
#ifndef MIZAN_WORD_TABLE_H
#define MIZAN_WORD_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "span.h"

struct word_table {
    uint32_t form_count;
    uint32_t key_count;   /* of them, the first, that are listed alone: word_table_find does not find them */
    uint32_t place_count; /* 0 or a power of two */
    uint32_t byte_count;
};

struct word_table_word {
    struct span word;
    uint32_t context, value; /* context: as in word_map.h */
};

/* A block of *block_bytes, to be freed. Beyond the first `key_count` no word may stand twice with the same context. */
enum status word_table_make(const struct word_table_word *words, size_t count, size_t key_count,
                            struct word_table **table, size_t *block_bytes, struct failure *failure) MUST_CHECK;

/* How many of the block's bytes, from its start, hold the words: what stands behind them is made of them. */
size_t word_table_words_bytes(const struct word_table *table);

/* True and *value if the table has the word with this context. */
bool word_table_find(const struct word_table *table, uint32_t context, struct span word, uint32_t *value);

/* The words in the order they were given in, keys first; index < form_count. The bytes live as long as the block. */
struct word_table_word word_table_word(const struct word_table *table, size_t index);

#endif
