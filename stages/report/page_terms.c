/* page_terms.c - the strongest terms of each group, with the forms that a term took in; and the topics. */
#include <math.h>

#include "page_parts.h"

/* Forms of a word; where the table is long, fewer. */
enum { FORMS_SHOWN = 6, FORMS_OF_MANY = 3, MANY_ROWS = 1000 };

static void write_forms(const struct vocabulary_term *term, size_t most, struct writer *writer)
{
    html_raw(writer, "<td class=\"forms\">");
    for (size_t i = 0; i < term->form_count && i < most; i++) {
        html_raw(writer, i > 0 ? " <span>" : "<span>");
        html_name(writer, term->forms[i].surface);
        html_raw(writer, "\u00a0<small>");
        html_count(writer, term->forms[i].count);
        html_raw(writer, "</small></span>");
    }
    html_raw(writer, term->form_count > most ? " \u2026</td>" : "</td>");
}

static enum wording kind_of(enum group_kind kind)
{
    static const enum wording kinds[] = {WORDING_DOCUMENT, WORDING_SOURCE, WORDING_EVENT_NAME, WORDING_TOPIC};
    return kinds[kind];
}

static void write_term(const struct page *page, struct writer *writer, const struct term_finding *finding)
{
    const struct vocabulary_term *const term = &page->weighted->counts->terms[finding->term];
    html_raw(writer, "<tr><td>");
    page_words(page, writer, kind_of(finding->kind));
    html_raw(writer, "</td>");
    page_cell_name(writer, finding->name);
    page_cell_count(writer, finding->rank);
    html_raw(writer, "<td class=\"term\">");
    html_name(writer, summary_form(term));
    html_raw(writer, "</td>");
    write_forms(term, page->term_count > MANY_ROWS ? FORMS_OF_MANY : FORMS_SHOWN, writer);
    html_raw(writer, "<td class=\"stem\">");
    html_name(writer, term->term);
    html_raw(writer, "</td>");
    page_cell_count(writer, finding->count);
    page_cell_count(writer, finding->document_frequency);
    page_cell_number(writer, finding->weight, 1);
    html_raw(writer, "</tr>\n");
}

void page_terms_write(const struct page *page, struct writer *writer)
{
    static const struct page_column columns[] = {
        {WORDING_KIND, false},  {WORDING_NAME, false}, {WORDING_RANK, true},       {WORDING_WORD, false},
        {WORDING_FORMS, false}, {WORDING_STEM, false}, {WORDING_COUNT_HERE, true}, {WORDING_DOCUMENT_FREQUENCY, true},
        {WORDING_WEIGHT, true}};
    static const enum group_kind kinds[] = {GROUP_SOURCE, GROUP_EVENT, GROUP_TOPIC, GROUP_DOCUMENT};
    if (page->term_count == 0)
        return;
    page_section_open(page, writer, "terms", WORDING_TERMS, WORDING_TERMS_LEAD);
    page_table_open(page, writer, "terms-table", WORDING_TERMS, columns, sizeof columns / sizeof *columns);
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        for (size_t i = 0; i < page->term_count; i++) {
            if (page->terms[i].kind == kinds[kind])
                write_term(page, writer, &page->terms[i]);
        }
    }
    page_table_close(writer);
    page_rest(page, writer, page->rest.terms, "terms.csv");
    page_section_close(writer);
}

static void write_topic(const struct page *page, struct writer *writer, const struct page_topic *topic)
{
    const struct counts *const counts = page->weighted->counts;
    html_raw(writer, "<tr>");
    page_cell_count(writer, topic->number);
    page_cell_number(writer, topic->share * 100, 0);
    html_raw(writer, "<td class=\"forms\">");
    for (size_t i = 0; i < topic->term_count; i++) {
        if (i > 0)
            page_words(page, writer, WORDING_LIST_JOINT);
        html_name(writer, summary_form(&counts->terms[topic->terms[i]]));
    }
    html_raw(writer, "</td>");
    page_cell_name(writer, topic->document == SIZE_MAX ? span_of("") : counts->documents[topic->document]->id);
    page_cell_count(writer, topic->passages);
    page_cell_number(writer, topic->coherence, 2);
    html_raw(writer, "</tr>\n");
}

void page_topics_write(const struct page *page, struct writer *writer)
{
    static const struct page_column columns[] = {{WORDING_TOPIC, true},    {WORDING_SHARE, true},
                                                 {WORDING_TERMS, false},   {WORDING_TOPIC_DOCUMENT, false},
                                                 {WORDING_PASSAGES, true}, {WORDING_COHERENCE, true}};
    if (page->topic_count == 0)
        return;
    page_section_open(page, writer, "topics", WORDING_TOPICS, WORDING_TOPICS_LEAD);
    page_table_open(page, writer, "topics-table", WORDING_TOPICS, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < page->topic_count; i++)
        write_topic(page, writer, &page->topics[i]);
    page_table_close(writer);
    page_rest(page, writer, page->rest.topics, "topics.csv");
    page_section_close(writer);
}
