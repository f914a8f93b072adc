/* test_utf8.c - well-formedness by Unicode 15, table 3-7; replacement by its section 3.9, tables 3-8 to 3-11. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include <unicode/utf8.h>

#include "utf8.h"

struct head_case {
    const char *bytes;
    size_t length, valid;
};

Test(utf8, the_valid_prefix_ends_at_the_first_byte_that_table_3_7_forbids)
{
    static const struct head_case cases[] = {
        {"", 0, 0},
        {"abc", 3, 3},
        {"abcdefghijklmnop\xFF", 17, 16},
        {"\xC2\x80\xDF\xBF", 4, 4},
        {"\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF", 12, 12},
        {"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 8, 8},
        {"a\x80", 2, 1},             /* a trailing byte alone */
        {"a\xC0\x80", 3, 1},         /* overlong */
        {"a\xC1\xBF", 3, 1},         /* overlong */
        {"a\xE0\x9F\xBF", 4, 1},     /* overlong */
        {"a\xED\xA0\x80", 4, 1},     /* a surrogate */
        {"a\xF0\x8F\xBF\xBF", 5, 1}, /* overlong */
        {"a\xF4\x90\x80\x80", 5, 1}, /* above U+10FFFF */
        {"a\xF5\x80\x80\x80", 5, 1},
        {"a\xE2\x82", 3, 1}, /* cut off */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t valid = utf8_valid_prefix((struct span){cases[i].bytes, cases[i].length}, NULL);
        cr_expect_eq(valid, cases[i].valid, "case %zu: %zu", i, valid);
    }
}

Test(utf8, characters_above_ascii_are_counted)
{
    uint64_t multibyte = 5;
    (void)utf8_valid_prefix(span_of("a\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 b"), &multibyte);
    cr_assert_eq(multibyte, 8);
}

/* Where ICU's strict reading of UTF-8 comes upon the first ill-formed byte, and how many characters above ASCII stand
 * before it. */
static size_t valid_by_icu(const uint8_t *bytes, size_t length, uint64_t *multibyte)
{
    *multibyte = 0;
    for (int32_t at = 0, start = 0;; start = at) {
        int32_t character = 0;
        if ((size_t)at < length) {
            U8_NEXT(bytes, at, (int32_t)length, character);
        }
        if ((size_t)start == length || character < 0) {
            return (size_t)start;
        }
        *multibyte += character >= 0x80;
    }
}

Test(utf8, long_texts_end_where_icu_finds_the_first_ill_formed_byte)
{
    enum { ROUNDS = 30000, LONGEST = 400, PART_MOST = 4 };
    static const char *const parts[] = {"a",
                                        " ",
                                        "\n",
                                        "\xC2\x80",
                                        "\xD8\xA7",
                                        "\xDF\xBF",
                                        "\xE1\x80\x80",
                                        "\xE2\x80\x9C",
                                        "\xEE\x80\x80",
                                        "\xEF\xBF\xBD",
                                        "\xE0\xA0\x80",
                                        "\xED\x9F\xBF",
                                        "\xF0\x9F\x98\x80"};
    static const char *const broken[] = {"\x80",
                                         "\xBF",
                                         "\xC1\xBF",
                                         "\xC2",
                                         "\xDF\xDF\x80",
                                         "\xE1\x80",
                                         "\xE2",
                                         "\xE0\x9F\xBF",
                                         "\xED\xA0\x80",
                                         "\xEF\xBF",
                                         "\xF0\x8F\xBF\xBF",
                                         "\xF4\x90\x80\x80",
                                         "\xF5\x80\x80\x80",
                                         "\xFF",
                                         "\xC2\x80\x80"};
    uint64_t state = 7;
    for (size_t round = 0; round < ROUNDS; round++) {
        uint8_t text[LONGEST + PART_MOST];
        size_t length = 0;
        const size_t wanted = (state >> 33) % LONGEST, break_at = (state >> 45) % (2 * LONGEST);
        const size_t kinds = 1 + (state >> 50) % (sizeof parts / sizeof *parts);
        bool is_broken = false;
        while (length < wanted) {
            state = state * UINT64_C(6364136223846793005) + 1;
            const bool breaks = !is_broken && length >= break_at;
            const char *const part =
                breaks ? broken[(state >> 33) % (sizeof broken / sizeof *broken)] : parts[(state >> 33) % kinds];
            memcpy(text + length, part, strlen(part));
            length += strlen(part);
            is_broken = is_broken || breaks;
        }
        uint8_t *const exact = malloc(length + 1);
        cr_assert(exact != NULL);
        memcpy(exact, text, length);
        uint64_t expected_count, count = 0;
        const size_t expected = valid_by_icu(exact, length, &expected_count);
        const size_t valid = utf8_valid_prefix((struct span){(const char *)exact, length}, &count);
        cr_assert_eq(valid, expected, "round %zu: %zu, not %zu of %zu", round, valid, expected, length);
        cr_assert_eq(count, expected_count);
        free(exact);
        state = state * UINT64_C(6364136223846793005) + 1;
    }
}

struct repair_case {
    const char *bytes, *repaired;
};

/* R stands for U+FFFD. */
Test(utf8, each_maximal_subpart_becomes_one_replacement_as_in_tables_3_8_to_3_11)
{
    static const struct repair_case cases[] = {
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "RRRRRRRRA"},
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "RRRRRRRRA"},
        {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "RRRRRARRB"},
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "RRRRA"},
        {"x\xE2\x82", "xR"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct failure failure = {0};
        struct span repaired;
        cr_assert_eq(utf8_repair(span_of(cases[i].bytes), &arena, &repaired, &failure), STATUS_OK);
        char shown[64] = "";
        size_t used = 0;
        for (size_t at = 0; at < repaired.length; used++) {
            const bool replacement = memcmp(repaired.bytes + at, UTF8_REPLACEMENT, 3) == 0;
            shown[used] = replacement ? 'R' : repaired.bytes[at];
            at += replacement ? 3 : 1;
        }
        cr_expect_str_eq(shown, cases[i].repaired, "case %zu", i);
        arena_free(&arena);
    }
}

Test(utf8, a_sequence_that_more_bytes_may_complete_is_open)
{
    bool open;
    cr_assert_eq(utf8_broken_subpart(span_of("\xF0\x9F\x98"), &open), 3);
    cr_assert(open);
    cr_assert_eq(utf8_broken_subpart(span_of("\xF0\x9F "), &open), 2);
    cr_assert(!open);
    cr_assert_eq(utf8_broken_subpart(span_of("\xFF"), &open), 1);
    cr_assert(!open);
}

Test(utf8, the_floor_lies_between_two_characters)
{
    const struct span text = span_of("a\xE2\x82\xAC"
                                     "b");
    static const size_t floors[] = {0, 1, 1, 1, 4, 5, 5};
    for (size_t limit = 0; limit < sizeof floors / sizeof *floors; limit++) {
        cr_expect_eq(utf8_floor(text, limit), floors[limit], "limit %zu", limit);
    }
}
