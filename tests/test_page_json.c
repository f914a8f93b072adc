/* test_page_json.c - texts that would leave their string, their script or their line. */
#include <criterion/criterion.h>
#include <math.h>

#include "page_json.h"
#include "scratch.h"

TestSuite(page_json, .init = scratch_open, .fini = scratch_close);

static struct span written(struct span text)
{
    struct failure failure = {0};
    struct writer writer = {0};
    static char name[] = "a0";
    name[1]++;
    cr_assert_eq(writer_create(&writer, scratch_path(name), &failure), STATUS_OK);
    page_json_string(&writer, text);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return scratch_read(name);
}

static void expect(struct span text, const char *wanted)
{
    const struct span found = written(text);
    cr_expect(span_equal(found, span_of(wanted)), "%.*s and not %s", SPAN_ARGUMENTS(found), wanted);
}

Test(page_json, what_could_end_a_script_or_a_string_is_escaped)
{
    expect(span_of("</script><!-- \"\\ & \n\t\x7f"),
           "\"\\u003c/script\\u003e\\u003c!-- \\\"\\\\ \\u0026 \\n\\u0009\\u007f\"");
    expect((struct span){"a\0b", 3}, "\"a\\u0000b\"");
    expect(span_of("\u2028\u2029"), "\"\\u2028\\u2029\"");
    expect(span_of("ميزان 😀"), "\"ميزان 😀\"");
}

Test(page_json, what_reorders_or_is_broken_becomes_a_replacement_character)
{
    expect(span_of("a\u202eb\u2066c"), "\"a\ufffdb\ufffdc\"");
    expect(span_of("a\xff\xc3"), "\"a\ufffd\ufffd\"");
}

Test(page_json, numbers_have_no_zeros_at_their_end_and_nan_is_null)
{
    struct failure failure = {0};
    struct writer writer = {0};
    cr_assert_eq(writer_create(&writer, scratch_path("n"), &failure), STATUS_OK);
    const double values[] = {0.25, 1, 0.12345, 0, 100, NAN};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        page_json_number(&writer, values[i], 4);
        writer_byte(&writer, ' ');
    }
    page_json_number(&writer, 100, 0);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_expect(span_equal(scratch_read("n"), span_of("0.25 1 0.1235 0 100 null 100")), "%.*s",
              SPAN_ARGUMENTS(scratch_read("n")));
}
