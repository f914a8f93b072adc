/* test_json_flat.c - what is read without a parser is what jansson reads; the rest is left to it. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include <jansson.h>

#include "json_flat.h"
#include "json_text.h"

static bool is_flat(const char *line)
{
    struct json_flat flat;
    return json_flat_read(span_of(line), NULL, &flat);
}

Test(json_flat, an_object_of_strings_and_short_integers_needs_no_parser)
{
    static const char *const lines[] = {
        "{\"text\":\"a\"}",
        " \t{ \"text\" : \"a\" , \"n\" : -12 }\r\n ",
        "{\"\":\"\",\"n\":0,\"m\":123456789012345}",
        "{\"t\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
        "{\"t\":\"\\u0645\\uD834\\uDD1E\"}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        cr_expect(is_flat(lines[i]), "%s", lines[i]);
    }
}

Test(json_flat, everything_else_is_left_to_the_parser)
{
    static const char *const lines[] = {
        "",
        "{",
        "{}",
        "[]",
        "\"a\"",
        "{\"a\":1}}",
        "{\"a\":1} {",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":\"x}",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":\"\\uDD1E\"}",
        "{\"\\u0061\":1}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":null}",
        "{\"a\":true}",
        "{\"a\":1.5}",
        "{\"a\":1e3}",
        "{\"a\":01}",
        "{\"a\":-01}",
        "{\"a\":-}",
        "{\"a\":+1}",
        "{\"a\":1234567890123456}",
        "{\"a\":[1]}",
        "{\"a\":{}}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"b\":2,\"a\":\"\"}",
        "{a:1}",
        "{\"a\":1;\"b\":2}",
        "{\"a\\n\":1}",
        "{\"a\":1",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        cr_expect(!is_flat(lines[i]), "%s", lines[i]);
    }
}

Test(json_flat, of_so_many_members_and_no_more_an_object_is_read)
{
    for (int more = 0; more < 2; more++) {
        char many[1024] = "{";
        for (int i = 0; i < JSON_FLAT_MEMBERS_MOST + more; i++) {
            snprintf(many + strlen(many), sizeof many - strlen(many), "%s\"%d\":%d", i > 0 ? "," : "", i, i);
        }
        strcat(many, "}");
        cr_expect_eq(is_flat(many), more == 0, "%d more", more);
    }
}

static uint64_t state = 20261127;

static unsigned drawn(unsigned below)
{
    state = state * UINT64_C(6364136223846793005) + 1;
    return (unsigned)(state >> 33) % below;
}

/* An object as it should be, with now and then a part that is not. */
static void draw_line(char *line, size_t size)
{
    static const char *const names[] = {"\"text\"", "\"id\"", "\"n\"", "\"\"", "\"سنة\"", "\"a b\"", "\"x\""};
    static const char *const values[] = {"\"\"",
                                         "\"long enough to be passed eight bytes at a time\"",
                                         "7",
                                         "-0",
                                         "123456789012345",
                                         "\"a \\\"quoted\\\" word\\n\"",
                                         "\"قال \\/ إن\\t\\\\\"",
                                         "\"\\\\\"",
                                         "\"ends in \\\\\\\"\"",
                                         "\"\\u0645\\u06a9 \\uD834\\uDD1E\\u00FF\\u0001\"",
                                         "\"1927\""};
    static const char *const odd[] = {"\"\\uD834\"", "1.5",     "null", "{}", "\"",     "\\",
                                      "00",          "\"a\\\"", "",     "-",  "[\"]\"]"};
    static const char *const spaces[] = {"", "", "", " ", "\t", " \r\n "};
    const unsigned count = 1 + drawn(5);
    snprintf(line, size, "%s{", spaces[drawn(6)]);
    for (unsigned i = 0; i < count; i++) {
        const char *const value =
            drawn(30) == 0 ? odd[drawn(sizeof odd / sizeof *odd)] : values[drawn(sizeof values / sizeof *values)];
        const size_t used = strlen(line);
        snprintf(line + used, size - used, "%s%s%s%s%s%s%s", i > 0 ? "," : "", spaces[drawn(6)],
                 names[drawn(sizeof names / sizeof *names)], spaces[drawn(6)], drawn(60) == 0 ? "" : ":",
                 spaces[drawn(6)], value);
    }
    const size_t used = strlen(line);
    snprintf(line + used, size - used, "%s%s%s", spaces[drawn(6)], drawn(40) == 0 ? "" : "}", spaces[drawn(6)]);
    if (drawn(20) == 0) {
        char *const place = line + drawn((unsigned)strlen(line));
        *place = (unsigned char)*place < 0x80 ? "\"\\{}:,x0\nuD"[drawn(11)] : *place; /* the line stays UTF-8 */
    }
}

static void expect_value(const struct json_flat *flat, size_t index, const json_t *value, struct arena *arena,
                         const char *line)
{
    struct span written = flat->members[index].value;
    if (flat->is_string[index]) {
        struct failure failure = {0};
        cr_assert_eq(json_text_unescape(written, flat->spared[index], arena, &written, &failure), STATUS_OK);
        cr_assert(json_is_string(value), "%s", line);
        const struct span expected = {json_string_value(value), json_string_length(value)};
        cr_assert(span_equal(written, expected), "%s", line);
    } else {
        cr_assert(json_is_integer(value), "%s", line);
        cr_assert_eq(strtoll(written.bytes, NULL, 10), json_integer_value(value), "%s", line);
    }
}

Test(json_flat, members_are_those_that_jansson_reads_in_order)
{
    enum { ROUNDS = 20000, LINE = 2048 };
    size_t flat_lines = 0;
    struct arena arena = {0};
    for (size_t round = 0; round < ROUNDS; round++) {
        char line[LINE];
        struct json_flat flat;
        draw_line(line, sizeof line);
        arena_clear(&arena);
        if (!json_flat_read(span_of(line), NULL, &flat)) {
            continue;
        }
        json_error_t error;
        json_t *const root = json_loadb(line, strlen(line), JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
        cr_assert_not_null(root, "%s: %s", line, error.text);
        cr_assert_eq(json_object_size(root), flat.count, "%s", line);
        size_t index = 0;
        const char *key;
        json_t *value;
        json_object_foreach(root, key, value)
        {
            cr_assert(span_equal(flat.members[index].name, span_of(key)), "%s", line);
            expect_value(&flat, index++, value, &arena, line);
        }
        json_decref(root);
        flat_lines++;
    }
    arena_free(&arena);
    cr_expect_gt(flat_lines, (size_t)ROUNDS / 10);
}
