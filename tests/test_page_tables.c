/* Rows were written by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "page_sample.h"

TestSuite(page_tables, .init = page_sample_open, .fini = page_sample_close);

static struct span names[] = {{"post", 4}, {"صحيفة", 10}};

Test(page_tables, a_pair_has_every_number_and_why_one_is_missing)
{
    static const size_t years[] = {3};
    struct page_source_pair pair = {.finding = {.event = span_of("war"),
                                                .tokens_a = 420,
                                                .tokens_b = 500,
                                                .similarity = 0.5,
                                                .low = NAN,
                                                .high = NAN,
                                                .names_share = 0.25,
                                                .without_names = 0.375,
                                                .years = years,
                                                .year_count = 1,
                                                .status = "no-interval: too <short>"},
                                    .a = 0,
                                    .b = 1};
    page_sample.sources = (struct page_sources){.names = names, .count = 2, .pairs = &pair, .pair_count = 1};
    page_pairs_table_write(&page_sample, page_sample_writer());
    page_sample_expect(
        page_sample_written(),
        "<tr><td><bdi>war</bdi></td><td><bdi>post</bdi></td><td><bdi>صحيفة</bdi></td>"
        "<td class=\"n\"><data value=\"0.5\">0.50</data></td><td class=\"n\">\u2013</td>"
        "<td class=\"n\"><data value=\"0.375\">0.38</data></td><td class=\"n\"><data value=\"25\">25</data></td>"
        "<td class=\"n\">420</td><td class=\"n\">500</td><td class=\"years\">1939</td>"
        "<td class=\"status\"><span lang=\"en\" dir=\"auto\">no-interval: too &lt;short&gt;</span></td></tr>");
}

Test(page_tables, neighbours_are_named_by_their_documents)
{
    struct neighbour neighbour = {.document = 0, .rank = 1, .neighbour = 1, .similarity = 0.25, .cosine = 0.5};
    page_sample.neighbours = &neighbour;
    page_sample.neighbour_count = 1;
    page_neighbours_write(&page_sample, page_sample_writer());
    page_sample_expect(page_sample_written(),
                       "<tr><td><bdi>war/post</bdi></td><td class=\"n\">1</td><td><bdi>حرب/صحيفة</bdi></td>"
                       "<td class=\"n\"><data value=\"0.25\">0.25</data></td>");
}
