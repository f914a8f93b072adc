/* line_memory.c - a set of 64-bit hashes: two different lines of one document share one by a chance of below 1 in 10^9.
 */
#include "line_memory.h"

#include <stdlib.h>

#include "array.h"

enum { FIRST_SLOTS = 64 };

static size_t slot_of(const struct line_memory *memory, uint64_t hash)
{
    size_t slot = (size_t)hash & (memory->slot_count - 1);
    while (memory->slots[slot] != 0 && memory->slots[slot] != hash) {
        slot = (slot + 1) & (memory->slot_count - 1);
    }
    return slot;
}

static enum status grow(struct line_memory *memory, struct failure *failure)
{
    const size_t wanted = memory->slot_count == 0 ? FIRST_SLOTS : 2 * memory->slot_count;
    void *fresh = NULL;
    if (array_reserve((void **)&memory->used, &memory->used_capacity, wanted, sizeof(uint32_t), failure) != STATUS_OK ||
        array_zeroed(&fresh, wanted, sizeof(uint64_t), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    uint64_t *const old = memory->slots;
    memory->slots = fresh;
    memory->slot_count = wanted;
    for (size_t i = 0; i < memory->used_count; i++) {
        const uint64_t hash = old[memory->used[i]];
        const size_t slot = slot_of(memory, hash);
        memory->slots[slot] = hash;
        memory->used[i] = (uint32_t)slot;
    }
    free(old);
    return STATUS_OK;
}

enum status line_memory_see(struct line_memory *memory, uint64_t hash, bool *seen, struct failure *failure)
{
    const uint64_t key = hash != 0 ? hash : 1;
    if (2 * (memory->used_count + 1) > memory->slot_count && memory->used_count < REMEMBERED_LINES_MOST &&
        grow(memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t slot = slot_of(memory, key);
    *seen = memory->slots[slot] == key;
    if (!*seen && memory->used_count < REMEMBERED_LINES_MOST) {
        memory->slots[slot] = key;
        memory->used[memory->used_count++] = (uint32_t)slot;
    }
    return STATUS_OK;
}

void line_memory_clear(struct line_memory *memory)
{
    for (size_t i = 0; i < memory->used_count; i++) {
        memory->slots[memory->used[i]] = 0;
    }
    memory->used_count = 0;
}

void line_memory_free(struct line_memory *memory)
{
    free(memory->used);
    free(memory->slots);
    *memory = (struct line_memory){0};
}
