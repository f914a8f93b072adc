/* Passages and pairs are made up; the table says how much each source tells, and what a passage rests on. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "page_sample.h"
#include "report_sample.h"

TestSuite(page_events, .init = page_sample_open, .fini = page_sample_close);

static struct span names[] = {{"post", 4}, {"\u0635\u062d\u064a\u0641\u0629", 10}, {"quiet", 5}};
static struct page_event events[] = {{{"peace", 5}, 0, 1}, {{"war", 3}, 1, 1}};
static struct page_source_pair pairs[] = {{.finding = {.tokens_a = 420, .tokens_b = 1500}, .a = 0, .b = 1},
                                          {.finding = {.tokens_a = 77}, .a = 1, .b = NO_SOURCE}};

static const char *written(void)
{
    struct failure failure = {0};
    cr_assert_eq(page_events_write(&page_sample, page_sample_writer(), &failure), STATUS_OK);
    return page_sample_written();
}

static void add_sources(void)
{
    page_sample.sources = (struct page_sources){
        .names = names, .count = 3, .total = 3, .pairs = pairs, .pair_count = 2, .events = events, .event_count = 2};
}

Test(page_events, each_source_has_its_words_on_each_event_and_a_dash_where_it_tells_nothing)
{
    add_sources();
    const char *const text = written();
    page_sample_expect(text, "The corpus names the events");
    page_sample_expect(text, "<th scope=\"col\" class=\"n\"><bdi>peace</bdi></th>"
                             "<th scope=\"col\" class=\"n\"><bdi>war</bdi></th>");
    page_sample_expect(text, "<th scope=\"row\"><bdi>post</bdi></th><td class=\"n\">420</td>"
                             "<td class=\"n\">\u2013</td></tr>");
    page_sample_expect(text, "<td class=\"n\"><data value=\"1500\">1\u202f500</data></td><td class=\"n\">77</td></tr>");
    page_sample_expect(text, "<bdi>quiet</bdi></th><td class=\"n\">\u2013</td><td class=\"n\">\u2013</td></tr>");
    cr_expect_null(strstr(text, "passages-table"));
}

Test(page_events, a_passage_stands_with_its_place_what_speaks_for_it_and_a_line_of_it)
{
    static const size_t terms[] = {3, 0};
    static struct settings settings = {.events = "wars.csv"};
    struct line_finding lines[] = {
        {.row = 1, .term = 3, .hit = {.start = 31, .end = 35, .match = span_of("foreign")}},
        {.row = 0, .term = 0, .hit = {.start = 12, .end = 17, .left = span_of("of"), .match = span_of("peace")}},
        {.row = 0,
         .term = 3,
         .hit = {.start = 30, .end = 34, .left = span_of("in ("), .match = span_of("1939"), .right = span_of("), a")}}};
    struct page_passage kept[] = {{.finding = {.event = span_of("war"),
                                               .document = sample_documents[0],
                                               .number = 2,
                                               .start = 10,
                                               .end = 900,
                                               .words = 150,
                                               .score = 6.52,
                                               .terms = terms,
                                               .term_count = 2,
                                               .status = "beside"},
                                   .row = 0},
                                  {.finding = {.event = span_of("peace"),
                                               .document = sample_documents[1],
                                               .number = 1,
                                               .end = 20,
                                               .score = 3,
                                               .status = ""},
                                   .row = 1}};
    page_sample.settings = &settings;
    page_sample.event_model =
        (struct event_model){EVENTS_FROM_FILE, .events = 2, .passages = 9, .about_one = 5, .about_several = 1};
    page_sample.passages = kept;
    page_sample.passage_count = 2;
    page_sample.rest.passages = 3;
    page_sample.evidence.lines = lines;
    page_sample.evidence.line_count = 3;
    const char *const text = written();
    page_sample_expect(text, "those of <bdi>wars.csv</bdi>; found in the texts: 2.");
    page_sample_expect(text, "half overlapping: 9; about one event: 5; about several: 1; about none, and not "
                             "compared: 3.");
    page_sample_expect(text, "<td class=\"n\">2</td><td><p dir=\"auto\">in (<mark>1939</mark>), a</p></td>"
                             "<td class=\"forms\"><bdi>1939</bdi> <bdi>peace</bdi></td>"
                             "<td class=\"n\"><data value=\"6.52\">6.5</data></td>"
                             "<td class=\"n\" dir=\"ltr\"><data value=\"10\">10\u2013900</data></td>"
                             "<td class=\"status\">less speaks for it, but it stands beside a sure one</td></tr>");
    cr_expect_lt(strstr(text, "<bdi>peace</bdi></td><td>"), strstr(text, "<bdi>war</bdi></td><td>"), "not by event");
    cr_expect_null(strstr(text, "foreign"), "a line from outside the passage");
    page_sample_expect(text, "events.csv");
}

Test(page_events, a_circular_comparison_is_named_so)
{
    struct page_passage kept = {.finding = {.event = span_of("a"), .document = sample_documents[0], .status = ""}};
    page_sample.event_model = (struct event_model){EVENTS_FOUND, .events = 1, .passages = 1, .circular = true};
    page_sample.passages = &kept;
    page_sample.passage_count = 1;
    const char *const text = written();
    page_sample_expect(text, "looked for in the texts themselves (--events auto); found: 1.");
    page_sample_expect(text, "<strong>The comparison is circular");
}

Test(page_events, nothing_is_written_of_a_corpus_without_events)
{
    cr_expect_not(page_events_are_there(&page_sample));
    cr_expect_str_empty(written());
}
