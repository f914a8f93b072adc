/* Forms and counts are the sample's. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "page_sample.h"

TestSuite(page_terms, .init = page_sample_open, .fini = page_sample_close);

Test(page_terms, sources_come_first_and_forms_stand_beside_the_stem)
{
    struct term_finding items[] = {{.kind = GROUP_DOCUMENT,
                                    .name = span_of("war/post"),
                                    .rank = 1,
                                    .term = 0,
                                    .weight = 2,
                                    .count = 2,
                                    .document_frequency = 1},
                                   {.kind = GROUP_SOURCE,
                                    .name = span_of("post"),
                                    .rank = 1,
                                    .term = 1,
                                    .weight = 3,
                                    .count = 1,
                                    .document_frequency = 2}};
    page_sample.terms = items;
    page_sample.term_count = 2;
    page_terms_write(&page_sample, page_sample_writer());
    const char *const text = page_sample_written();
    page_sample_expect(text,
                       "<td class=\"term\"><bdi>Treaty</bdi></td><td class=\"forms\"><span><bdi>Treaty</bdi>\u00a0"
                       "<small>2</small></span> <span><bdi>treaty</bdi>\u00a0<small>1</small></span></td>"
                       "<td class=\"stem\"><bdi>treaty</bdi></td>");
    cr_expect_lt(strstr(text, "<td>Source</td>"), strstr(text, "<td>Document</td>"));
}

Test(page_terms, a_topic_has_its_words_and_where_it_is_most)
{
    struct page_topic topic = {
        .number = 1, .passages = 7, .document = 1, .share = 0.25, .coherence = NAN, .terms = {2, 0}, .term_count = 2};
    page_sample.topics = &topic;
    page_sample.topic_count = 1;
    page_topics_write(&page_sample, page_sample_writer());
    page_sample_expect(page_sample_written(),
                       "<td class=\"forms\"><bdi>معاهدة</bdi>, <bdi>peace</bdi></td>"
                       "<td><bdi>حرب/صحيفة</bdi></td><td class=\"n\">7</td><td class=\"n\">\u2013</td>");
}
