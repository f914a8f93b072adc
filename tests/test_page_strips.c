/* Where the words of the sample stand is worked out in test_page_places.c. */
#include <criterion/criterion.h>
#include <string.h>

#include "page_places.h"
#include "page_sample.h"
#include "report_sample.h"

TestSuite(page_strips, .init = page_sample_open, .fini = page_sample_close);

static struct page_event war = {.name = {"war", 3}};

static const char *written(struct page_places *places)
{
    page_sample.sources.events = &war;
    page_sample.sources.event_count = 1;
    page_strips_write(&page_sample, places, page_sample_writer());
    return page_sample_written();
}

Test(page_strips, an_event_has_a_row_a_document_and_a_strip_a_word)
{
    struct term_finding items[] = {{.kind = GROUP_SOURCE, .name = span_of("post"), .rank = 1, .term = 3},
                                   {.kind = GROUP_EVENT, .name = span_of("war"), .rank = 1, .term = 0}};
    struct page_place found[] = {{.term = 0, .row = 0, .count = 2, .marks = UINT64_C(1) << 7 | UINT64_C(1) << 39}};
    size_t terms[] = {0};
    struct page_places places = {.items = found, .count = 1, .terms = terms, .term_count = 1};
    page_sample.terms = items;
    page_sample.term_count = 2;
    const char *const text = written(&places);
    page_sample_expect(text, "<th scope=\"col\" data-term=\"peace\"><bdi>peace</bdi></th></tr>");
    page_sample_expect(text,
                       "<th scope=\"row\"><bdi>war/post</bdi></th><td><bdi>post</bdi></td><td class=\"n\">2 <svg");
    page_sample_expect(text, "<path d=\"M7 0h1v10h-1zM39 0h1v10h-1z\"/></svg></td></tr>");
    page_sample_expect(text, "<bdi>حرب/صحيفة</bdi></th><td><bdi>صحيفة</bdi></td><td class=\"n\">\u2013</td></tr>");
    cr_expect_null(strstr(text, "empty"), "a document that is not on the event");
}

Test(page_strips, nothing_stands_there_where_no_word_is_followed)
{
    struct page_places places = {0};
    cr_expect_str_eq(written(&places), "");
}
