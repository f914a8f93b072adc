/* line_memory.h - which lines a document has had before. */
#ifndef MIZAN_LINE_MEMORY_H
#define MIZAN_LINE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"

/* Memory must not grow with the text: later lines are compared with the first ones of the document. */
enum { REMEMBERED_LINES_MOST = 1 << 16 };

/* Zero-initialized it is empty. */
struct line_memory {
    uint64_t *slots; /* hashes in open addressing; 0 is empty */
    size_t slot_count;
    uint32_t *used; /* the slots that are taken */
    size_t used_count, used_capacity;
};

/* Was the line with this hash seen since the last clear? From now on it was. */
enum status line_memory_see(struct line_memory *memory, uint64_t hash, bool *seen, struct failure *failure) MUST_CHECK;

/* Forgets all lines, in time that goes by their number. */
void line_memory_clear(struct line_memory *memory);
void line_memory_free(struct line_memory *memory);

#endif
