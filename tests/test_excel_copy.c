/* The characters are those of OWASP's page on CSV injection. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "excel_copy.h"
#include "refusal.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(excel_copy, .init = make, .fini = sample_folder_remove);

static const char *guarded(const char *table, size_t block)
{
    static int number;
    char name[32];
    struct writer writer = {0};
    struct failure failure = {0};
    (void)snprintf(name, sizeof name, "guarded-%d", number++);
    sample_writer(&writer, name);
    struct excel_guard guard = {.writer = &writer, .at_start = true};
    const size_t length = strlen(table);
    for (size_t place = 0; place < length; place += block)
        excel_guard_feed(&guard, (struct span){table + place, length - place < block ? length - place : block});
    excel_guard_end(&guard);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return sample_content(name);
}

Test(excel_copy, what_a_spreadsheet_takes_for_a_formula_stands_behind_an_apostrophe)
{
    static const struct {
        const char *table, *expected;
    } cases[] = {
        {"a,b\r\n=1+1,2\r\n", "a,b\r\n'=1+1,2\r\n"},
        {"@SUM(A1),+49 30\r\n", "'@SUM(A1),'+49 30\r\n"},
        {"+5,x=y,a@b,a-b\r\n", "'+5,x=y,a@b,a-b\r\n"},
        {"\tx, =1\r\n", "'\tx, =1\r\n"},
        {"\"=a,\"\"b\"\"\",\"x\"\r\n", "\"'=a,\"\"b\"\"\",\"x\"\r\n"},
        {"\"\rx\",\"\"\"=a\"\r\n", "\"'\rx\",\"\"\"=a\"\r\n"},
        {"\"line\r\n=not at its start\",=b\r\n", "\"line\r\n=not at its start\",'=b\r\n"},
        {"-0.25,-3,-1e-7,-2.5e22\r\n", "-0.25,-3,-1e-7,-2.5e22\r\n"},
        {"-a,-,--1,-1.,-1e,-.5,-1-1\r\n", "'-a,'-,'--1,'-1.,'-1e,'-.5,'-1-1\r\n"},
        {"\"-1,5\",\"-1\",-", "\"'-1,5\",\"-1\",'-"},
        {",,\r\n\"\"\r\n,=\r\n", ",,\r\n\"\"\r\n,'=\r\n"},
        {"-1234567890123456789012345678901234567890\r\n", "'-1234567890123456789012345678901234567890\r\n"},
        {"=a\n-b\n-1\n", "'=a\n'-b\n-1\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_str_eq(guarded(cases[i].table, 1000), cases[i].expected);
        cr_expect_str_eq(guarded(cases[i].table, 1), cases[i].expected, "byte by byte");
    }
}

static void put(const struct results_folder *folder, const char *name, const char *text)
{
    struct writer writer = {0};
    struct failure failure = {0};
    cr_assert_eq(results_folder_create(folder, name, &writer, &failure), STATUS_OK, "%s", failure.message);
    writer_text(&writer, text);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
}

Test(excel_copy, every_table_gets_one_copy_with_a_byte_order_mark)
{
    struct results_folder folder = {0};
    struct writer writer = {0};
    struct failure failure = {0};
    cr_assert_eq(results_folder_open(&folder, sample_path("out"), false, &failure), STATUS_OK, "%s", failure.message);
    put(&folder, "documents.csv", "title\r\n=حرب\r\n");
    put(&folder, "terms.csv", "");
    put(&folder, "run.json", "{}");
    cr_assert_eq(excel_copy_all(&folder, &writer, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(results_folder_commit(&folder, &failure), STATUS_OK);
    results_folder_close(&folder);
    cr_expect_str_eq(sample_content("out/documents.excel.csv"), "\xEF\xBB\xBFtitle\r\n'=حرب\r\n");
    cr_expect_str_eq(sample_content("out/documents.csv"), "title\r\n=حرب\r\n");
    cr_expect_str_eq(sample_content("out/terms.excel.csv"), "\xEF\xBB\xBF");
}

Test(excel_copy, refused_memory_is_reported_and_nothing_is_left_open)
{
    bool done = false;
    for (long index = 0; !done; index++) {
        struct results_folder folder = {0};
        struct writer writer = {0};
        struct failure failure = {0};
        cr_assert_eq(results_folder_open(&folder, sample_path("out"), false, &failure), STATUS_OK);
        put(&folder, "terms.csv", "a\r\n");
        refuse_allocation(index, false);
        const enum status status = excel_copy_all(&folder, &writer, &failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, done ? STATUS_OK : STATUS_FAILED, "allocation %ld", index);
        cr_expect_eq(failure.kind, done ? FAILURE_NONE : FAILURE_MEMORY, "allocation %ld", index);
        writer_discard(&writer);
        results_folder_close(&folder);
    }
}
