/*
 * background_index.c - a table of a few megabytes is met in no order, and each cache line of it that is touched costs
 * more than all the rest of a look-up: keys lie in the slots, four fifths of the slots are taken, and a filter of three
 * per cent of the size answers for what is not there.
 */
#include "background_index.h"

#include <string.h>

#include "word_filter.h"

enum { PART_ALIGNMENT = 16 };

static uint64_t align(uint64_t bytes)
{
    return (bytes + PART_ALIGNMENT - 1) / PART_ALIGNMENT * PART_ALIGNMENT;
}

size_t background_index_long_bytes(struct span key)
{
    return key.length > WORD_HEAD_BYTES ? sizeof(uint32_t) + key.length : 0;
}

struct background_index background_index_lay_out(size_t entry_count, uint64_t long_bytes, uint64_t *end)
{
    struct background_index index = {.slot_count = (uint32_t)(entry_count + entry_count / 4 + 1),
                                     .entry_count = (uint32_t)entry_count};
    index.filter = align(*end);
    index.slots = align(index.filter + word_filter_count(entry_count) * sizeof(uint64_t));
    index.order = align(index.slots + (uint64_t)index.slot_count * sizeof(struct background_slot));
    index.longs = align(index.order + entry_count * sizeof(uint32_t));
    *end = index.longs + long_bytes;
    return index;
}

/* By the lower half of the hash. */
static size_t first_slot(const struct background_index *index, uint64_t hash)
{
    return (size_t)((hash & UINT32_MAX) * index->slot_count >> 32);
}

static size_t next_slot(const struct background_index *index, size_t slot)
{
    return slot + 1 < index->slot_count ? slot + 1 : 0;
}

static const uint64_t *filter_of(const struct background_index *index, const char *block)
{
    return (const uint64_t *)(const void *)(block + index->filter);
}

static const struct background_slot *slots_of(const struct background_index *index, const char *block)
{
    return (const struct background_slot *)(const void *)(block + index->slots);
}

static struct span long_key(const struct background_index *index, const char *block, uint32_t length)
{
    const char *const place = block + index->longs + (length - BACKGROUND_LONG);
    uint32_t bytes;
    memcpy(&bytes, place, sizeof bytes);
    return (struct span){place + sizeof bytes, bytes};
}

/* Keeps the key behind the others that no slot has room for, and returns what its slot has for a length. */
static uint32_t put_long(struct background_index *index, char *block, struct span key)
{
    const uint32_t bytes = (uint32_t)key.length, place = (uint32_t)index->long_bytes;
    memcpy(block + index->longs + place, &bytes, sizeof bytes);
    memcpy(block + index->longs + place + sizeof bytes, key.bytes, key.length);
    index->long_bytes += sizeof bytes + key.length;
    return BACKGROUND_LONG + place;
}

void background_index_put(struct background_index *index, char *block, size_t i, struct span key, uint32_t frequency)
{
    struct background_slot *const slots = (struct background_slot *)(void *)(block + index->slots);
    uint32_t *const order = (uint32_t *)(void *)(block + index->order);
    const struct background_key made = background_key_of(key);
    size_t slot = first_slot(index, made.hash);
    while (slots[slot].frequency != 0) {
        slot = next_slot(index, slot);
    }
    slots[slot] =
        (struct background_slot){{made.head[0], made.head[1]},
                                 frequency,
                                 key.length > WORD_HEAD_BYTES ? put_long(index, block, key) : (uint32_t)key.length};
    order[i] = (uint32_t)slot;
    word_filter_add((uint64_t *)(void *)(block + index->filter), word_filter_count(index->entry_count), made.hash);
}

/* Bytes that follow `behind` others, in the two numbers of a head. */
static void head_append(uint64_t head[2], struct span text, size_t behind)
{
    enum { HALF_BITS = 64 };
    uint64_t own[2];
    word_head_read(text, own);
    const word_head_wide moved = ((word_head_wide)own[1] << HALF_BITS | own[0]) << (8 * behind);
    head[0] |= (uint64_t)moved;
    head[1] |= (uint64_t)(moved >> HALF_BITS);
}

