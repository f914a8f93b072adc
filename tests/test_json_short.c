/* test_json_short.c - what jansson says of the short line it says of the line: the same members, the same failure at
 * the same place. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "json_short.h"
#include "json_text.h"
#include "refusal.h"

enum { LONG = 300, LINE = 1 << 14, FLAGS = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY };

/* `pattern` with each $ replaced by so many letters x. */
static struct span line_of(const char *pattern, size_t letters)
{
    static char line[LINE];
    size_t used = 0;
    for (const char *at = pattern; *at != '\0'; at++) {
        const size_t length = *at == '$' ? letters : 1;
        cr_assert_lt(used + length, sizeof line);
        memset(line + used, *at == '$' ? 'x' : *at, length);
        used += length;
    }
    return (struct span){line, used};
}

static void expect_short(const char *pattern, const char *expected)
{
    struct json_short shortened;
    struct arena arena = {0};
    struct failure failure = {0};
    cr_assert_eq(json_short_make(&shortened, line_of(pattern, LONG), NULL, &arena, &failure), STATUS_OK);
    char copy[LINE];
    memcpy(copy, shortened.line.bytes, shortened.line.length);
    const struct span line = {copy, shortened.line.length}, wanted = line_of(expected, LONG);
    cr_expect(span_equal(line, wanted), "%s: %.*s", pattern, SPAN_ARGUMENTS(line));
    json_short_free(&shortened);
    arena_free(&arena);
}

Test(json_short, the_values_of_members_are_cut_and_nothing_else)
{
    expect_short("{\"id\":7,\"text\" : \t\"$\",\"n\":1.50}", "{\"id\":7,\"text\" : \t\"\",\"n\":1.50}");
    expect_short("{\"text\":\"a\\nb\\\"$\\uD834\\uDD1E\",\"x\":{\"y\":\"$\"}}", "{\"text\":\"\",\"x\":{\"y\":\"\"}}");
    expect_short("{\"$\":\"short\"}", "{\"$\":\"short\"}");
    expect_short("[\"$\",\"$\"]", "[\"$\",\"$\"]");
    expect_short("{\"a\":\"\",\"b\":\"\\\":\\\"\",\"c\":\"$\"}", "{\"a\":\"\",\"b\":\"\\\":\\\"\",\"c\":\"\"}");
    expect_short("\"$\"", "\"$\"");
    expect_short("", "");
}

Test(json_short, what_ends_a_parser_is_still_there)
{
    expect_short("{\"text\":\"$\\u0000$\",\"n\":1}", "{\"text\":\"\\u0000\",\"n\":1}");
    expect_short("{\"text\":\"\\uD834\\u0041$\\uDD1E\",\"n\":1}", "{\"text\":\"\\uD834\",\"n\":1}");
    expect_short("{\"text\":\"$\\uD834$\x01 and the rest\",\"n\":1}",
                 "{\"text\":\"\\uD834\x01 and the rest\",\"n\":1}");
    expect_short("{\"text\":\"$\\u0000$\\uD834$\",\"n\":1}", "{\"text\":\"\\uD834\",\"n\":1}");
    expect_short("{\"text\":\"$\\x23456789012345678901234567890123456789012345678901234567890123$\"}",
                 "{\"text\":\"\\x23456789012345678901234567890123456789012345678901234567890123");
    expect_short("{\"text\":\"$", "{\"text\":\"");
}

static uint64_t state = 20261127;

static unsigned drawn(unsigned below)
{
    state = state * UINT64_C(6364136223846793005) + 1;
    return (unsigned)(state >> 33) % below;
}

/* An object, mostly of long strings, with now and then a part that none has. */
static void draw_pattern(char *pattern, size_t size)
{
    static const char *const names[] = {"\"text\"", "\"id\"", "\"n\"", "\"\"", "\"سنة\"", "\"$\"", "\"$$\""};
    static const char *const values[] = {"\"\"",
                                         "\"$\"",
                                         "\"\\n$\\\\\"",
                                         "\"سن$\\\"ة\"",
                                         "\"$$\\uD834\\uDD1E\"",
                                         "7",
                                         "-1.5",
                                         "null",
                                         "{\"a\":\"$\",\"b\":[\"$\",{\"c\":\"$\"}]}",
                                         "[\"$\",\"\\\"\"]",
                                         "\"\\\\\"",
                                         "\"a:\""};
    static const char *const odd[] = {"\"$\\uD834\"",
                                      "\"$\\u0000$\"",
                                      "\"\\uDD1E$\\uD834\\uDD1E\"",
                                      "\"$\\uD834\\u00G1$\"",
                                      "\"$\\uD834\\uD834\\uDD1E\"",
                                      "\"$\\u0000$\\x\"",
                                      "\"$\x1F\"",
                                      "\"$",
                                      "\\",
                                      "00",
                                      "\"$\\\"",
                                      "",
                                      "1e999",
                                      "{\"a\":\"$\",\"a\":\"$\"}",
                                      "\"$\\u00\"",
                                      "\"\\u0000\\uD834$\""};
    static const char *const spaces[] = {"", "", "", " ", "\t", " \r "};
    const unsigned count = 1 + drawn(5);
    snprintf(pattern, size, "%s{", spaces[drawn(6)]);
    for (unsigned i = 0; i < count; i++) {
        const char *const value =
            drawn(12) == 0 ? odd[drawn(sizeof odd / sizeof *odd)] : values[drawn(sizeof values / sizeof *values)];
        const size_t used = strlen(pattern);
        snprintf(pattern + used, size - used, "%s%s%s%s%s%s%s", i > 0 ? "," : "", spaces[drawn(6)], names[drawn(7)],
                 spaces[drawn(6)], drawn(60) == 0 ? "" : ":", spaces[drawn(6)], value);
    }
    const size_t used = strlen(pattern);
    snprintf(pattern + used, size - used, "%s%s%s", spaces[drawn(6)], drawn(40) == 0 ? "" : "}",
             drawn(40) == 0 ? "\"$" : "");
}

