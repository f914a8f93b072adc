#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "background_index.h"

enum { ENTRIES = 3000, KEY_BYTES = 32 };

struct made {
    char keys[2 * ENTRIES][KEY_BYTES];
    struct span spans[2 * ENTRIES]; /* the first half is put */
    struct background_index index;
    char *block;
};

/* Keys of 0 to 30 bytes, many with the same first 16, and of those with zeros at their ends. */
static struct span make_key(char *key, size_t i)
{
    const size_t length = i % 31;
    memset(key, 'a', KEY_BYTES);
    for (size_t at = length, rest = i / 31; at > 0 && rest > 0; rest /= 7) {
        key[--at] = (char)(rest % 7); /* 0 to 6 */
    }
    return (struct span){key, length};
}

/* Only as many different keys as their length has room for: the others are left out. */
static bool is_new(const struct made *made, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (span_equal(made->spans[i], made->spans[count])) {
            return false;
        }
    }
    return true;
}

static struct made *make(void)
{
    struct made *const made = calloc(1, sizeof *made);
    uint64_t end = 48, long_bytes = 0;
    cr_assert_not_null(made);
    for (size_t count = 0, i = 0; count < 2 * ENTRIES; i++) {
        made->spans[count] = make_key(made->keys[count], i);
        count += is_new(made, count);
    }
    for (size_t i = 0; i < ENTRIES; i++) {
        long_bytes += background_index_long_bytes(made->spans[i]);
    }
    made->index = background_index_lay_out(ENTRIES, long_bytes, &end);
    made->block = calloc(end, 1); /* to the byte: the sanitizers see a key beyond it */
    cr_assert_not_null(made->block);
    for (size_t i = 0; i < ENTRIES; i++) {
        background_index_put(&made->index, made->block, i, made->spans[i], (uint32_t)i + 1);
    }
    cr_assert_eq(made->index.longs + made->index.long_bytes, end);
    return made;
}

static void discard(struct made *made)
{
    free(made->block);
    free(made);
}

Test(background_index, what_was_put_is_found_and_nothing_else)
{
    struct made *const made = make();
    for (size_t i = 0; i < 2 * ENTRIES; i++) {
        const struct background_key key = background_key_of(made->spans[i]);
        background_index_prefetch(&made->index, made->block, key.hash);
        cr_assert_eq(background_index_find(&made->index, made->block, &key), i < ENTRIES ? (uint32_t)i + 1 : 0,
                     "key %zu", i);
    }
    discard(made);
}

Test(background_index, entries_are_told_in_the_order_in_which_they_were_put)
{
    struct made *const made = make();
    struct span form;
    uint32_t frequency;
    size_t i = 0;
    for (; background_index_form(&made->index, made->block, i, &form, &frequency); i++) {
        cr_assert(span_equal(form, made->spans[i]), "entry %zu", i);
        cr_assert_eq(frequency, i + 1);
    }
    cr_expect_eq(i, ENTRIES);
    discard(made);
}

Test(background_index, an_index_of_nothing_has_nothing)
{
    uint64_t end = 0;
    const struct background_index index = background_index_lay_out(0, 0, &end);
    char *const block = calloc(end, 1);
    struct span form;
    uint32_t frequency;
    const struct background_key key = background_key_of(span_of("word")), empty = background_key_of(span_of(""));
    cr_expect_eq(background_index_find(&index, block, &key), 0);
    cr_expect_eq(background_index_find(&index, block, &empty), 0);
    cr_expect_not(background_index_form(&index, block, 0, &form, &frequency));
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
            background_index_may_hold(&made->index, made->block, background_key_of(made->spans[i]).hash);
        cr_assert(may_hold || i >= ENTRIES, "key %zu", i);
        denied += !may_hold;
    }
    cr_expect_gt(denied, ENTRIES * 9 / 10); /* of three bits in eight for a key about 3 % pass (word_filter.h) */
    discard(made);
}
