/*
 * numberings.h - from the numbers that bags of one numbering bring along to the vocabulary's.
 *
 * A cache and nothing more: what it does not know yet is found by bytes, and no result depends on it. Zero-initialized
 * it is empty.
 */
#ifndef MIZAN_NUMBERINGS_H
#define MIZAN_NUMBERINGS_H

#include "failure.h"
#include "record.h"

#define NUMBERINGS_UNKNOWN UINT32_MAX

struct number_map {
    uint32_t *numbers; /* NUMBERINGS_UNKNOWN where none is filed */
    size_t capacity;
};

/* One for each worker that makes bags. */
struct numbering {
    const void *address;
    size_t known_forms; /* of its last bag */
    struct number_map terms, forms;
};

struct numberings {
    struct numbering *items;
    size_t count, capacity;
};

/* The maps of a bag's numbering, made if they are new; *numbering is NULL for a bag without one. Valid until the next
 * call. */
enum status numberings_of(struct numberings *numberings, const struct bag *bag, struct numbering **numbering,
                          struct failure *failure) MUST_CHECK;

/* Forms that their workers have learned, each worker's counted for itself. */
size_t numberings_known_forms(const struct numberings *numberings);

/* What is filed under a number (BAG_UNNUMBERED: nothing). */
static inline uint32_t number_map_get(const struct number_map *map, uint32_t number)
{
    return number < map->capacity ? map->numbers[number] : NUMBERINGS_UNKNOWN;
}

/* What is filed under a number is about to be asked for. Inlined by force: gcc drops calls of a function that only
 * prefetches. */
static inline __attribute__((always_inline)) void number_map_prefetch(const struct number_map *map, uint32_t number)
{
    __builtin_prefetch(number < map->capacity ? &map->numbers[number] : map->numbers);
}

/* Files a number; BAG_UNNUMBERED is passed over. */
enum status number_map_put(struct number_map *map, uint32_t number, uint32_t found, struct failure *failure) MUST_CHECK;

void numberings_free(struct numberings *numberings);

#endif
