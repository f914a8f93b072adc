#include <criterion/criterion.h>
#include <math.h>

#include "csv_rows.h"
#include "refusal.h"
#include "scratch.h"

TestSuite(csv_rows, .init = scratch_open, .fini = scratch_close);

/* All rows as "field|field@line;"; static. */
static const char *show(struct csv_rows *rows, enum status *status, struct failure *failure)
{
    static char text[4096];
    size_t length = 0;
    text[0] = '\0';
    bool found = true;
    while ((*status = csv_rows_next(rows, &found, failure)) == STATUS_OK && found) {
        for (size_t i = 0; i < rows->field_count; i++)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%.*s", i > 0 ? "|" : "",
                                       SPAN_ARGUMENTS(csv_rows_field(rows, i)));
        length += (size_t)snprintf(text + length, sizeof text - length, "@%d;", (int)rows->line);
    }
    return text;
}

static const char *read_text(const char *text, enum status *status, struct failure *failure)
{
    struct csv_rows rows;
    bool is_there = false;
    const char *const path = scratch_write("table.csv", text);
    cr_assert_eq(csv_rows_open(&rows, path, &is_there, failure), STATUS_OK);
    cr_assert(is_there);
    const char *const shown = show(&rows, status, failure);
    csv_rows_close(&rows);
    return shown;
}

Test(csv_rows, rows_come_with_their_line_whatever_ends_them)
{
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"a,b\r\n1,2\r\n", "a|b@1;1|2@2;"},
        {"a,b\n1,2", "a|b@1;1|2@2;"},
        {"a\r\n\"x\r\ny\",2\r\nz\r\n", "a@1;x\r\ny|2@2;z@4;"},
        {"\"a\"\"b\", c ,\r\n", "a\"b| c |@1;"},
        {"\"\"\r\n", "@1;"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum status status;
        struct failure failure = {0};
        cr_expect_str_eq(read_text(cases[i].text, &status, &failure), cases[i].shown, "case %zu", i);
        cr_expect_eq(status, STATUS_OK, "%s", failure.message);
    }
}

Test(csv_rows, what_is_no_table_is_told_with_its_line)
{
    static const struct {
        const char *text, *part;
    } cases[] = {
        {"a\r\nb\"c\r\n", "table.csv:2: a quote stands inside"},
        {"a\r\n\"b\r\nc\r\n", "table.csv:3: a quote is opened and never closed"},
        {"a\r\nb\rc\r\n", "table.csv:2: a carriage return"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum status status;
        struct failure failure = {0};
        (void)read_text(cases[i].text, &status, &failure);
        cr_expect_eq(status, STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
    }
}

Test(csv_rows, a_nul_byte_is_no_table_and_no_file_is_no_failure)
{
    struct csv_rows rows;
    bool is_there = false, found = false;
    struct failure failure = {0};
    const char *const path = scratch_write_bytes("nul.csv", (struct span){"a\0b\n", 4});
    cr_assert_eq(csv_rows_open(&rows, path, &is_there, &failure), STATUS_OK);
    cr_expect_eq(csv_rows_next(&rows, &found, &failure), STATUS_FAILED);
    cr_expect_not_null(strstr(failure.message, "nul.csv:1: the line holds a NUL byte"), "%s", failure.message);
    csv_rows_close(&rows);
    failure = (struct failure){0};
    cr_assert_eq(csv_rows_open(&rows, scratch_path("none.csv"), &is_there, &failure), STATUS_OK);
    cr_expect_not(is_there);
    csv_rows_close(&rows);
    cr_expect_eq(csv_rows_open(&rows, scratch_path(""), &is_there, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_NO_INPUT);
    csv_rows_close(&rows);
}

Test(csv_rows, a_row_can_be_gone_back_to)
{
    struct csv_rows rows;
    bool is_there, found;
    enum status status;
    struct failure failure = {0};
    const char *const path = scratch_write("table.csv", "a\r\nb\r\nc\r\n");
    cr_assert_eq(csv_rows_open(&rows, path, &is_there, &failure), STATUS_OK);
    cr_assert_eq(csv_rows_next(&rows, &found, &failure), STATUS_OK);
    cr_assert_eq(csv_rows_next(&rows, &found, &failure), STATUS_OK);
    const long offset = rows.offset;
    cr_expect_str_eq(show(&rows, &status, &failure), "c@3;");
    cr_assert_eq(csv_rows_seek(&rows, offset, 2, &failure), STATUS_OK);
    cr_expect_str_eq(show(&rows, &status, &failure), "b@2;c@3;");
    csv_rows_close(&rows);
}

Test(csv_rows, numbers_are_finite_decimals_and_an_empty_field_is_nan)
{
    static const char *const bad[] = {"nan", "inf", "0x10", " 1", "1 ", "1e999", "-", "1.2.3", "--"};
    double number;
    cr_expect(csv_rows_number(span_of("-1.5e-7"), &number) && number == -1.5e-7);
    cr_expect(csv_rows_number(span_of("0.1"), &number) && number == .1);
    cr_expect(csv_rows_number(span_of(""), &number) && isnan(number));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_not(csv_rows_number(span_of(bad[i]), &number), "%s", bad[i]);
}

Test(csv_rows, every_refused_allocation_is_told)
{
    bool done = false;
    const char *const path = scratch_write("table.csv", "a,b\r\n\"c\r\nd\",e\r\n");
    for (long index = 0; !done; index++) {
        struct csv_rows rows;
        bool is_there;
        enum status status = STATUS_OK;
        struct failure failure = {0};
        cr_assert_eq(csv_rows_open(&rows, path, &is_there, &failure), STATUS_OK);
        refuse_allocation(index, true); /* libcsv asks again for less */
        (void)show(&rows, &status, &failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, done ? STATUS_OK : STATUS_FAILED, "allocation %ld", index);
        cr_expect_eq(failure.kind, done ? FAILURE_NONE : FAILURE_MEMORY, "allocation %ld", index);
        csv_rows_close(&rows);
    }
}
