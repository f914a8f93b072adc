/*
 * background_index.h - from a key to its frequency: a part of a compiled background table, read in place.
 *
 * Open addressing with linear steps, behind a filter (word_filter.h) of the keys' hashes (word_sum.h). A key of up to
 * WORD_HEAD_BYTES lies in its slot, so that a look-up touches a number of the filter and, if that does not tell, a
 * cache line or two. The parts lie in the block of the table, which must be aligned to 16 bytes and little-endian.
 */
#ifndef MIZAN_BACKGROUND_INDEX_H
#define MIZAN_BACKGROUND_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "span.h"
#include "word_head.h"
#include "word_sum.h"

struct background_slot {
    uint64_t head[2];
    uint32_t frequency; /* 0: free */
    uint32_t length;    /* of the key; of a longer one BACKGROUND_LONG + its place among the long keys, in bytes */
};
#define BACKGROUND_LONG (UINT32_C(1) << 31)

/* Offsets are bytes from the block's start. */
struct background_index {
    uint32_t slot_count;
    uint32_t entry_count;
    uint64_t filter; /* uint64_t, word_filter_count(entry_count) */
    uint64_t slots;  /* struct background_slot */
    uint64_t order;  /* uint32_t, entry_count: the slots of the entries in the order in which they were put */
    uint64_t longs;  /* long keys: the length, a uint32_t, and the bytes */
    uint64_t long_bytes;
};

/* What is looked for: made once, to be asked for ahead and then found. */
struct background_key {
    struct span text;
    uint64_t head[2], hash;
};

static inline struct background_key background_key_of(struct span text)
{
    struct background_key key = {.text = text};
    word_head_read(text, key.head);
    key.hash = word_sum_hash(word_sum(text), text.length);
    return key;
}

/* The key of three texts side by side, without a copy of them where it is short: `text` has no bytes then, which a
 * look-up does not ask for. Else they are copied to `bytes`, which has room for them. */
struct background_key background_key_joined(struct span first, struct span second, struct span third, char *bytes);

/* The hash of background_key_joined, of BACKGROUND_JOINED_BYTES at most, without its bytes: to ask whether the key can
 * be there at all. */
enum { BACKGROUND_JOINED_BYTES = 64 };
uint64_t background_hash_joined(struct span first, struct span second, struct span third);

/* The same of a second part that is asked for with more than one first and third. */
struct background_part {
    struct span text;
    uint64_t sum;
};
static inline struct background_part background_part_of(struct span text)
{
    return (struct background_part){text, word_sum(text)};
}
uint64_t background_hash_around(struct span first, const struct background_part *second, struct span third);

/* What a key takes besides its slot. */
size_t background_index_long_bytes(struct span key);

/* Where the parts of an index go in a block that is filled up to *end, which grows by them: so many entries, and so
 * many bytes of what their keys take besides. */
struct background_index background_index_lay_out(size_t entry_count, uint64_t long_bytes, uint64_t *end);

/* Puts entry i, each once, in order; `frequency` > 0. The block's bytes were zeros. */
void background_index_put(struct background_index *index, char *block, size_t i, struct span key, uint32_t frequency);

/* Asks for what the look-up of a key of this hash will read: that of several keys comes at the same time. */
void background_index_prefetch(const struct background_index *index, const char *block, uint64_t hash);

/* Can a key of this hash be there? If so, its slot is asked for. */
bool background_index_may_hold(const struct background_index *index, const char *block, uint64_t hash);

/* The frequency of a key, or 0. */
uint32_t background_index_find(const struct background_index *index, const char *block,
                               const struct background_key *key);

/* Entry i; false past the last. `form` lasts as long as the block. */
bool background_index_form(const struct background_index *index, const char *block, size_t i, struct span *form,
                           uint32_t *frequency);

#endif