struct background_key background_key_joined(struct span first, struct span second, struct span third, char *bytes)
{
    const size_t length = first.length + second.length + third.length;
    if (length > WORD_HEAD_BYTES) {
        memcpy(bytes, first.bytes, first.length);
        memcpy(bytes + first.length, second.bytes, second.length);
        memcpy(bytes + first.length + second.length, third.bytes, third.length);
        return background_key_of((struct span){bytes, length});
    }
    struct background_key key = {.text = {NULL, length}, .hash = background_hash_joined(first, second, third)};
    const struct span parts[] = {first, second, third};
    size_t behind = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].length > 0) {
            head_append(key.head, parts[i], behind);
        }
        behind += parts[i].length;
    }
    return key;
}

/* The sums of parts are of pairs of bytes: one that begins between two bytes of a pair has none. */
static uint64_t hash_of_odd_parts(struct span first, struct span second, struct span third)
{
    char bytes[BACKGROUND_JOINED_BYTES];
    memcpy(bytes, first.bytes, first.length);
    memcpy(bytes + first.length, second.bytes, second.length);
    memcpy(bytes + first.length + second.length, third.bytes, third.length);
    const struct span whole = {bytes, first.length + second.length + third.length};
    return word_sum_hash(word_sum(whole), whole.length);
}

uint64_t background_hash_around(struct span first, const struct background_part *second, struct span third)
{
    const size_t before = first.length + second->text.length;
    if (first.length % WORD_PAIR_BYTES != 0 || (third.length > 0 && before % WORD_PAIR_BYTES != 0)) {
        return hash_of_odd_parts(first, second->text, third);
    }
    uint64_t sum = word_sum(first) + word_sum_behind(second->sum, first.length);
    if (third.length > 0) {
        sum += word_sum_behind(word_sum(third), before);
    }
    return word_sum_hash(sum, before + third.length);
}

uint64_t background_hash_joined(struct span first, struct span second, struct span third)
{
    const struct background_part part = background_part_of(second);
    return background_hash_around(first, &part, third);
}

/* The slot only if the filter lets the key through: where it lies takes longer to find than what the filter says. */
bool background_index_may_hold(const struct background_index *index, const char *block, uint64_t hash)
{
    if (!word_filter_may_hold(filter_of(index, block), word_filter_count(index->entry_count), hash)) {
        return false;
    }
    __builtin_prefetch(&slots_of(index, block)[first_slot(index, hash)]);
    return true;
}

/* The slot at once: who waited for what the filter says would wait for each word alone. */
void background_index_prefetch(const struct background_index *index, const char *block, uint64_t hash)
{
    __builtin_prefetch(&filter_of(index, block)[word_filter_place(word_filter_count(index->entry_count), hash)]);
    __builtin_prefetch(&slots_of(index, block)[first_slot(index, hash)]);
}

static bool holds(const struct background_index *index, const char *block, const struct background_slot *slot,
                  const struct background_key *key)
{
    if (slot->head[0] != key->head[0] || slot->head[1] != key->head[1]) {
        return false;
    }
    return slot->length < BACKGROUND_LONG ? slot->length == key->text.length
                                          : span_equal(long_key(index, block, slot->length), key->text);
}

uint32_t background_index_find(const struct background_index *index, const char *block,
                               const struct background_key *key)
{
    if (!word_filter_may_hold(filter_of(index, block), word_filter_count(index->entry_count), key->hash)) {
        return 0; /* so most answers are: the stemmer asks for words that nobody writes */
    }
    const struct background_slot *const slots = slots_of(index, block);
    size_t slot = first_slot(index, key->hash);
    while (slots[slot].frequency != 0 && !holds(index, block, &slots[slot], key)) {
        slot = next_slot(index, slot);
    }
    return slots[slot].frequency;
}

bool background_index_form(const struct background_index *index, const char *block, size_t i, struct span *form,
                           uint32_t *frequency)
{
    if (i >= index->entry_count) {
        return false;
    }
    const uint32_t *const order = (const uint32_t *)(const void *)(block + index->order);
    const struct background_slot *const slot = &slots_of(index, block)[order[i]];
    *form = slot->length < BACKGROUND_LONG ? (struct span){(const char *)slot->head, slot->length}
                                           : long_key(index, block, slot->length);
    *frequency = slot->frequency;
    return true;
}
