/*
 * hash_index.c - open addressing with linear probing (Knuth, TAOCP 6.4, algorithm L), at most three quarters full.
 *
 * A slot is 8 bytes: 32 bits of the hash, which tell nearly all strangers apart without a look at the item, and the
 * item's number. Emptying a table by its size would make every short document pay for the longest one before it; a
 * table far too large for its last round is given back instead, so that a round costs what it holds.
 */
#include "hash_index.h"

#include <stdlib.h>

#include "array.h"
#include "pages.h"

enum { SMALLEST_SLOT_COUNT = 64, WASTEFUL_SLOTS_PER_ITEM = 16 };

static void slots_clear(struct hash_slot *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        slots[i] = (struct hash_slot){0, HASH_INDEX_NONE};
    }
}

static void slots_put(struct hash_slot *slots, size_t slot_count, struct hash_slot slot)
{
    size_t i = slot.key & (slot_count - 1);
    while (slots[i].item != HASH_INDEX_NONE) {
        i = (i + 1) & (slot_count - 1);
    }
    slots[i] = slot;
}

static enum status grow(struct hash_index *index, struct failure *failure)
{
    const size_t wanted = index->slot_count == 0 ? SMALLEST_SLOT_COUNT : index->slot_count * 2;
    void *memory = NULL;
    size_t capacity = 0;
    if (wanted < index->slot_count) {
        return failure_memory(failure, "a hash index");
    }
    if (array_reserve(&memory, &capacity, wanted, sizeof *index->slots, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct hash_slot *slots = memory;
    pages_make(slots, wanted * sizeof *slots);
    slots_clear(slots, wanted);
    for (size_t i = 0; i < index->slot_count; i++) {
        if (index->slots[i].item != HASH_INDEX_NONE) {
            slots_put(slots, wanted, index->slots[i]);
        }
    }
    free(index->slots);
    index->slots = slots;
    index->slot_count = wanted;
    return STATUS_OK;
}

enum status hash_index_add(struct hash_index *index, uint64_t hash, uint32_t item, struct failure *failure)
{
    if (index->count >= index->slot_count / 4 * 3 && grow(index, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    slots_put(index->slots, index->slot_count, (struct hash_slot){hash_index_key(hash), item});
    index->count++;
    return STATUS_OK;
}

void hash_index_reset(struct hash_index *index)
{
    if (index->slot_count > SMALLEST_SLOT_COUNT && index->count < index->slot_count / WASTEFUL_SLOTS_PER_ITEM) {
        hash_index_free(index);
        return;
    }
    slots_clear(index->slots, index->slot_count);
    index->count = 0;
}

void hash_index_free(struct hash_index *index)
{
    free(index->slots);
    *index = (struct hash_index){0};
}
