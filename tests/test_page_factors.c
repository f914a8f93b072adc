/* A row of each kind was written by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "page_sample.h"

TestSuite(page_factors, .init = page_sample_open, .fini = page_sample_close);

static struct factor_finding rows[] = {
    {.kind = FACTOR_PAIRS,
     .name = "same event, other source",
     .languages = "different",
     .pairs = 22,
     .similarity = 0.067,
     .status = ""},
    {.kind = FACTOR_SHARE,
     .name = "event",
     .levels = 5,
     .degrees = 4,
     .share = 0.282,
     .by_chance = 0.086,
     .status = ""},
    {.kind = FACTOR_SHARE, .name = "none of these", .share = 0.5, .by_chance = NAN, .status = "why not"},
    {.kind = FACTOR_LENGTH, .name = "centred", .languages = "same", .correlation = NAN, .status = "too few"}};

static const char *written(enum similarity measure)
{
    static struct settings settings;
    settings = (struct settings){.similarity = measure};
    page_sample.settings = &settings;
    page_sample.factors = rows;
    page_sample.factor_count = sizeof rows / sizeof *rows;
    page_factors_write(&page_sample, page_sample_writer());
    return page_sample_written();
}

Test(page_factors, each_kind_of_row_has_its_table_in_words_of_the_page)
{
    const char *const text = written(SIMILARITY_CORRECTED);
    page_sample_expect(text, "<tr><th scope=\"row\">two sources on one event</th><td>two languages</td>"
                             "<td class=\"n\">22</td><td class=\"n\"><data value=\"0.067\">0.07</data></td>");
    page_sample_expect(text, "<tr><th scope=\"row\">Event</th><td class=\"n\">5</td>");
    page_sample_expect(text, ">28</data></td>");
    page_sample_expect(text, ">9</data></td>");
    page_sample_expect(text, "<tr><th scope=\"row\">none of these</th><td class=\"n\">\u2013</td>"
                             "<td class=\"n\"><data value=\"50\">50</data></td><td class=\"n\">\u2013</td>"
                             "<td class=\"status\"><span lang=\"en\" dir=\"auto\">why not</span></td></tr>");
    page_sample_expect(text, "<tr><th scope=\"row\">centred likeness</th><td>one language</td><td class=\"n\">0</td>"
                             "<td class=\"n\">\u2013</td>");
    page_sample_expect(text, "Mean likeness");
}

Test(page_factors, speak_of_distances_where_the_measure_is_one)
{
    const char *const text = written(SIMILARITY_BURROWS_DELTA);
    page_sample_expect(text, "Mean distance</th>");
    cr_expect_null(strstr(text, "Mean likeness"));
}

Test(page_factors, nothing_is_written_where_there_are_none)
{
    page_factors_write(&page_sample, page_sample_writer());
    cr_expect_str_empty(page_sample_written());
}
