#include <criterion/criterion.h>
#include <math.h>

#include "matrix_rows.h"
#include "scratch.h"

TestSuite(matrix_rows, .init = scratch_open, .fini = scratch_close);

Test(matrix_rows, rows_are_read_in_any_order)
{
    static const size_t order[] = {2, 0, 1, 2, 2, 1};
    static const double diagonal[] = {1, 2, 3};
    struct matrix_rows matrix;
    struct failure failure = {0};
    scratch_write("similarity.csv", "document,a,\"b\r\nb\",c\r\na,1,.5,\r\n\"b\r\nb\",.5,2,.25\r\nc,,.25,3\r\n");
    cr_assert_eq(matrix_rows_open(&matrix, scratch_path(""), &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(matrix.count, 3);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        cr_assert_eq(matrix_rows_read(&matrix, order[i], &failure), STATUS_OK, "%s", failure.message);
        cr_expect_eq(matrix.values[order[i]], diagonal[order[i]], "step %zu", i);
    }
    cr_assert_eq(matrix_rows_read(&matrix, 0, &failure), STATUS_OK);
    cr_expect(isnan(matrix.values[2]));
    matrix_rows_close(&matrix);
}

Test(matrix_rows, what_is_no_matrix_is_told_with_its_line)
{
    static const struct {
        const char *text, *part;
    } cases[] = {
        {"", "similarity.csv:1: the file is empty"},
        {"a,b\r\n", "similarity.csv:1: the header does not begin with 'document'"},
        {"document,a,b\r\na,1,1\r\n", "the table ends before its last row"},
        {"document,a,b\r\nb,1,1\r\na,1,1\r\n", "similarity.csv:2: the row is not that of the next document"},
        {"document,a,b\r\na,1\r\nb,1,1\r\n", "similarity.csv:2: the row is not"},
        {"document,a,b\r\na,1,1\r\nb,x,1\r\n", "similarity.csv:3: a number was expected for 'a', not 'x'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct matrix_rows matrix;
        struct failure failure = {0};
        scratch_write("similarity.csv", cases[i].text);
        enum status status = matrix_rows_open(&matrix, scratch_path(""), &failure);
        for (size_t row = 0; status == STATUS_OK && row < matrix.count; row++)
            status = matrix_rows_read(&matrix, row, &failure);
        cr_expect_eq(status, STATUS_FAILED, "case %zu", i);
        cr_expect_eq(failure.kind, FAILURE_DATA);
        cr_expect_not_null(strstr(failure.message, cases[i].part), "%s", failure.message);
        matrix_rows_close(&matrix);
    }
}
