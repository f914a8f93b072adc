/*
 * background_index.h - from a key to its frequencies: a part of a compiled background table, read in place.
 *
 * Open addressing with linear steps, behind a filter (word_filter.h) of the keys' hashes (word_sum.h). A short key lies
 * in its slot (word_letters.h), so that a look-up touches a number of the filter and, if that does not tell, a cache
 * line or two. The parts lie in the block of the table, which must be aligned to 16 bytes and little-endian.
 */
#ifndef MIZAN_BACKGROUND_INDEX_H
#define MIZAN_BACKGROUND_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "span.h"
#include "word_head.h"
#include "word_sum.h"

/* How many documents hold a key: among the forms as written, and among the folded ones; 0: none. */
struct background_frequencies {
    uint32_t written, folded;
};

/* The lowest byte of `letters` is not 0 in one with a short key, where the frequencies have room, too; else they are in
 * a record, a bit above that byte is set and above it are bits of the hash, and the upper half is the record's place
 * among the others, in bytes. All zeros: free. */
struct background_slot {
    uint32_t letters[2];
    uint16_t written, folded;
};

/* Offsets are bytes from the block's start. */
struct background_index {
    uint32_t slot_count;
    uint32_t entry_count;
    uint32_t folded_count; /* of the entries those with a folded frequency: they come first */
    uint32_t record_bytes;
    uint64_t filter;  /* uint64_t, word_filter_count(entry_count) */
    uint64_t slots;   /* struct background_slot */
    uint64_t records; /* frequencies, the key's length as a uint32_t, and its bytes */
    uint64_t order;   /* uint32_t, folded_count: the slots of the entries in the order in which they were put */
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

/* An entry: its key, and one frequency at least. */
struct background_entry {
    struct span key;
    struct background_frequencies frequencies;
};

/* What an entry takes besides its slot. */
size_t background_index_record_bytes(const struct background_entry *entry);

/* Where the parts of an index go in a block that is filled up to *end, which grows by them: so many entries, so many of
 * them with a folded frequency, and so many bytes of what they take besides, less than 2^32. */
struct background_index background_index_lay_out(size_t entry_count, size_t folded_count, uint64_t record_bytes,
                                                 uint64_t *end);

/* Puts entry i, each once, in order; those with a folded frequency first. The block's bytes were zeros. */
void background_index_put(struct background_index *index, char *block, size_t i, const struct background_entry *entry);

/* Asks for what the look-up of a key of this hash will read: that of several keys comes at the same time. */
void background_index_prefetch(const struct background_index *index, const char *block, uint64_t hash);

/* Can a key of this hash be there? If so, its slot is asked for. */
bool background_index_may_hold(const struct background_index *index, const char *block, uint64_t hash);

/* The frequencies of a key; zeros: it is not there. */
struct background_frequencies background_index_find(const struct background_index *index, const char *block,
                                                    const struct background_key *key);

/* Entry i of those with a folded frequency; false past the last. Its key lies in `bytes`, or as long as the block. */
bool background_index_folded(const struct background_index *index, const char *block, size_t i,
                             char bytes[WORD_HEAD_BYTES], struct background_entry *entry);

#endif
