/* long_array.c - how long an array is says where it lies. */
#include "long_array.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

enum status long_array_grow(struct spill *spill, void **items, size_t *capacity, size_t wanted, size_t item_bytes,
                            struct failure *failure)
{
    const size_t long_capacity = LONG_ARRAY_BYTES / item_bytes, grown = array_capacity(*capacity, wanted);
    if (spill == NULL || grown < long_capacity) {
        return array_reserve(items, capacity, wanted, item_bytes, failure);
    }
    if (*capacity >= long_capacity || *capacity == 0) {
        return spill_reserve(spill, items, capacity, *capacity == 0 ? grown : wanted, item_bytes, failure);
    }
    void *moved = NULL;
    size_t room = 0;
    if (spill_reserve(spill, &moved, &room, grown, item_bytes, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(moved, *items, *capacity * item_bytes);
    free(*items);
    *items = moved;
    *capacity = room;
    return STATUS_OK;
}
