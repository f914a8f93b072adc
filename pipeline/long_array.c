/* long_array.c - how long an array is says where it lies. */
#include "long_array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

/* What array_reserve makes of it: up to twice what is wanted. */
static size_t doubled_to(size_t capacity, size_t wanted)
{
    const size_t first_capacity = 16;
    size_t doubled = capacity < first_capacity ? first_capacity : capacity;
    while (doubled < wanted) {
        doubled = doubled > SIZE_MAX / 2 ? wanted : doubled * 2;
    }
    return doubled;
}

enum status long_array_grow(struct spill *spill, void **items, size_t *capacity, size_t wanted, size_t item_bytes,
                            struct failure *failure)
{
    const size_t long_capacity = LONG_ARRAY_BYTES / item_bytes, doubled = doubled_to(*capacity, wanted);
    if (spill == NULL || doubled < long_capacity) {
        return array_reserve(items, capacity, wanted, item_bytes, failure);
    }
    if (*capacity >= long_capacity || *capacity == 0) {
        return spill_reserve(spill, items, capacity, *capacity == 0 ? doubled : wanted, item_bytes, failure);
    }
    void *moved = NULL;
    size_t room = 0;
    if (spill_reserve(spill, &moved, &room, doubled, item_bytes, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    memcpy(moved, *items, *capacity * item_bytes);
    free(*items);
    *items = moved;
    *capacity = room;
    return STATUS_OK;
}
