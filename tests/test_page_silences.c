/* A row was written by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "page_sample.h"

TestSuite(page_silences, .init = page_sample_open, .fini = page_sample_close);

Test(page_silences, a_row_says_who_mentions_it_how_often_and_what_was_expected)
{
    struct silence_finding item = {.source = span_of("post"),
                                   .event = span_of("war"),
                                   .has_term = true,
                                   .term = 2,
                                   .expected = 4.125,
                                   .found = 0,
                                   .other_count = 16,
                                   .other_sources = 3,
                                   .sources = 4,
                                   .elsewhere = 2,
                                   .surprise = 4.5,
                                   .p = NAN,
                                   .q = NAN};
    page_sample.silences = &item;
    page_sample.silence_count = 1;
    page_silences_write(&page_sample, page_sample_writer());
    page_sample_expect(page_sample_written(),
                       "<tr><td><bdi>post</bdi></td><td><bdi>war</bdi></td><td class=\"term\" "
                       "data-term=\"معاهده\"><bdi>معاهدة</bdi></td>"
                       "<td class=\"n\">3/4</td><td class=\"n\">16</td><td class=\"n\">0</td>"
                       "<td class=\"n\"><data value=\"4.125\">4.1</data></td><td class=\"n\">2</td>"
                       "<td class=\"n\"><data value=\"4.5\">4.5</data></td><td class=\"n\">\u2013</td><td "
                       "class=\"n\">\u2013</td></tr>");
}
