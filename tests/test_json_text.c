/* test_json_text.c - where a string ends, and what its escapes stand for, in one piece and in many. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_text.h"
#include "refusal.h"

/* The inside of a string that is whole, unescaped through a buffer of so many bytes. */
static void expect_text(const char *inside, const char *expected, size_t size)
{
    char line[256], shown[256] = "", bytes[64];
    size_t spared = 0, used = 0;
    const size_t length = (size_t)snprintf(line, sizeof line, "\"%s\"", inside);
    cr_assert_eq(json_text_end((struct span){line, length}, 1, NULL, &spared), length - 1, "%s", inside);
    cr_expect_eq(length - 2 - spared, strlen(expected), "%s", inside);
    struct span value = {line + 1, length - 2};
    while (value.length > 0) {
        const struct span piece = json_text_take(&value, bytes, size);
        cr_assert(piece.length > 0 && piece.length <= size, "%s by %zu", inside, size);
        cr_assert_neq((unsigned char)piece.bytes[0] & 0xC0, 0x80, "%s by %zu: a character cut in two", inside, size);
        memcpy(shown + used, piece.bytes, piece.length);
        used += piece.length;
    }
    shown[used] = '\0';
    cr_expect_str_eq(shown, expected, "%s by %zu", inside, size);
}

Test(json_text, is_the_same_through_a_buffer_of_any_size)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"plain and long enough for sixteen bytes", "plain and long enough for sixteen bytes"},
        {"a\\nb\\\"c\\\\d\\/\\t\\b\\f\\r", "a\nb\"c\\d/\t\b\f\r"},
        /* RFC 8259, section 7: escapes by number, and the G clef, U+1D11E */
        {"\\u0041\\u00e9\\u0645\\uFFFD\\u0003", "A\u00e9\u0645\ufffd\x03"},
        {"x\\uD834\\uDD1Ey\\\\uD834", "x\U0001D11Ey\\uD834"},
        {"\\u0001\\u007F\\u0080\\u07FF\\u0800\\udbff\\udfff", "\x01\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xF4\x8F\xBF\xBF"},
        {"\u00e9\u0645\ufffd\U0001D11E\u00e9\u0645\ufffd\U0001D11E",
         "\u00e9\u0645\ufffd\U0001D11E\u00e9\u0645\ufffd\U0001D11E"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t size = 4; size <= 64; size++) {
            expect_text(cases[i][0], cases[i][1], size);
        }
    }
}

Test(json_text, a_string_ends_at_its_quote_and_nowhere_else)
{
    static const struct {
        const char *line;
        size_t stop;
    } cases[] = {
        {"ab", 2},
        {"ab\x01", 2},
        {"ab\\x\"", 2},
        {"ab\\", 2},
        {"\\n\\u0000\"", 2},
        {"\\uD834\"", 0},
        {"\\uD834\\n\"", 0},
        {"\\uD834\\u0041\"", 0},
        {"\\uDD1E\\uD834\"", 0},
        {"\\u00G1\"", 0},
        {"a\\u00:1\"", 1},
        {"a\\u00\"", 1},
        {"a\\u00", 1},
        {"ab\n", 2},
        {"", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct span line = span_of(cases[i].line);
        size_t spared = 0;
        cr_expect_eq(json_text_pass(line, 0, NULL, &spared), cases[i].stop, "%s", cases[i].line);
        cr_expect_eq(json_text_end(line, 0, NULL, &spared), 0, "%s", cases[i].line);
    }
}

Test(json_text, an_escape_with_a_number_is_a_unit_whatever_it_means)
{
    static const struct {
        const char *line;
        size_t at;
        uint32_t unit;
        bool is_there;
    } cases[] = {
        {"\\u0000", 0, 0, true}, {"x\\uD834", 1, 0xD834, true}, {"\\uaBcF1", 0, 0xABCF, true}, {"\\u00G0", 0, 0, false},
        {"\\u000", 0, 0, false}, {"\\n0000", 0, 0, false},      {"\\u0041", 6, 0, false},      {"", 0, 0, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool is_there;
        cr_expect_eq(json_text_unit(span_of(cases[i].line), cases[i].at, &is_there), cases[i].unit, "case %zu", i);
        cr_expect_eq(is_there, cases[i].is_there, "case %zu", i);
    }
}

/* A string of three pieces, with `sign` at `at`. */
static struct span giant(const char *sign, size_t at)
{
    static char line[3 * SPILL_PIECE_BYTES];
    memset(line, 'x', sizeof line);
    memcpy(line + at, sign, strlen(sign));
    return (struct span){line, sizeof line};
}

Test(json_text, where_a_piece_of_a_giant_string_ends_does_not_show)
{
    for (size_t back = 0; back < 14; back++) {
        const size_t at = 2 * SPILL_PIECE_BYTES - back;
        size_t spared = 0;
        cr_expect_eq(json_text_end(giant("\\uD834\\uDD1E\\\\\\\"\"", at), 0, NULL, &spared), at + 16, "%zu", back);
        cr_expect_eq(spared, 8 + 2, "%zu", back);
        cr_expect_eq(json_text_end(giant("\"", at), 0, NULL, &spared), at, "%zu", back);
        cr_expect_eq(json_text_pass(giant("\\uD834\\n", at), 0, NULL, &spared), at, "%zu", back);
        cr_expect_eq(json_text_pass(giant("\\\\\x02", at), 0, NULL, &spared), at + 2, "%zu", back);
    }
    size_t spared = 0;
    cr_expect_eq(json_text_pass(giant("", 0), 0, NULL, &spared), 3 * (size_t)SPILL_PIECE_BYTES);
    cr_expect_eq(spared, 0);
}

Test(json_text, a_value_without_escapes_is_itself_and_a_refused_allocation_a_failure)
{
    struct failure failure = {0};
    struct arena arena = {0};
    struct span text;
    const struct span plain = span_of("plain"), escaped = span_of("a\\n\u0645");
    cr_assert_eq(json_text_unescape(plain, 0, &arena, &text, &failure), STATUS_OK);
    cr_expect_eq(text.bytes, plain.bytes);
    cr_assert_eq(json_text_unescape(escaped, 1, &arena, &text, &failure), STATUS_OK);
    cr_expect(span_equal(text, span_of("a\n\u0645")));
    arena_free(&arena);
    refuse_allocation(0, false);
    const enum status status = json_text_unescape(escaped, 1, &arena, &text, &failure);
    (void)refuse_nothing();
    cr_expect_eq(status, STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
}
