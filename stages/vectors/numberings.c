/*
 * numberings.c - one map a worker, found by walking: there are as many as workers. Merging bags is the one thing that
 * cannot be shared out among workers, so what it costs counts for all of them: an array look-up in place of a hash, a
 * probe and a comparison of bytes that are not in the cache.
 */
#include "numberings.h"

#include <stdlib.h>

#include "array.h"

enum status numberings_of(struct numberings *numberings, const struct bag *bag, struct numbering **numbering,
                          struct failure *failure)
{
    *numbering = NULL;
    if (bag->numbering == NULL) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < numberings->count; i++) {
        if (numberings->items[i].address == bag->numbering) {
            *numbering = &numberings->items[i];
            (*numbering)->known_forms = bag->known_forms;
            return STATUS_OK;
        }
    }
    if (array_reserve((void **)&numberings->items, &numberings->capacity, numberings->count + 1,
                      sizeof *numberings->items, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *numbering = &numberings->items[numberings->count++];
    **numbering = (struct numbering){.address = bag->numbering, .known_forms = bag->known_forms};
    return STATUS_OK;
}

size_t numberings_known_forms(const struct numberings *numberings)
{
    size_t known = 0;
    for (size_t i = 0; i < numberings->count; i++) {
        known += numberings->items[i].known_forms;
    }
    return known;
}

enum status number_map_put(struct number_map *map, uint32_t number, uint32_t found, struct failure *failure)
{
    if (number == BAG_UNNUMBERED) {
        return STATUS_OK;
    }
    const size_t known = map->capacity;
    if (array_reserve((void **)&map->numbers, &map->capacity, (size_t)number + 1, sizeof *map->numbers, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = known; i < map->capacity; i++) {
        map->numbers[i] = NUMBERINGS_UNKNOWN;
    }
    map->numbers[number] = found;
    return STATUS_OK;
}

void numberings_free(struct numberings *numberings)
{
    for (size_t i = 0; i < numberings->count; i++) {
        free(numberings->items[i].terms.numbers);
        free(numberings->items[i].forms.numbers);
    }
    free(numberings->items);
    *numberings = (struct numberings){0};
}
