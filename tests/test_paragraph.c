/* Lines were broken by hand. */
#include <criterion/criterion.h>

#include "paragraph.h"
#include "report_sample.h"

TestSuite(paragraph, .init = (void (*)(void))sample_folder_make, .fini = sample_folder_remove);

static struct screen screen;
static struct paragraph paragraph;

static void start(size_t width)
{
    screen = (struct screen){.width = width};
    sample_writer(&screen.writer, "out");
    paragraph_open(&paragraph, &screen, 2, 4);
}

static const char *shown(void)
{
    struct failure failure = {0};
    paragraph_close(&paragraph);
    cr_assert_eq(writer_close(&screen.writer, &failure), STATUS_OK);
    return sample_content("out");
}

Test(paragraph, breaks_between_words_where_the_line_ends)
{
    start(11);
    paragraph_text(&paragraph, "one two th");
    paragraph_text(&paragraph, "ree four ");
    paragraph_text(&paragraph, "five");
    cr_assert_str_eq(shown(), "  one two\n    three\n    four\n    five\n");
}

Test(paragraph, a_word_as_long_as_the_line_still_fits)
{
    start(11);
    paragraph_text(&paragraph, "one three five");
    cr_assert_str_eq(shown(), "  one three\n    five\n");
}

Test(paragraph, a_name_keeps_its_spaces_and_its_comma)
{
    start(16);
    paragraph_text(&paragraph, "of ");
    paragraph_name(&paragraph, span_of("The Globe"));
    paragraph_text(&paragraph, ", it");
    cr_assert_str_eq(shown(), "  of The Globe,\n    it\n");
}

Test(paragraph, what_is_wider_than_the_screen_stands_on_a_line_of_its_own)
{
    start(8);
    paragraph_name(&paragraph, span_of("a-long-name"));
    paragraph_text(&paragraph, " (");
    paragraph_fixed(&paragraph, 0.125, 2);
    paragraph_text(&paragraph, ") ");
    paragraph_count(&paragraph, 1234);
    cr_assert_str_eq(shown(), "  a-long-name\n    (0.13)\n    1234\n");
}

Test(paragraph, the_width_of_arabic_is_that_of_its_letters)
{
    start(9);
    paragraph_name(&paragraph, span_of("سلام"));
    paragraph_text(&paragraph, " ab");
    cr_assert_str_eq(shown(), "  \u200eسلام\u200e ab\n");
}
