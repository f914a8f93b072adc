/* Lines were broken by hand. */
#include <criterion/criterion.h>
#include <unistd.h>

#include "paragraph.h"
#include "report_sample.h"

TestSuite(paragraph, .init = (void (*)(void))sample_folder_make, .fini = sample_folder_remove);

static struct screen screen;
static struct paragraph paragraph;

static void start(size_t width)
{
    screen = (struct screen){.width = width};
    sample_writer(&screen.writer, "out");
    const struct outlet outlet = {.screen = &screen};
    paragraph_open(&paragraph, &outlet, 2, 4);
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

Test(paragraph, says_a_wording_with_its_parts_and_breaks_it_as_any_other_text)
{
    const struct saying score = {.wording = WORDING_SCORE_INTERVAL,
                                 .parts = {part_fixed(0.474, 2), part_fixed(0.4, 2), part_fixed(0.55, 2)}};
    const struct saying two = {.wording = WORDING_ORDER_TWO,
                               .parts = {part_name(span_of("a")), part_name(span_of("b")), part_saying(&score),
                                         part_name(span_of("a")), part_name(span_of("c")), part_count(0)}};
    start(60);
    paragraph_say(&paragraph, &two);
    cr_assert_str_eq(shown(), "  a and b are most alike (0.47; 95% interval 0.40 to 0.55);\n"
                              "    less so a and c (0).\n");
}

Test(paragraph, in_a_page_is_an_element_of_its_language_in_which_names_are_isolated_and_nothing_is_markup)
{
    struct writer writer = {0};
    struct failure failure = {0};
    const struct outlet outlet = {.page = &writer, .language = REPORT_FRENCH};
    const struct saying names = {.wording = WORDING_NAMES, .parts = {part_fixed(17, 0), part_fixed(-0.5, 2)}};
    const struct saying event = {.wording = WORDING_EVENT, .parts = {part_name(span_of("<b>&"))}};
    sample_writer(&writer, "page");
    paragraph_open(&paragraph, &outlet, 2, 4);
    paragraph_say(&paragraph, &event);
    paragraph_say(&paragraph, &names);
    paragraph_count(&paragraph, 12345);
    paragraph_close(&paragraph);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_str_eq(sample_content("page"), "<p><bdi>&lt;b&gt;&amp;</bdi>\u00a0:  Les noms d’États et de peuples "
                                             "en portent 17\u202f%\u202f; comparés sans "
                                             "eux \u22120.50.<data value=\"12345\">12\u202f345</data></p>\n");
}

/* The sentence that counts further events, in a language. */
static const char *events_more(enum report_language language, size_t count)
{
    const struct saying saying = {.wording = WORDING_EVENTS_MORE, .parts = {part_count(count)}};
    start(200);
    paragraph.language = language;
    paragraph_say(&paragraph, &saying);
    const char *const text = shown();
    (void)unlink(sample_path("out"));
    return text;
}

Test(paragraph, what_is_counted_has_the_form_of_its_count)
{
    static const struct {
        enum report_language language;
        size_t count;
        const char *text;
    } cases[] = {
        {REPORT_ENGLISH, 1, "  and 1 event more in sources.csv\n"},
        {REPORT_ENGLISH, 2, "  and 2 events more in sources.csv\n"},
        {REPORT_FRENCH, 1, "  et 1 événement de plus dans sources.csv\n"},
        {REPORT_RUSSIAN, 21, "  и ещё 21 событие в sources.csv\n"},
        {REPORT_RUSSIAN, 3, "  и ещё 3 события в sources.csv\n"},
        {REPORT_RUSSIAN, 11, "  и ещё 11 событий в sources.csv\n"},
        {REPORT_ARABIC, 1, "  وحدث آخر في sources.csv\n"},
        {REPORT_ARABIC, 2, "  وحدثان آخران في sources.csv\n"},
        {REPORT_ARABIC, 7, "  و7 أحداث أخرى في sources.csv\n"},
        {REPORT_ARABIC, 40, "  و40 حدثا آخر في sources.csv\n"},
        {REPORT_ARABIC, 100, "  و100 حدث آخر في sources.csv\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_str_eq(events_more(cases[i].language, cases[i].count), cases[i].text);
    }
}
