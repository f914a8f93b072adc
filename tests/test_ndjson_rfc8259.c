/* test_ndjson_rfc8259.c - lines of NDJSON against RFC 8259: what must be read, and what must be refused. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "ndjson.h"
#include "ndjson_shown.h"

/* In the manner of JSONTestSuite: the value of a member beside the text, and how it is shown: a string decoded, all
 * else as it was written. */
static const struct {
    const char *value, *shown;
} values[] = {
    {"0", "0"},
    {"-0", "-0"},
    {"-1", "-1"},
    {"10", "10"},
    {"0.5", "0.5"},
    {"-0.0e-0", "-0.0e-0"},
    {"1E22", "1E22"},
    {"1e+2", "1e+2"},
    {"123e65", "123e65"},
    {"1e-400", "1e-400"},
    {"0.3333333333333333333333333333333333", "0.3333333333333333333333333333333333"},
    {"-9223372036854775809", "-9223372036854775809"},
    {"\"\"", ""},
    {"\" \"", " "},
    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
    {"\"\\u0060\\u012a\\u12AB\"", "`Īካ"},
    {"\"\\uD801\\udc37\"", "\xF0\x90\x90\xB7"},
    {"\"\\ud83d\\ude39\\ud83d\\udc8d\"", "😹💍"},
    {"\"\\uDBFF\\uDFFF\"", "\xF4\x8F\xBF\xBF"},
    {"\"\\uFDD0\\uFFFE\\uFEFF\"", "\xEF\xB7\x90\xEF\xBF\xBE\xEF\xBB\xBF"},
    {"\"\x7F\"", "\x7F"},
    {"\"\xE2\x80\xA8\"", "\xE2\x80\xA8"},
    {"\"a/*b*/c//d#e\"", "a/*b*/c//d#e"},
    {"\"\\\\u0000\"", "\\u0000"},
    {"true", "true"},
    {" \t\r false \t", "false"},
};

static const char *const refused_values[] = {
    /* numbers */
    "01",
    "-01",
    "1.",
    ".5",
    "-.5",
    "+1",
    "-",
    "- 1",
    "1e",
    "1e+",
    "1.e1",
    "1.5.",
    "0x1",
    "1eE2",
    "1 000",
    "Infinity",
    "-Infinity",
    "NaN",
    "-NaN",
    "１",
    "1_000",
    "0e",
    "--1",
    "1e1.5",
    /* strings */
    "'a'",
    "\"a",
    "\"\\a\"",
    "\"\\x00\"",
    "\"\\u12\"",
    "\"\\u00G0\"",
    "\"\\U0041\"",
    "\"\\\"",
    "\"\t\"",
    "\"\n\"",
    "\"\x01\"",
    "\"\x1F\"",
    "“a”",
    "\"\\ \"",
    "\"\\\r\"",
    "\"\\u{41}\"",
    /* half surrogates and NUL */
    "\"\\uD800\"",
    "\"\\uD800\\n\"",
    "\"\\uDC00\"",
    "\"\\uD800\\uD800\"",
    "\"\\uDC00\\uD800\"",
    "\"\\uD83Dx\\uDE39\"",
    "\"\\uD800\\u0041\"",
    "\"\\u0000\"",
    /* not UTF-8 */
    "\"\xFF\"",
    "\"\xC0\xAF\"",
    "\"\xE0\x80\xAF\"",
    "\"\xED\xA0\x80\"",
    "\"\xF4\x90\x80\x80\"",
    "\"\x81\"",
    "\"\xE9\"",
    "\"\xE2\x82\"",
    /* words and structure */
    "True",
    "nul",
    "truth",
    "undefined",
    "None",
    "",
    ",",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1",
    "1]",
    "{\"a\":1",
    "{\"a\"}",
    "{\"a\":}",
    "{a:1}",
    "{'a':1}",
    "{1:1}",
    "{\"a\":1,}",
    "{\"a\":1,\"a\":2}",
    "{\"a\" 1}",
    "{\"a\"::1}",
    "[1}",
    "{]",
    "[1]]",
    "[\"a\",\n1",
    "1 // note",
    "/* note */ 1",
    "1 # note",
    "\f1",
    "\v1",
    "\xC2\xA0"
    "1",
    "\xE2\x81\xA0"
    "1",
    "1;",
};

