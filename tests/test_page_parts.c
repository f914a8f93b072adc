/* The markup was written by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "page_sample.h"

TestSuite(page_parts, .init = page_sample_open, .fini = page_sample_close);

Test(page_parts, a_section_is_named_by_its_heading)
{
    struct writer *const writer = page_sample_writer();
    page_section_open(&page_sample, writer, "terms", WORDING_TOPICS, WORDING_NOTHING);
    page_section_close(writer);
    cr_assert_str_eq(page_sample_written(), "<section id=\"terms\" aria-labelledby=\"terms-title\">\n"
                                            "<h2 id=\"terms-title\">Topics</h2>\n</section>\n");
}

Test(page_parts, a_table_has_a_caption_headings_and_a_place_for_tools)
{
    static const struct page_column columns[] = {{WORDING_SOURCE, false}, {WORDING_WORDS, true}};
    struct writer *const writer = page_sample_writer();
    page_table_open(&page_sample, writer, "t", WORDING_TERMS, columns, 2);
    page_table_close(writer);
    const char *const text = page_sample_written();
    page_sample_expect(text, "<div class=\"toolbar\" hidden data-table=\"t\"></div>");
    page_sample_expect(text, "role=\"group\" aria-label=\"The strongest terms\" data-print=\"The first 40 rows;");
    page_sample_expect(text, "beside the page.\"><table class=\"sortable\" id=\"t\">");
    page_sample_expect(text, "<caption class=\"vh\">The strongest terms</caption>");
    page_sample_expect(text, "<th scope=\"col\" data-sort=\"text\">Source</th>"
                             "<th scope=\"col\" class=\"n\" data-sort=\"number\">Words</th></tr>");
}

Test(page_parts, what_is_not_known_is_a_dash_and_no_number)
{
    struct writer *const writer = page_sample_writer();
    page_cell_number(writer, NAN, 2);
    page_cell_number(writer, 0.5, 2);
    cr_assert_str_eq(page_sample_written(),
                     "<td class=\"n\">\u2013</td><td class=\"n\"><data value=\"0.5\">0.50</data></td>");
}

Test(page_parts, a_rest_of_none_is_not_told)
{
    struct writer *const writer = page_sample_writer();
    page_rest(&page_sample, writer, 0, "a.csv");
    page_rest(&page_sample, writer, 3, "a.csv");
    cr_assert_str_eq(page_sample_written(), "<p class=\"note\">3 more are in <bdi>a.csv</bdi>.</p>\n");
}

Test(page_parts, the_state_of_a_pair_is_read_from_its_status_and_its_words)
{
    struct source_finding finding = {.similarity = 0.5, .tokens_a = 400, .tokens_b = 900, .status = ""};
    cr_expect_eq(page_pair_state(&finding), PAIR_SHOWN);
    finding.status = "short; no-interval: too short";
    cr_expect_eq(page_pair_state(&finding), PAIR_SHORT);
    finding.status = "different-languages; short";
    cr_expect_eq(page_pair_state(&finding), PAIR_LANGUAGE);
    finding.status = "no-interval: too short";
    cr_expect_eq(page_pair_state(&finding), PAIR_SHOWN);
    finding.tokens_a = 399; /* over all events, whose status speaks of other things */
    cr_expect_eq(page_pair_state(&finding), PAIR_SHORT);
    finding.similarity = NAN;
    finding.status = "no-text";
    cr_expect_eq(page_pair_state(&finding), PAIR_NONE);
}
