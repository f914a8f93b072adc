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
