/* Expected bytes after RFC 4180, section 2. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "csv_writer.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(csv_writer, .init = make, .fini = sample_folder_remove);

Test(csv_writer, fields_are_quoted_only_where_they_must_be)
{
    const struct {
        const char *value, *expected;
    } cases[] = {{"plain", "plain"},
                 {"a,b", "\"a,b\""},
                 {"say \"x\"", "\"say \"\"x\"\"\""},
                 {"two\nlines", "\"two\nlines\""},
                 {"\r", "\"\r\""},
                 {" kept ", " kept "},
                 {"=1+1", "=1+1"},
                 {"حرب، سلام", "حرب، سلام"},
                 {"", "\"\""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct writer writer = {0};
        struct failure failure = {0};
        char name[8] = {'f', (char)('a' + i), '\0'};
        char expected[64];
        sample_writer(&writer, name);
        struct csv_writer csv = {.writer = &writer};
        csv_text(&csv, cases[i].value);
        cr_assert_eq(csv_end_row(&csv, &failure), STATUS_OK);
        cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
        snprintf(expected, sizeof expected, "%s\r\n", cases[i].expected);
        cr_expect_str_eq(sample_content(name), expected);
    }
}

/* Every byte at every place of fields of up to three times eight bytes. */
Test(csv_writer, a_field_is_quoted_for_a_comma_a_quote_and_a_line_break_wherever_it_stands)
{
    enum { LONGEST = 24 };
    struct writer writer = {0};
    struct failure failure = {0};
    cr_assert_eq(writer_gather(&writer, &failure), STATUS_OK);
    for (size_t length = 1; length <= LONGEST; length++) {
        for (size_t place = 0; place < length; place++) {
            for (unsigned byte = 1; byte <= UINT8_MAX; byte++) {
                char value[LONGEST];
                struct csv_writer csv = {.writer = &writer};
                memset(value, '-', length);
                value[place] = (char)byte;
                writer.used = 0;
                csv_span(&csv, (struct span){value, length});
                const bool is_special = strchr(",\"\r\n", (int)byte) != NULL;
                const size_t expected = length + (is_special ? 2 : 0) + (byte == '"');
                cr_assert_eq(writer.used, expected, "byte %u at %zu of %zu", byte, place, length);
                cr_assert_eq(writer.buffer[0] == '"', is_special, "byte %u at %zu of %zu", byte, place, length);
            }
        }
    }
    writer_discard(&writer);
}

Test(csv_writer, a_row_is_commas_and_crlf)
{
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "out");
    struct csv_writer csv = {.writer = &writer};
    csv_names(&csv, "one,two,three,four");
    cr_assert_eq(csv_end_row(&csv, &failure), STATUS_OK);
    csv_text(&csv, NULL);
    csv_integer(&csv, 12);
    csv_number(&csv, NAN);
    csv_number(&csv, 0.1);
    cr_assert_eq(csv_end_row(&csv, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("out"), "one,two,three,four\r\n,12,,0.1\r\n");
}

Test(csv_writer, a_list_is_one_field)
{
    const struct span values[] = {{"a", 1}, {"b,c", 3}, {"\"", 1}};
    struct writer writer = {0};
    struct failure failure = {0};
    sample_writer(&writer, "list");
    struct csv_writer csv = {.writer = &writer};
    cr_assert_eq(csv_list(&csv, values, 1, ' ', &failure), STATUS_OK);
    cr_assert_eq(csv_list(&csv, values, 3, ' ', &failure), STATUS_OK);
    cr_assert_eq(csv_list(&csv, NULL, 0, ' ', &failure), STATUS_OK);
    cr_assert_eq(csv_end_row(&csv, &failure), STATUS_OK);
    cr_assert_eq(csv_list(&csv, NULL, 0, ' ', &failure), STATUS_OK);
    cr_assert_eq(csv_end_row(&csv, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("list"), "a,\"a b,c \"\"\",\r\n\"\"\r\n");
}
