#include <criterion/criterion.h>
#include <stdio.h>

#include "results_sample.h"
#include "scratch.h"

TestSuite(renamed_documents, .init = scratch_open, .fini = scratch_close);

/* The rows of the baseline that OUT's have under another id, "-" for none. `before` and `after` are rows of
 * "id,CRC,bytes", behind one that both have. */
static const char *renamed(const char *before, const char *after)
{
    static char text[256];
    struct comparison comparison;
    size_t length = 0;
    results_sample_write();
    for (int side = 0; side < 2; side++) {
        char table[1024];
        snprintf(table, sizeof table, "document,text_crc32,bytes,source,event,language,date\nsame,1,1,,,,\n%s",
                 side == 0 ? before : after);
        scratch_write(side == 0 ? "before/documents.csv" : "after/documents.csv", table);
    }
    results_sample_open(&comparison, 0);
    for (size_t row = 1; row < comparison.documents[SIDE_AFTER].row_count; row++) {
        const size_t other = comparison.renamed[SIDE_AFTER][row];
        length += (size_t)snprintf(text + length, sizeof text - length, other == SIZE_MAX ? "-" : "%zu", other);
        cr_expect(other == SIZE_MAX || comparison.renamed[SIDE_BEFORE][other] == row);
    }
    cr_expect(comparison.renamed[SIDE_AFTER][0] == SIZE_MAX && comparison.renamed[SIDE_BEFORE][0] == SIZE_MAX);
    comparison_close(&comparison);
    text[length] = '\0';
    return text;
}

Test(renamed_documents, have_the_text_of_one_that_is_gone)
{
    cr_expect_str_eq(renamed("a,7,5,,,,\n", "b,7,5,,,,\n"), "1");
    cr_expect_str_eq(renamed("a,7,5,,,,\n", "b,7,6,,,,\n"), "-", "another length");
    cr_expect_str_eq(renamed("a,7,5,,,,\n", "b,8,5,,,,\n"), "-", "another checksum");
    cr_expect_str_eq(renamed("a,7,5,,,,\n", "a,7,5,,,,\nb,7,5,,,,\n"), "--", "a copy of one that is still there");
    cr_expect_str_eq(renamed("a,7,5,,,,\nb,8,5,,,,\n", "c,8,5,,,,\nd,7,5,,,,\n"), "21");
}

Test(renamed_documents, of_several_with_one_text_the_first_by_id_are_joined)
{
    cr_expect_str_eq(renamed("b,7,5,,,,\na,7,5,,,,\n", "y,7,5,,,,\nx,7,5,,,,\n"), "12");
    cr_expect_str_eq(renamed("a,7,5,,,,\n", "y,7,5,,,,\nx,7,5,,,,\n"), "-1");
    cr_expect_str_eq(renamed("b,7,5,,,,\na,7,5,,,,\n", "x,7,5,,,,\n"), "2");
}

Test(renamed_documents, are_not_told_by_a_text_that_is_empty_or_not_known)
{
    cr_expect_str_eq(renamed("a,0,0,,,,\n", "b,0,0,,,,\n"), "-");
    cr_expect_str_eq(renamed("a,,5,,,,\n", "b,,5,,,,\n"), "-");
}
