/* array.c - growing an array by doubling, with every overflow caught. */
#include "array.h"

#include <stdint.h>
#include <stdlib.h>

#include "pages.h"

enum { FIRST_CAPACITY = 16 };

size_t array_capacity(size_t capacity, size_t wanted)
{
    size_t grown = capacity < FIRST_CAPACITY ? FIRST_CAPACITY : capacity;
    while (grown < wanted) {
        grown = grown > SIZE_MAX / 2 ? wanted : grown * 2;
    }
    return grown;
}

enum status array_grow(void **items, size_t *capacity, size_t wanted, size_t item_bytes, struct failure *failure)
{
    const size_t grown = array_capacity(*capacity, wanted);
    if (item_bytes != 0 && grown > SIZE_MAX / item_bytes) {
        return failure_memory(failure, "an array beyond the address space");
    }
    void *const moved = pages_grow(*items, *capacity * item_bytes, grown * item_bytes);
    if (moved == NULL) {
        return failure_memory(failure, "a growing array");
    }
    *items = moved;
    *capacity = grown;
    return STATUS_OK;
}

enum status array_later(void **items, size_t count, size_t item_bytes, struct failure *failure)
{
    (void)pages_heap_end(count * item_bytes);
    *items = count == 0 || item_bytes == 0 ? calloc(1, 1) : calloc(count, item_bytes);
    return *items != NULL ? STATUS_OK : failure_memory(failure, "an array");
}

enum status array_zeroed(void **items, size_t count, size_t item_bytes, struct failure *failure)
{
    const void *const heap_end = pages_heap_end(count * item_bytes);
    if (array_later(items, count, item_bytes, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    pages_prepare(heap_end, *items, count * item_bytes);
    return STATUS_OK;
}
