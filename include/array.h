/* array.h - growing an array whose items, count and capacity its owner holds. */
#ifndef MIZAN_ARRAY_H
#define MIZAN_ARRAY_H

#include <stddef.h>

#include "failure.h"

/*
 * Makes room for at least `wanted` items of `item_bytes` each: *items may move, *capacity grows (at least doubling,
 * so that pushing is linear). New memory is not zeroed. Fails with FAILURE_MEMORY, also when the size would overflow;
 * the old array is then still whole. The owner frees *items with free().
 *
 *     if (array_reserve((void **)&rows, &capacity, count + 1, sizeof *rows, failure) != STATUS_OK) ...
 */
static inline enum status array_reserve(void **items, size_t *capacity, size_t wanted, size_t item_bytes,
                                        struct failure *failure) MUST_CHECK;

/* The same where there is no room: nearly always there is. */
enum status array_grow(void **items, size_t *capacity, size_t wanted, size_t item_bytes,
                       struct failure *failure) MUST_CHECK;

/* What an array of `capacity` has room for once it has grown to hold `wanted`. */
size_t array_capacity(size_t capacity, size_t wanted);

static inline enum status array_reserve(void **items, size_t *capacity, size_t wanted, size_t item_bytes,
                                        struct failure *failure)
{
    return wanted <= *capacity ? STATUS_OK : array_grow(items, capacity, wanted, item_bytes, failure);
}

/* As calloc for `count` items: zeroed, never NULL on success (count 0 gives one byte), FAILURE_MEMORY else. */
enum status array_zeroed(void **items, size_t count, size_t item_bytes, struct failure *failure) MUST_CHECK;

/* The same for what is written to late or in part: a large one has no page before that (pages_prepare). */
enum status array_later(void **items, size_t count, size_t item_bytes, struct failure *failure) MUST_CHECK;

#endif
