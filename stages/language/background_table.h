/*
 * background_table.h - the compiled form of a background table: one block of memory, read in place.
 *
 * background_compile writes the block to a file that tables.S embeds; background_read makes the same block in memory.
 * It is a struct background, then for the forms as written and for the folded forms their filter, slots, entries and
 * key bytes. The block is in the byte order of the machine, which must be little-endian.
 */
#ifndef MIZAN_BACKGROUND_TABLE_H
#define MIZAN_BACKGROUND_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "background.h"
#include "failure.h"
#include "span.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the compiled tables are little-endian");

#define BACKGROUND_MAGIC "mizanbg3"

/* Key i is the bytes from entries[i].start to entries[i + 1].start. */
struct background_entry {
    uint32_t start, frequency;
};

/* The tag is of the key's hash: nearly all strangers are told apart without a look at the key. */
struct background_slot {
    uint32_t entry_above; /* the entry's number + 1, or 0 */
    uint32_t tag;
};

/* Open addressing with linear steps, behind a filter (word_filter.h) of the keys' hashes. Offsets are bytes from the
 * block's start. */
struct background_index {
    uint32_t slot_count;  /* a power of two */
    uint32_t entry_count; /* without the sentinel behind the last */
    uint64_t filter;      /* uint64_t, word_filter_count(entry_count) */
    uint64_t slots;       /* struct background_slot */
    uint64_t entries;     /* struct background_entry, entry_count + 1 */
    uint64_t keys;
};

struct background {
    char magic[8]; /* BACKGROUND_MAGIC without its NUL */
    uint32_t documents;
    char identity[28]; /* "ar 1a2b3c4d": the name, and the CRC-32 of the inflated text */
    uint64_t block_bytes;
    struct background_index written, folded;
};

/* Reads and compiles `path` (see background_read); `name` is for the identity and cut where it is too long. */
enum status background_table_read(const char *path, const char *name, struct background **table,
                                  struct failure *failure) MUST_CHECK;

/* The frequency of a key in one of the two indexes, or 0. */
uint32_t background_table_find(const struct background *table, const struct background_index *index, struct span key);

/* Entry i of one of the two indexes; false past the last. */
bool background_table_form(const struct background *table, const struct background_index *index, size_t i,
                           struct span *form, uint32_t *frequency);

#endif
