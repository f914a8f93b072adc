/* long_array.c - how long an array is says where it lies. */
#include "long_array.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

enum status long_array_grow(struct spill *spill, void **items, size_t *capacity, size_t wanted, size_t item_bytes,
                            struct failure *failure)
{
    const size_t doubled = *capacity * 2 > wanted ? *capacity * 2 : wanted, held = *capacity * item_bytes;
    if (spill == NULL || doubled < LONG_ARRAY_BYTES / item_bytes) {
        return array_reserve(items, capacity, wanted, item_bytes, failure);
    }
    if (held >= LONG_ARRAY_BYTES || held == 0) {
        return spill_reserve(spill, items, capacity, wanted, item_bytes, failure);
    }
    void *moved = NULL;
    size_t room = 0;
    if (spill_reserve(spill, &moved, &room, doubled, item_bytes, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(moved, *items, held);
    free(*items);
    *items = moved;
    *capacity = room;
    return STATUS_OK;
}
