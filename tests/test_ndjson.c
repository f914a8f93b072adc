/* test_ndjson.c - RFC 8259 objects with a text, and all that is none. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "ndjson_shown.h"
#include "refusal.h"

Test(ndjson, members_come_in_file_order_and_numbers_as_they_are_written)
{
    static const char *const cases[][2] = {
        {"{\"text\":\"\"}", ""},
        {" { \"text\" : \"a\\nb\" , \"id\" : 7 } ", "a\nb|id=7"},
        {"{\"z\":\"1\",\"text\":\"t\",\"a\":\"2\",\"m\":true,\"k\":false}", "t|z=1|a=2|m=true|k=false"},
        {"{\"id\":18446744073709551616123,\"text\":\"t\",\"x\":1.50,\"y\":-0,\"w\":1E+2}",
         "t|id=18446744073709551616123|x=1.50|y=-0|w=1E+2"},
        {"{\"source\":null,\"text\":\"t\",\"n\":null}", "t"},
        {"{\"list\":[1,\"]}\\\"\",{\"a\":2}],\"n\":3,\"text\":\"t\",\"map\":{\"x\":{}},\"o\":4}",
         "t|list=[1,\"]}\\\"\",{\"a\":2}]|n=3|map={\"x\":{}}|o=4"},
        {"{\"a\\\",\\\"b\":5,\"text\":\"\\u0645\\ud83d\\ude00\"}", "م😀|a\",\"b=5"},
        {"{\"text\":\"t\",\"\\u0069d\":\"x\"}", "t|id=x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char shown[256];
        struct failure failure = {0};
        cr_expect_eq(ndjson_show(span_of(cases[i][0]), shown, sizeof shown, &failure), STATUS_OK, "case %zu: %s", i,
                     failure.message);
        cr_expect_str_eq(shown, cases[i][1], "case %zu", i);
    }
}

Test(ndjson, what_is_no_document_is_explained)
{
    static const char *const cases[][2] = {
        {"[1,2]", "the line is an array"},
        {"\"text\"", "the line is a string"},
        {"17", "the line is a number"},
        {"{}", "\"text\" is not there"},
        {"{\"id\":\"1\"}", "\"text\" is not there"},
        {"{\"text\":null}", "\"text\" is null"},
        {"{\"text\":[\"a\"]}", "\"text\" is an array"},
        {"{\"text\":\"a\"", "near byte 11 of the line: the line ends inside a value"},
        {"{\"text\":\"a\"} {}", "something follows the object"},
        {"{\"text\":\"a\\u0000b\"}", "\\u0000 in a string"},
        {"{\"text\":\"a\",\"x\\u0000\":1}", "\\u0000 in a string"},
        {"{\"text\":\"a\",\"text\":\"b\"}", "a member's name stands twice"},
        {"{\"text\":\"a\",\"x\":1e999}", "a number is too large"},
        {"{\"text\":\"a\",}", "not well-formed JSON"},
        {"{\"text\":\"\\ud800\"}", "not well-formed JSON"},
        {"{\"text\":\"a\xFF\"}", "byte 11 of the line is not UTF-8"},
        {"{\"text\":\"a\",\"source\":[\"RT\"]}", "\"source\" is an array"},
        {"not json", "not well-formed JSON"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char shown[256];
        struct failure failure = {0};
        cr_expect_eq(ndjson_show(span_of(cases[i][0]), shown, sizeof shown, &failure), STATUS_FAILED, "case %zu", i);
        cr_expect_eq(failure.kind, FAILURE_DATA, "case %zu", i);
        cr_expect_not_null(strstr(failure.message, cases[i][1]), "case %zu: %s", i, failure.message);
    }
    char shown[64];
    struct failure failure = {0};
    cr_expect_eq(ndjson_show((struct span){"{\"text\":\"a\0b\"}", 14}, shown, sizeof shown, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_DATA);
}

/* A line of more than three pieces of a spill: `head`, letters and `tail`. */
static struct span giant_line(const char *head, const char *tail)
{
    static char line[3 * SPILL_PIECE_BYTES + 512];
    const size_t before = strlen(head), letters = 3 * SPILL_PIECE_BYTES, behind = strlen(tail);
    memcpy(line, head, before);
    memset(line + before, 'x', letters);
    memcpy(line + before + letters, tail, behind);
    return (struct span){line, before + letters + behind};
}

