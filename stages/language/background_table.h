/*
 * background_table.h - the compiled form of a background table: one block of memory, read in place.
 *
 * background_compile writes the block to a file that tables.S embeds; background_read makes the same block in memory.
 * It is a struct background, then the parts of its index. The block is in the byte order of the machine, which must be
 * little-endian.
 */
#ifndef MIZAN_BACKGROUND_TABLE_H
#define MIZAN_BACKGROUND_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "background.h"
#include "background_index.h"
#include "failure.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the compiled tables are little-endian");

#define BACKGROUND_MAGIC "mizanbg5"

struct background {
    char magic[8]; /* BACKGROUND_MAGIC without its NUL */
    uint32_t documents;
    char identity[28]; /* "ar 1a2b3c4d": the name, and the CRC-32 of the inflated text */
    uint64_t block_bytes;
    struct background_index forms;
};

/* Reads and compiles `path` (see background_read); `name` is for the identity and cut where it is too long. */
enum status background_table_read(const char *path, const char *name, struct background **table,
                                  struct failure *failure) MUST_CHECK;

#endif
