/* test_json_text.c - a text that is lifted is the text that jansson reads; what is no plain member is left to it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "json_text.h"
#include "ndjson.h"
#include "refusal.h"

enum { LONG = 400, LINE = 4 * LONG };

/* `pattern` with each $ replaced by 400 letters x. */
static struct span line_of(const char *pattern)
{
    static char line[LINE];
    size_t used = 0;
    for (const char *at = pattern; *at != '\0'; at++) {
        if (*at == '$') {
            memset(line + used, 'x', LONG);
            used += LONG;
        } else {
            line[used++] = *at;
        }
    }
    return (struct span){line, used};
}

/* The text of the line as ndjson_parse has it must be `pattern` filled in the same way; NULL: a failure. */
static void expect_text(const char *line_pattern, const char *text_pattern, bool lifted)
{
    struct failure failure = {0};
    struct arena arena = {0};
    struct json_text guess;
    struct ndjson ndjson;
    char expected[LINE];
    size_t length = 0;
    if (text_pattern != NULL) {
        const struct span text = line_of(text_pattern);
        memcpy(expected, text.bytes, text.length);
        length = text.length;
    }
    const struct span line = line_of(line_pattern);
    cr_assert_eq(json_text_lift(line, &arena, &guess, &failure), STATUS_OK);
    cr_expect_eq(guess.lifted, lifted, "%s", line_pattern);
    const enum status status = ndjson_parse(&ndjson, line, &arena, &failure);
    cr_assert_eq(status == STATUS_OK, text_pattern != NULL, "%s: %s", line_pattern, failure.message);
    if (text_pattern != NULL) {
        cr_expect_eq(ndjson.text.length, length, "%s: %zu bytes", line_pattern, ndjson.text.length);
        cr_expect_eq(memcmp(ndjson.text.bytes, expected, length), 0, "%s", line_pattern);
    }
    ndjson_free(&ndjson);
    arena_free(&arena);
}

Test(json_text, a_long_plain_text_is_lifted)
{
    expect_text("{\"id\":\"a\",\"text\":\"$\"}", "$", true);
    expect_text("{ \"text\" : \"$\" , \"n\" : 1.50 }", "$", true);
    expect_text("{\"text\":\"a\\nb\\\"c\\\\d\\/$\\t\"}", "a\nb\"c\\d/$\t", true);
}

Test(json_text, a_character_may_be_escaped_by_its_number_as_rfc_8259_says)
{
    expect_text("{\"text\":\"\\u0041\\u00e9\\u0645\\uFFFD$\\u0003\"}", "A\u00e9\u0645\ufffd$\x03", true);
    /* its section 7: the G clef, U+1D11E */
    expect_text("{\"text\":\"$\\uD834\\uDD1E$\\\\uD834\"}", "$\U0001D11E$\\uD834", true);
    expect_text("{\"text\":\"\\u0001\\u007F\\u0080\\u07FF\\u0800\\udbff\\udfff$\"}",
                "\x01\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xF4\x8F\xBF\xBF$", true);
}

Test(json_text, what_is_short_or_no_character_is_left_to_the_parser)
{
    expect_text("{\"text\":\"short\"}", "short", false);
    expect_text("{\"text\":\"$\\u0000\"}", NULL, false);
    expect_text("{\"text\":\"$\\uD834\"}", NULL, false);
    expect_text("{\"text\":\"$\\uD834\\n\"}", NULL, false);
    expect_text("{\"text\":\"$\\uD834\\u0041\"}", NULL, false);
    expect_text("{\"text\":\"$\\uDD1E\\uD834\"}", NULL, false);
    expect_text("{\"text\":\"$\\u00G1\"}", NULL, false);
    expect_text("{\"text\":\"$\\u00:1\"}", NULL, false);
    expect_text("{\"text\":\"$\\u00\"}", NULL, false);
    expect_text("{\"text\":\"$\\u00", NULL, false);
}

Test(json_text, a_text_elsewhere_is_not_taken_for_the_member)
{
    expect_text("{\"x\":{\"text\":\"$\"},\"text\":\"right\"}", "right", true);
    expect_text("{\"x\":[{\"text\":\"$\"}],\"text\":\"right$\"}", "right$", true);
    expect_text("{\"x\":\"\\\"text\\\":\\\"$\",\"text\":\"right\"}", "right", false);
    expect_text("{\"x\":{\"text\":\"$\"}}", NULL, true);
    expect_text("[{\"text\":\"$\"}]", NULL, true);
    expect_text("{\"text\":\"$\",\"note\":\"mizan:text\"}", "$", false);
}

Test(json_text, damage_is_damage_still)
{
    expect_text("{\"text\":\"$\",\"text\":\"b\"}", NULL, true);
    expect_text("{\"text\":\"$\"", NULL, true);
    expect_text("{\"text\":\"$", NULL, false);
    expect_text("{\"text\":\"$\x01\"}", NULL, false);
    expect_text("{\"text\":\"$\\x\"}", NULL, false);
    expect_text("{\"text\":\"$\"} x", NULL, true);
}

Test(json_text, a_refused_allocation_is_a_failure)
{
    const struct span line = line_of("{\"text\":\"\\n$\"}");
    struct failure failure = {0};
    struct arena arena = {0};
    struct json_text guess;
    refuse_allocation(0, false);
    cr_assert_eq(json_text_lift(line, &arena, &guess, &failure), STATUS_FAILED);
    (void)refuse_nothing();
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
    arena_free(&arena);
}
