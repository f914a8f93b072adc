#include <criterion/criterion.h>
#include <stdlib.h>

#include "report_sample.h"
#include "screen.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(screen, .init = make, .fini = sample_folder_remove);

Test(screen, what_is_no_terminal_has_80_columns_and_no_bold_whatever_the_environment_says)
{
    struct screen screen = {0};
    struct failure failure = {0};
    setenv("COLUMNS", "132", 1);
    setenv("TERM", "xterm", 1);
    sample_stdout_to("out");
    const enum status status = screen_open(&screen, &failure);
    screen_heading(&screen, "Heading");
    const enum status closed = screen_close(&screen, &failure);
    sample_stdout_restore();
    cr_assert_eq(status, STATUS_OK);
    cr_assert_eq(closed, STATUS_OK);
    cr_expect_eq(screen.width, 80);
    cr_expect_str_eq(sample_content("out"), "\nHeading\n");
}

Test(screen, numbers_are_grouped_and_counted_words_agree)
{
    struct screen screen = {.width = 80, .is_bold = true};
    struct failure failure = {0};
    sample_writer(&screen.writer, "out");
    screen_grouped(&screen, 1234567);
    screen_spaces(&screen, 2);
    screen_grouped(&screen, 999);
    screen_spaces(&screen, 1);
    screen_count(&screen, 1, "document", "documents");
    screen_spaces(&screen, 1);
    screen_count(&screen, 1000, "document", "documents");
    screen_spaces(&screen, 1);
    screen_fixed(&screen, 0.478, 2);
    screen_heading(&screen, "Bold");
    cr_assert_eq(screen_close(&screen, &failure), STATUS_OK);
    cr_expect_str_eq(sample_content("out"), "1,234,567  999 1 document 1,000 documents 0.48\n\x1b[1mBold\x1b[0m\n");
}
