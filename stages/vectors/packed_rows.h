/*
 * packed_rows.h - rows of counts while they are read: three bytes for nearly every entry, to be read once, in order.
 *
 * A column below 65,535 takes two bytes, and four more a larger one; a count and what of it stands in the lead, both
 * below 16, take one, and eight more if one is larger. Terms are numbered as they are met first, so that the columns
 * that most texts have are small.
 */
#ifndef MIZAN_PACKED_ROWS_H
#define MIZAN_PACKED_ROWS_H

#include <stdint.h>
#include <string.h>

#include "failure.h"
#include "spill.h"

enum {
    PACKED_FAR = UINT16_MAX, /* the column stands behind it */
    PACKED_COUNT_BITS = 4,
    PACKED_COUNT_MOST = (1 << PACKED_COUNT_BITS) - 1,
    PACKED_LONG = 0, /* in place of a count, which is 1 or more: count and lead stand behind it */
    PACKED_ENTRY_MOST = sizeof(uint16_t) + sizeof(uint32_t) + 1 + 2 * sizeof(uint32_t)
};

/* Zero-initialized there are no rows. */
struct packed_rows {
    uint8_t *bytes;
    uint64_t *starts; /* by row: its first byte; and one more */
    size_t row_count, byte_count;
    size_t bytes_capacity, starts_capacity;
    uint32_t most; /* the largest count; no lead is larger */
};

struct packed_entry {
    uint32_t column, count, lead;
};

/* Room for a next row of so many entries: packed_rows_put and packed_rows_end cannot fail after it. */
enum status packed_rows_reserve(struct packed_rows *rows, struct spill *spill, size_t entries,
                                struct failure *failure) MUST_CHECK;

static inline void packed_rows_put(struct packed_rows *rows, struct packed_entry entry)
{
    uint8_t *to = rows->bytes + rows->byte_count;
    const uint16_t near = entry.column < PACKED_FAR ? (uint16_t)entry.column : PACKED_FAR;
    memcpy(to, &near, sizeof near);
    to += sizeof near;
    if (near == PACKED_FAR) {
        memcpy(to, &entry.column, sizeof entry.column);
        to += sizeof entry.column;
    }
    if ((entry.count | entry.lead) <= PACKED_COUNT_MOST && entry.count != PACKED_LONG) {
        *to++ = (uint8_t)(entry.count | entry.lead << PACKED_COUNT_BITS);
    } else {
        *to++ = PACKED_LONG;
        memcpy(to, &entry.count, sizeof entry.count);
        memcpy(to + sizeof entry.count, &entry.lead, sizeof entry.lead);
        to += sizeof entry.count + sizeof entry.lead;
    }
    rows->most = entry.count > rows->most ? entry.count : rows->most;
    rows->byte_count = (size_t)(to - rows->bytes);
}

/* Ends the row, perhaps an empty one. */
void packed_rows_end(struct packed_rows *rows);

/* The entry at *from, which moves on to the next. */
static inline struct packed_entry packed_rows_next(const uint8_t **from)
{
    struct packed_entry entry;
    const uint8_t *at = *from;
    uint16_t near;
    memcpy(&near, at, sizeof near);
    at += sizeof near;
    entry.column = near;
    if (near == PACKED_FAR) {
        memcpy(&entry.column, at, sizeof entry.column);
        at += sizeof entry.column;
    }
    const uint8_t both = *at++;
    entry.count = both & PACKED_COUNT_MOST;
    entry.lead = both >> PACKED_COUNT_BITS;
    if (both == PACKED_LONG) {
        memcpy(&entry.count, at, sizeof entry.count);
        memcpy(&entry.lead, at + sizeof entry.count, sizeof entry.lead);
        at += sizeof entry.count + sizeof entry.lead;
    }
    *from = at;
    return entry;
}

/* The rows from `first` up to `end` were read for the last time: their memory is given back, but for its rims. */
void packed_rows_forget(struct packed_rows *rows, size_t first, size_t end);

void packed_rows_free(struct packed_rows *rows, struct spill *spill);

#endif
