/*
 * background_index.c - a table of a megabyte or two is met in no order, and each cache line of it that is touched costs
 * more than all the rest of a look-up, as each page of it counts: short keys lie in the slots, four fifths of which are
 * taken, and a filter of a tenth of the size answers for what is not there. Most forms are their own folded form: both
 * frequencies are in one slot.
 */
#include "background_index.h"

#include <string.h>

#include "word_filter.h"
#include "word_letters.h"

enum { PART_ALIGNMENT = 16 };

static uint64_t align(uint64_t bytes)
{
    return (bytes + PART_ALIGNMENT - 1) / PART_ALIGNMENT * PART_ALIGNMENT;
}

/* What stands before the key's bytes. */
struct record_head {
    struct background_frequencies frequencies;
    uint32_t key_bytes;
};

static uint64_t letters_of(struct span key)
{
    uint64_t head[2];
    word_head_read(key, head);
    return word_letters(head, key.length);
}

size_t background_index_record_bytes(const struct background_entry *entry)
{
    const bool has_room = letters_of(entry->key) != 0 && entry->frequencies.written <= UINT16_MAX &&
                          entry->frequencies.folded <= UINT16_MAX;
    return has_room ? 0 : sizeof(struct record_head) + entry->key.length;
}

struct background_index background_index_lay_out(size_t entry_count, size_t folded_count, uint64_t record_bytes,
                                                 uint64_t *end)
{
    struct background_index index = {.slot_count = (uint32_t)(entry_count + entry_count / 4 + 1),
                                     .entry_count = (uint32_t)entry_count,
                                     .folded_count = (uint32_t)folded_count};
    index.filter = align(*end);
    index.slots = align(index.filter + word_filter_count(entry_count) * sizeof(uint64_t));
    index.records = align(index.slots + (uint64_t)index.slot_count * sizeof(struct background_slot));
    index.order = align(index.records + record_bytes);
    *end = index.order + folded_count * sizeof(uint32_t);
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

/* The lower half of the letters of a slot with a record: 23 bits of the hash tell nearly all strangers apart. */
static uint32_t record_mark(uint64_t hash)
{
    enum { MARK = 0x100, TAG_BITS = 23, TAG_SHIFT = 9 };
    return MARK | (uint32_t)(hash >> (64 - TAG_BITS)) << TAG_SHIFT;
}

static uint64_t slot_letters(const struct background_slot *slot)
{
    return slot->letters[0] | (uint64_t)slot->letters[1] << 32;
}

static bool has_record(const struct background_slot *slot)
{
    return (slot->letters[0] & 0xFF) == 0;
}

static struct background_entry record_at(const struct background_index *index, const char *block, uint32_t place)
{
    const char *const bytes = block + index->records + place;
    struct record_head head;
    memcpy(&head, bytes, sizeof head);
    return (struct background_entry){{bytes + sizeof head, head.key_bytes}, head.frequencies};
}

/* Keeps the entry behind the others that no slot has room for, and returns its place. */
static uint32_t put_record(struct background_index *index, char *block, const struct background_entry *entry)
{
    const uint32_t place = index->record_bytes;
    const struct record_head head = {entry->frequencies, (uint32_t)entry->key.length};
    char *const bytes = block + index->records + place;
    memcpy(bytes, &head, sizeof head);
    memcpy(bytes + sizeof head, entry->key.bytes, entry->key.length);
    index->record_bytes += (uint32_t)(sizeof head + entry->key.length);
    return place;
}

void background_index_put(struct background_index *index, char *block, size_t i, const struct background_entry *entry)
{
    struct background_slot *const slots = (struct background_slot *)(void *)(block + index->slots);
    const struct background_key made = background_key_of(entry->key);
    const uint64_t letters = letters_of(entry->key);
    size_t slot = first_slot(index, made.hash);
    while (slots[slot].letters[0] != 0) {
        slot = next_slot(index, slot);
    }
    slots[slot] = background_index_record_bytes(entry) > 0
                      ? (struct background_slot){{record_mark(made.hash), put_record(index, block, entry)}, 0, 0}
                      : (struct background_slot){{(uint32_t)letters, (uint32_t)(letters >> 32)},
                                                 (uint16_t)entry->frequencies.written,
                                                 (uint16_t)entry->frequencies.folded};
    if (i < index->folded_count) {
        ((uint32_t *)(void *)(block + index->order))[i] = (uint32_t)slot;
    }
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

static bool is_key(struct span held, const struct background_key *key)
{
    uint64_t head[2];
    if (held.length != key->text.length) {
        return false;
    }
    if (held.length > WORD_HEAD_BYTES) {
        return span_equal(held, key->text);
    }
    word_head_read(held, head); /* a joined key has no other bytes */
    return head[0] == key->head[0] && head[1] == key->head[1];
}

struct background_frequencies background_index_find(const struct background_index *index, const char *block,
                                                    const struct background_key *key)
{
    const struct background_frequencies none = {0, 0};
    if (!word_filter_may_hold(filter_of(index, block), word_filter_count(index->entry_count), key->hash)) {
        return none; /* so most answers are: the stemmer asks for words that nobody writes */
    }
    const struct background_slot *const slots = slots_of(index, block);
    const uint64_t letters = word_letters(key->head, key->text.length);
    const uint32_t mark = record_mark(key->hash);
    for (size_t i = first_slot(index, key->hash); slots[i].letters[0] != 0; i = next_slot(index, i)) {
        if (slot_letters(&slots[i]) == letters) {
            return (struct background_frequencies){slots[i].written, slots[i].folded};
        }
        if (slots[i].letters[0] == mark) {
            const struct background_entry entry = record_at(index, block, slots[i].letters[1]);
            if (is_key(entry.key, key)) {
                return entry.frequencies;
            }
        }
    }
    return none;
}

bool background_index_folded(const struct background_index *index, const char *block, size_t i,
                             char bytes[WORD_HEAD_BYTES], struct background_entry *entry)
{
    if (i >= index->folded_count) {
        return false;
    }
    const uint32_t *const order = (const uint32_t *)(const void *)(block + index->order);
    const struct background_slot *const slot = &slots_of(index, block)[order[i]];
    if (has_record(slot)) {
        *entry = record_at(index, block, slot->letters[1]);
    } else {
        entry->key = (struct span){bytes, word_letters_text(slot_letters(slot), bytes)};
        entry->frequencies = (struct background_frequencies){slot->written, slot->folded};
    }
    return true;
}
