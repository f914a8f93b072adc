#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "background_index.h"

enum { ENTRIES = 3000, FOLDED = 2000, KEY_BYTES = 32 };

struct made {
    char keys[2 * ENTRIES][KEY_BYTES];
    struct background_entry entries[2 * ENTRIES]; /* the first half is put */
    struct background_index index;
    char *block;
};

/* Keys of 0 to 30 bytes, many with the same first 16, and of those with zeros at their ends; and each of up to 15
 * letters in Arabic, "ا" for "a" and "ب" to "خ" for the zeros and what follows. */
static struct span make_key(char *key, size_t i)
{
    const size_t length = i / 2 % 31;
    memset(key, 'a', KEY_BYTES);
    for (size_t at = length, rest = i / 62; at > 0 && rest > 0; rest /= 7) {
        key[--at] = (char)(rest % 7); /* 0 to 6 */
    }
    if (i % 2 != 0 || length * 2 > KEY_BYTES) {
        return (struct span){key, length};
    }
    for (size_t at = length; at-- > 0;) {
        key[2 * at + 1] = (char)(key[at] == 'a' ? 0xA7 : 0xA8 + key[at]);
        key[2 * at] = (char)0xD8;
    }
    return (struct span){key, length * 2};
}

/* Only as many different keys as their length has room for: the others are left out. */
static bool is_new(const struct made *made, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (span_equal(made->entries[i].key, made->entries[count].key)) {
            return false;
        }
    }
    return true;
}

/* Around what a slot has room for, too. */
static struct background_frequencies make_frequencies(size_t i)
{
    const uint32_t written = (uint32_t)(i % 3 == 0   ? 0
                                        : i % 5 == 0 ? 65000 + i
                                                     : i),
                   folded = (uint32_t)(i >= FOLDED  ? 0
                                       : i % 7 == 0 ? 64999 + i
                                                    : i + 1);
    return (struct background_frequencies){written + (i >= FOLDED), folded};
}

static struct made *make(void)
{
    struct made *const made = calloc(1, sizeof *made);
    uint64_t end = 48, record_bytes = 0;
    cr_assert_not_null(made);
    for (size_t count = 0, i = 0; count < 2 * ENTRIES; i++) {
        made->entries[count].key = make_key(made->keys[count], i);
        made->entries[count].frequencies = make_frequencies(count);
        count += is_new(made, count);
    }
    for (size_t i = 0; i < ENTRIES; i++) {
        record_bytes += background_index_record_bytes(&made->entries[i]);
    }
    made->index = background_index_lay_out(ENTRIES, FOLDED, record_bytes, &end);
    made->block = calloc(end, 1); /* to the byte: the sanitizers see what is beyond it */
    cr_assert_not_null(made->block);
    for (size_t i = 0; i < ENTRIES; i++) {
        background_index_put(&made->index, made->block, i, &made->entries[i]);
    }
    cr_assert_eq(made->index.record_bytes, record_bytes);
    return made;
}

static void discard(struct made *made)
{
    free(made->block);
    free(made);
}

static void expect_frequencies(const struct background_frequencies got, const struct background_frequencies wanted,
                               size_t i)
{
    cr_assert_eq(got.written, wanted.written, "key %zu", i);
    cr_assert_eq(got.folded, wanted.folded, "key %zu", i);
}

Test(background_index, what_was_put_is_found_and_nothing_else)
{
    struct made *const made = make();
    for (size_t i = 0; i < 2 * ENTRIES; i++) {
        const struct background_frequencies none = {0, 0};
        struct background_key key = background_key_of(made->entries[i].key);
        if (key.text.length <= WORD_HEAD_BYTES) {
            key.text.bytes = NULL; /* as of a key of parts */
        }
        background_index_prefetch(&made->index, made->block, key.hash);
        expect_frequencies(background_index_find(&made->index, made->block, &key),
                           i < ENTRIES ? made->entries[i].frequencies : none, i);
    }
    discard(made);
}

Test(background_index, folded_entries_are_told_in_the_order_in_which_they_were_put)
{
    struct made *const made = make();
    struct background_entry entry;
    char bytes[WORD_HEAD_BYTES];
    size_t i = 0;
    for (; background_index_folded(&made->index, made->block, i, bytes, &entry); i++) {
        cr_assert(span_equal(entry.key, made->entries[i].key), "entry %zu", i);
        expect_frequencies(entry.frequencies, made->entries[i].frequencies, i);
    }
    cr_expect_eq(i, FOLDED);
    discard(made);
}

