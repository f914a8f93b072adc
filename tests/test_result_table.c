#include <criterion/criterion.h>
#include <stdlib.h>

#include "refusal.h"
#include "result_table.h"
#include "scratch.h"

TestSuite(result_table, .init = scratch_open, .fini = scratch_close);

static const char *const columns[] = {"name", "value", "?note", NULL};

static enum status read_text(struct result_table *table, const char *text, struct failure *failure)
{
    scratch_write("out/table.csv", text);
    return result_table_read(table, scratch_path("out"), "table.csv", columns, failure);
}

Test(result_table, columns_are_found_by_name_and_others_passed_over)
{
    struct result_table table;
    struct failure failure = {0};
    double number;
    cr_assert_eq(read_text(&table, "value,new,name\r\n2,x,b\r\n1,y,a\r\n", &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(table.row_count, 2);
    cr_expect(span_equal(result_table_cell(&table, 0, 0), span_of("b")));
    cr_expect_eq(result_table_cell(&table, 0, 2).length, 0);
    cr_expect_eq(table.lines[1], 3);
    cr_assert_eq(result_table_number(&table, 1, 1, &number, &failure), STATUS_OK);
    cr_expect_eq(number, 1);
    size_t *order = NULL;
    cr_assert_eq(result_table_sort(&table, 1, &order, &failure), STATUS_OK);
    cr_expect(order[0] == 1 && order[1] == 0);
    free(order);
    result_table_free(&table);
}

Test(result_table, what_mizan_did_not_write_is_told_with_its_line)
{
    static const struct {
        const char *text, *part;
    } cases[] = {
        {"", "table.csv:1: the file is empty"},
        {"name\r\n", "table.csv:1: there is no column 'value'"},
        {"name,value,name\r\n", "table.csv:1: two columns are called 'name'"},
        {"name,value\r\na,1\r\nb\r\n", "table.csv:3: 1 field, where the header has 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct result_table table;
        struct failure failure = {0};
        cr_expect_eq(read_text(&table, cases[i].text, &failure), STATUS_FAILED);
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
        result_table_free(&table);
    }
}

Test(result_table, a_cell_that_is_no_number_is_told_with_its_line)
{
    struct result_table table;
    struct failure failure = {0};
    double number;
    cr_assert_eq(read_text(&table, "name,value\r\na,=1+1\r\n", &failure), STATUS_OK);
    cr_expect_eq(result_table_number(&table, 0, 1, &number, &failure), STATUS_FAILED);
    cr_expect_not_null(strstr(failure.message, "table.csv:2: a number was expected, not '=1+1'"), "%s",
                       failure.message);
    result_table_free(&table);
}

Test(result_table, every_refused_allocation_is_told)
{
    bool done = false;
    scratch_write("out/table.csv", "name,value\r\na,1\r\nb,2\r\n");
    const char *const folder = scratch_path("out");
    for (long index = 0; !done; index++) {
        struct result_table table;
        struct failure failure = {0};
        size_t *order = NULL;
        refuse_allocation(index, true); /* libcsv asks again for less */
        enum status status = result_table_read(&table, folder, "table.csv", columns, &failure);
        if (status == STATUS_OK)
            status = result_table_sort(&table, 1, &order, &failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, done ? STATUS_OK : STATUS_FAILED, "allocation %ld", index);
        cr_expect_eq(failure.kind, done ? FAILURE_NONE : FAILURE_MEMORY, "allocation %ld", index);
        free(order);
        result_table_free(&table);
    }
}