/* The strings of the line, and of the short one with what was cut, member by member. */
static void expect_members(const json_t *whole, const json_t *line, const struct json_short *shortened,
                           const char *pattern)
{
    const char *key;
    json_t *value;
    size_t cut = 0;
    json_object_foreach((json_t *)whole, key, value)
    {
        const json_t *const other = json_object_get(line, key);
        cr_assert_not_null(other, "%s", pattern);
        cr_assert_eq(json_typeof(value), json_typeof(other), "%s", pattern);
        if (json_is_object(value)) {
            continue;
        }
        if (!json_is_string(value) || json_string_length(value) < LONG) {
            cr_assert(json_equal(value, other), "%s", pattern);
            continue;
        }
        cr_assert_eq(json_string_length(other), 0, "%s", pattern);
        struct failure failure = {0};
        struct arena arena = {0};
        const struct span string = {json_string_value(value), json_string_length(value)};
        bool is_found = false; /* cuts within other members stand between */
        for (; !is_found && cut < shortened->cut_count; cut++) {
            struct span text;
            size_t spared;
            const struct span inside = json_short_value(shortened, shortened->cuts[cut].place - 1, &spared);
            cr_assert_eq(json_text_unescape(inside, spared, &arena, &text, &failure), STATUS_OK);
            is_found = span_equal(text, string);
        }
        cr_assert(is_found, "%s", pattern);
        arena_free(&arena);
    }
}

Test(json_short, jansson_says_the_same_of_both)
{
    enum { ROUNDS = 20000, PATTERN = 1024 };
    size_t failed = 0, cut = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        char pattern[PATTERN];
        struct json_short shortened;
        struct arena arena = {0};
        struct failure failure = {0};
        json_error_t error, other;
        draw_pattern(pattern, sizeof pattern);
        const struct span line = line_of(pattern, LONG);
        cr_assert_eq(json_short_make(&shortened, line, NULL, &arena, &failure), STATUS_OK);
        json_t *const whole = json_loadb(line.bytes, line.length, FLAGS, &error);
        json_t *const part = json_loadb(shortened.line.bytes, shortened.line.length, FLAGS, &other);
        cr_assert_eq(whole == NULL, part == NULL, "%s", pattern);
        if (whole == NULL) {
            failed++;
            cr_assert_eq(json_error_code(&error), json_error_code(&other), "%s: %s, %s", pattern, error.text,
                         other.text);
            cr_assert_eq((size_t)error.position, json_short_place(&shortened, (size_t)other.position), "%s: %s",
                         pattern, error.text);
        } else {
            expect_members(whole, part, &shortened, pattern);
        }
        cut += shortened.cut_count > 0;
        json_decref(whole);
        json_decref(part);
        json_short_free(&shortened);
        arena_free(&arena);
    }
    cr_expect_gt(failed, (size_t)ROUNDS / 10);
    cr_expect_gt(cut, (size_t)ROUNDS / 2);
}

Test(json_short, members_that_do_not_fit_the_limit_are_refused_before_they_are_held)
{
    enum { BYTES = 4 << 20 };
    struct failure failure = {0};
    struct arena arena = {0};
    struct spill *spill = NULL;
    struct json_short shortened;
    void *memory = NULL;
    cr_assert_eq(spill_open(&spill, 32 << 20, NULL, &failure), STATUS_OK);
    cr_assert_eq(spill_zeroed(spill, &memory, BYTES, 1, &failure), STATUS_OK);
    char *const line = memory;
    memset(line, ',', BYTES);
    for (size_t i = 0; i < BYTES; i += 2) {
        line[i] = '1';
    }
    cr_expect_eq(json_short_make(&shortened, (struct span){line, BYTES}, spill, &arena, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_USAGE);
    cr_expect_not_null(strstr(failure.message, "the members of a giant line of NDJSON"), "%s", failure.message);
    cr_expect_eq(arena.bytes, 0);
    json_short_free(&shortened);
    memset(line, 'x', BYTES);
    memcpy(line, "{\"a\":\"", 6);
    memcpy(line + BYTES - 2, "\"}", 2);
    failure = (struct failure){0};
    cr_expect_eq(json_short_make(&shortened, (struct span){line, BYTES}, spill, &arena, &failure), STATUS_OK);
    cr_expect(span_equal(shortened.line, span_of("{\"a\":\"\"}")));
    json_short_free(&shortened);
    arena_free(&arena);
    spill_free(spill, memory);
    spill_close(spill);
}

Test(json_short, refused_memory_is_reported_and_nothing_leaks)
{
    const struct span line = line_of("{\"text\":\"$\"}", LONG);
    for (long index = 0;; index++) {
        struct failure failure = {0};
        struct arena arena = {0};
        struct json_short shortened;
        refuse_allocation(index, false);
        const enum status status = json_short_make(&shortened, line, NULL, &arena, &failure);
        const bool is_done = refuse_nothing() <= index;
        json_short_free(&shortened);
        arena_free(&arena);
        if (is_done) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_expect_eq(failure.kind, FAILURE_MEMORY, "%ld: %s", index, failure.message);
    }
}