/* Eight letters, each in a byte, have room; nine, other letters and what is above 65535 have not. */
Test(background_index, a_short_key_and_its_frequencies_take_their_slot_alone)
{
    enum { RECORD = 12 };
    static const struct {
        const char *key;
        struct background_frequencies frequencies;
        bool has_room;
    } cases[] = {{"a", {1, 1}, true},           {"aardvark", {65535, 65535}, true},
                 {"aardvarks", {1, 1}, false},  {"a", {65536, 1}, false},
                 {"a", {1, 65536}, false},      {"", {0, 1}, false},
                 {"مستشفيات", {1, 1}, true},    {"المستشفى", {0, 3}, true},
                 {"المستشفيات", {1, 1}, false}, {"گفت", {1, 0}, false} /* U+06AF */,
                 {"né", {1, 1}, false},         {"aم", {1, 1}, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct background_entry entry = {span_of(cases[i].key), cases[i].frequencies};
        cr_expect_eq(background_index_record_bytes(&entry), cases[i].has_room ? 0 : RECORD + entry.key.length, "%s",
                     cases[i].key);
    }
    cr_expect_eq(sizeof(struct background_slot), 12);
}

/* The powers of a word's sum begin anew behind 32 pairs of bytes: to swap the first pair and the 33rd changes no sum.
 */
Test(background_index, a_long_key_of_the_same_hash_is_another_key)
{
    enum { BYTES = 66 };
    char there[BYTES], absent[BYTES];
    memset(there, 'x', BYTES);
    memcpy(absent, there, BYTES);
    memcpy(there, "ab", 2);
    memcpy(absent + BYTES - 2, "ab", 2);
    const struct background_entry entry = {{there, BYTES}, {7, 8}};
    uint64_t end = 0;
    struct background_index index = background_index_lay_out(1, 1, background_index_record_bytes(&entry), &end);
    char *const block = calloc(end, 1);
    background_index_put(&index, block, 0, &entry);
    const struct background_key key = background_key_of(entry.key),
                                other = background_key_of((struct span){absent, BYTES});
    cr_assert_eq(key.hash, other.hash);
    cr_expect_eq(background_index_find(&index, block, &key).folded, 8);
    cr_expect_eq(background_index_find(&index, block, &other).folded, 0);
    free(block);
}

Test(background_index, an_index_of_nothing_has_nothing)
{
    uint64_t end = 0;
    const struct background_index index = background_index_lay_out(0, 0, 0, &end);
    char *const block = calloc(end, 1);
    struct background_entry entry;
    char bytes[WORD_HEAD_BYTES];
    const struct background_key key = background_key_of(span_of("word")), empty = background_key_of(span_of(""));
    cr_expect_eq(background_index_find(&index, block, &key).written, 0);
    cr_expect_eq(background_index_find(&index, block, &empty).folded, 0);
    cr_expect_not(background_index_folded(&index, block, 0, bytes, &entry));
    free(block);
}

/* Of up to 16 bytes without a copy of them, and of more. */
Test(background_index, a_key_of_parts_is_the_key_of_the_whole)
{
    static const char *const parts[][3] = {{"", "", ""},
                                           {"ال", "", ""},
                                           {"ال", "كتاب", ""},
                                           {"ي", "ك", "ا"},
                                           {"", "كتابات", "ين"},
                                           {"", "كتاباتي", "ن"},
                                           {"ال", "كتابات", ""},
                                           {"ال", "كتابات", "ه"},
                                           {"وال", "كتاب", "ون"},
                                           {"x", "abcdefghijklmno", ""},
                                           {"x", "abcdefghijklmnop", ""},
                                           {"xy", "abcdefghijklm", "z"},
                                           {"وبال", "المستشفيات", "هما"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char whole[64], bytes[64];
        snprintf(whole, sizeof whole, "%s%s%s", parts[i][0], parts[i][1], parts[i][2]);
        const struct background_key wanted = background_key_of(span_of(whole));
        const struct background_key key =
            background_key_joined(span_of(parts[i][0]), span_of(parts[i][1]), span_of(parts[i][2]), bytes);
        cr_expect_eq(key.hash, wanted.hash, "%s", whole);
        cr_expect_eq(key.head[0], wanted.head[0], "%s", whole);
        cr_expect_eq(key.head[1], wanted.head[1], "%s", whole);
        cr_expect_eq(key.text.length, wanted.text.length, "%s", whole);
        cr_expect(key.text.length <= WORD_HEAD_BYTES || span_equal(key.text, wanted.text), "%s", whole);
    }
}

Test(background_index, the_hash_of_parts_is_the_hash_of_the_whole)
{
    enum { LONGEST = 12 };
    static const char text[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl";
    for (size_t first = 0; first <= LONGEST; first++) {
        for (size_t third = 0; third <= LONGEST; third++) {
            for (size_t length = first + third; length <= BACKGROUND_JOINED_BYTES; length++) {
                const size_t behind = length - third;
                const uint64_t hash =
                    background_hash_joined((struct span){text, first}, (struct span){text + first, behind - first},
                                           (struct span){text + behind, third});
                cr_assert_eq(hash, background_key_of((struct span){text, length}).hash, "%zu of %zu of %zu bytes",
                             first, third, length);
            }
        }
    }
}

Test(background_index, what_is_there_is_never_denied)
{
    struct made *const made = make();
    size_t denied = 0;
    for (size_t i = 0; i < 2 * ENTRIES; i++) {
        const bool may_hold =
            background_index_may_hold(&made->index, made->block, background_key_of(made->entries[i].key).hash);
        cr_assert(may_hold || i >= ENTRIES, "key %zu", i);
        denied += !may_hold;
    }
    cr_expect_gt(denied, ENTRIES * 9 / 10); /* of three bits in eight for a key about 3 % pass (word_filter.h) */
    discard(made);
}