Test(ndjson_rfc8259, values_of_rfc_8259_are_read_and_all_else_is_refused)
{
    char line[256], shown[256], expected[256];
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct failure failure = {0};
        snprintf(line, sizeof line, "{\"text\":\"t\",\"v\":%s}", values[i].value);
        snprintf(expected, sizeof expected, "t|v=%s", values[i].shown);
        cr_expect_eq(ndjson_show(span_of(line), shown, sizeof shown, &failure), STATUS_OK, "%s: %s", line,
                     failure.message);
        cr_expect_str_eq(shown, expected, "%s", line);
    }
    for (size_t i = 0; i < sizeof refused_values / sizeof *refused_values; i++) {
        struct failure failure = {0};
        snprintf(line, sizeof line, "{\"text\":\"t\",\"v\":%s}", refused_values[i]);
        cr_expect_eq(ndjson_show(span_of(line), shown, sizeof shown, &failure), STATUS_FAILED, "%s", line);
        cr_expect_eq(failure.kind, FAILURE_DATA, "%s: %s", line, failure.message);
        cr_expect_gt(strlen(failure.message), 20U, "%s: %s", line, failure.message);
    }
}

Test(ndjson_rfc8259, what_stands_around_the_object_is_white_space_or_refused)
{
    static const char *const good[] = {" {\"text\":\"t\"}", "\t\r\n{\"text\":\"t\"} \t\r", "{\r\"text\"\t:\n\"t\" }"};
    static const char *const bad[] = {"{\"text\":\"t\"}}",
                                      "{\"text\":\"t\"},",
                                      "{\"text\":\"t\"}]",
                                      "{\"text\":\"t\"} x",
                                      "{\"text\":\"t\"}{}",
                                      "{\"text\":\"t\"} // a",
                                      "\xEF\xBB\xBF{\"text\":\"t\"}",
                                      "\x1E{\"text\":\"t\"}",
                                      "{\"text\":\"t\"}\f",
                                      "({\"text\":\"t\"})",
                                      "x={\"text\":\"t\"}",
                                      "{\"text\":\"t\"",
                                      "{\"text\" : ",
                                      "{\"text",
                                      "{",
                                      "}",
                                      "",
                                      " ",
                                      "{{\"text\":\"t\"}}",
                                      "{\"text\":\"t\"\"a\":1}",
                                      "{\"text\":\"t\",,\"a\":1}",
                                      "{,\"text\":\"t\"}",
                                      "{\"text\",\"t\"}",
                                      "{\"text\"=\"t\"}"};
    char shown[64];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct failure failure = {0};
        cr_expect_eq(ndjson_show(span_of(good[i]), shown, sizeof shown, &failure), STATUS_OK, "%s: %s", good[i],
                     failure.message);
        cr_expect_str_eq(shown, "t");
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct failure failure = {0};
        cr_expect_eq(ndjson_show(span_of(bad[i]), shown, sizeof shown, &failure), STATUS_FAILED, "%s", bad[i]);
        cr_expect_eq(failure.kind, FAILURE_DATA, "%s: %s", bad[i], failure.message);
    }
}

Test(ndjson_rfc8259, nesting_is_followed_to_its_limit)
{
    enum { LIMIT = 2048, LINE_BYTES = 2 * LIMIT + 64 };
    char line[LINE_BYTES], shown[64];
    for (size_t depth = LIMIT - 2; depth <= LIMIT; depth++) { /* the object itself is one level */
        size_t length = (size_t)sprintf(line, "{\"text\":\"t\",\"v\":");
        memset(line + length, '[', depth);
        memset(line + length + depth, ']', depth);
        length += 2 * depth;
        line[length++] = '}';
        struct failure failure = {0};
        const enum status status = ndjson_show((struct span){line, length}, shown, sizeof shown, &failure);
        cr_expect_eq(status, depth < LIMIT ? STATUS_OK : STATUS_FAILED, "%zu: %s", depth, failure.message);
    }
}