Test(ndjson, members_before_and_behind_a_giant_text_are_read_and_it_stays_where_it_is)
{
    static const char *const cases[][3] = {
        {"{\"id\":\"a\\n\",\"text\":\"", "\",\"title\":\"\\u0645\",\"n\":1}", "id=a\n|title=م|n=1|"},
        {"{\"id\":\"a\",\"n\":1.50,\"text\":\"", "\",\"x\":{\"y\":[]},\"e\":\"\",\"w\":null}",
         "id=a|n=1.50|x={\"y\":[]}|e=|"},
        {"{\"\\u0069d\":\"a\",\"text\" : \"\\ud83d\\ude00", "\\\"\"}", "id=a|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ndjson ndjson;
        struct arena arena = {0};
        struct failure failure = {0};
        char shown[256] = "";
        const struct span line = giant_line(cases[i][0], cases[i][1]);
        cr_assert_eq(ndjson_parse(&ndjson, line, NULL, &arena, &failure), STATUS_OK, "%s", failure.message);
        for (size_t j = 0; j < ndjson.metadata.count; j++) {
            const size_t used = strlen(shown);
            snprintf(shown + used, sizeof shown - used, "%.*s=%.*s|", SPAN_ARGUMENTS(ndjson.metadata.columns[j].name),
                     SPAN_ARGUMENTS(ndjson.metadata.columns[j].value));
        }
        cr_expect_str_eq(shown, cases[i][2], "case %zu", i);
        cr_expect(ndjson.text.bytes > line.bytes && ndjson.text.bytes < line.bytes + line.length, "case %zu", i);
        cr_expect_geq(ndjson.text.length, 3 * (size_t)SPILL_PIECE_BYTES);
        cr_expect_eq(ndjson.text_spared, i == 2 ? 8 + 1 : 0, "case %zu", i);
        cr_expect_lt(arena.bytes, (size_t)SPILL_PIECE_BYTES, "case %zu: %zu", i, arena.bytes);
        ndjson_free(&ndjson);
        arena_free(&arena);
    }
}

Test(ndjson, what_is_wrong_deep_in_a_giant_line_is_told_with_its_byte)
{
    static const struct {
        const char *head, *tail, *words;
        size_t behind; /* the letters, and what is before them: the place that is told */
    } cases[] = {
        {"{\"text\":\"", "", "near byte %zu of the line: the line ends inside a value", 0},
        {"{\"text\":\"", "\x01\"}", "near byte %zu of the line: not well-formed JSON", 0},
        {"{\"text\":\"", "\\x\"}", "near byte %zu of the line: not well-formed JSON", 2},
        {"{\"text\":\"", "\\u0000a\"}", "near byte %zu of the line: \\u0000 in a string", 8},
        {"{\"text\":\"", "\\uD834\\u0041\"}", "near byte %zu of the line: not well-formed JSON", 13},
        {"{\"text\":\"\\u0000", "\"}", "near byte %zu of the line: \\u0000 in a string", 1},
        {"{\"text\":\"", "\",}", "near byte %zu of the line: not well-formed JSON", 3},
        {"{\"text\":\"", "\"} {}", "near byte %zu of the line: something follows the object", 4},
        {"{\"text\":\"", "\",\"text\":\"b\"}", "near byte %zu of the line: a member's name stands twice", 8},
        {"{\"text\":\"", "\",\"n\":1e999}", "near byte %zu of the line: a number is too large", 11},
        {"{\"text\":\"", "\",\"n\":\"\xFF\"}", "byte %zu of the line is not UTF-8", 8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ndjson ndjson;
        struct arena arena = {0};
        struct failure failure = {0};
        char expected[256];
        const struct span line = giant_line(cases[i].head, cases[i].tail);
        cr_expect_eq(ndjson_parse(&ndjson, line, NULL, &arena, &failure), STATUS_FAILED, "case %zu", i);
        snprintf(expected, sizeof expected, cases[i].words,
                 strlen(cases[i].head) + 3 * SPILL_PIECE_BYTES + cases[i].behind);
        cr_expect_not_null(strstr(failure.message, expected), "case %zu: %s: %s", i, expected, failure.message);
        cr_expect_lt(arena.bytes, (size_t)SPILL_PIECE_BYTES, "case %zu: %zu", i, arena.bytes);
        ndjson_free(&ndjson);
        arena_free(&arena);
    }
}

Test(ndjson, deep_nesting_is_refused_and_not_followed)
{
    enum { DEPTH = 100000 };
    char *const line = malloc(DEPTH + 32);
    cr_assert_not_null(line);
    const size_t head = (size_t)sprintf(line, "{\"text\":\"a\",\"x\":");
    memset(line + head, '[', DEPTH);
    char shown[64];
    struct failure failure = {0};
    cr_expect_eq(ndjson_show((struct span){line, head + DEPTH}, shown, sizeof shown, &failure), STATUS_FAILED);
    cr_expect_not_null(strstr(failure.message, "nested too deeply"), "%s", failure.message);
    free(line);
}

Test(ndjson, refused_memory_is_reported_and_nothing_leaks)
{
    char shown[64];
    for (long index = 0;; index++) {
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = ndjson_show(span_of("{\"text\":\"a\",\"id\":1}"), shown, sizeof shown, &failure);
        if (refuse_nothing() <= index) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_expect_eq(failure.kind, FAILURE_MEMORY, "%ld: %s", index, failure.message);
    }
}
