/*
 * page_strips.c - where the words of the events stand: for each event a table of its documents and its strongest words,
 * a strip a cell. The script adds a place to look for any other word that is followed.
 */
#include "page_parts.h"
#include "page_places.h"

enum { STRIP_EVENTS = 12, STRIP_WORDS = 5, STRIP_DOCUMENTS = 24, STRIP_HEIGHT = 10 };

/* The strongest words of the event that are followed: at most STRIP_WORDS columns. */
static size_t words_of(const struct page *page, const struct page_places *places, struct span event,
                       size_t words[STRIP_WORDS])
{
    size_t count = 0;
    for (size_t i = 0; i < page->term_count && count < STRIP_WORDS; i++) {
        const struct term_finding *const term = &page->terms[i];
        if (term->kind != GROUP_EVENT || !span_equal(term->name, event))
            continue;
        for (size_t k = 0; k < places->count; k++) {
            if (places->items[k].term == term->term) {
                words[count++] = term->term;
                break;
            }
        }
    }
    return count;
}

static void write_strip(struct writer *writer, uint64_t marks)
{
    html_raw(writer, "<svg class=\"strip\" viewBox=\"0 0 ");
    html_integer(writer, PAGE_PLACE_STEPS);
    html_raw(writer, " ");
    html_integer(writer, STRIP_HEIGHT);
    html_raw(writer, "\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"");
    for (unsigned step = 0; step < PAGE_PLACE_STEPS; step++) {
        if ((marks >> step & 1) == 0)
            continue;
        html_raw(writer, "M");
        html_integer(writer, step);
        html_raw(writer, " 0h1v");
        html_integer(writer, STRIP_HEIGHT);
        html_raw(writer, "h-1z");
    }
    html_raw(writer, "\"/></svg>");
}

static void write_cell(const struct page_places *places, struct writer *writer, size_t term, size_t row)
{
    const struct page_place *const place = page_places_find(places, term, row);
    if (place == NULL) {
        html_raw(writer, "<td class=\"n\">\u2013</td>");
        return;
    }
    html_raw(writer, "<td class=\"n\">");
    html_count(writer, place->count);
    if (place->marks != 0) {
        html_raw(writer, " ");
        write_strip(writer, place->marks);
    }
    html_raw(writer, "</td>");
}

static void open_table(const struct page *page, struct writer *writer, struct span event, const size_t *words,
                       size_t count)
{
    html_raw(writer, "<h3>");
    html_name(writer, event);
    html_raw(writer, "</h3>\n");
    page_scroll_open(writer);
    html_text_within(writer, event, HTML_NAME_COLUMNS);
    html_raw(writer, "\"><table class=\"coverage strips\"><caption class=\"vh\">");
    html_name(writer, event);
    html_raw(writer, "</caption>\n<thead><tr><th scope=\"col\">");
    page_words(page, writer, WORDING_DOCUMENT);
    html_raw(writer, "</th><th scope=\"col\">");
    page_words(page, writer, WORDING_SOURCE);
    html_raw(writer, "</th>");
    for (size_t i = 0; i < count; i++) {
        html_raw(writer, "<th scope=\"col\"");
        page_term_attribute(page, writer, words[i]);
        html_raw(writer, ">");
        html_name(writer, summary_form(&page->weighted->counts->terms[words[i]]));
        html_raw(writer, "</th>");
    }
    html_raw(writer, "</tr></thead>\n<tbody>\n");
}

static void write_event(const struct page *page, const struct page_places *places, struct writer *writer,
                        struct span event)
{
    const struct counts *const counts = page->weighted->counts;
    size_t words[STRIP_WORDS], shown = 0, all = 0;
    const size_t count = words_of(page, places, event, words);
    for (size_t row = 0; row < counts->document_count; row++)
        all += span_equal(counts->documents[row]->event, event);
    if (count == 0 || all == 0)
        return;
    open_table(page, writer, event, words, count);
    for (size_t row = 0; row < counts->document_count && shown < STRIP_DOCUMENTS; row++) {
        const struct document *const document = counts->documents[row];
        if (!span_equal(document->event, event))
            continue;
        shown++;
        html_raw(writer, "<tr><th scope=\"row\">");
        html_name(writer, document->id);
        html_raw(writer, "</th>");
        page_cell_name(writer, document->source);
        for (size_t i = 0; i < count; i++)
            write_cell(places, writer, words[i], row);
        html_raw(writer, "</tr>\n");
    }
    html_raw(writer, "</tbody></table></div>\n");
    page_rest(page, writer, all - shown, "documents.csv");
}

void page_strips_write(const struct page *page, const struct page_places *places, struct writer *writer)
{
    const size_t events = page->sources.event_count;
    if (places->is_without_corpus) {
        page_section_open(page, writer, "words", WORDING_PLACES, WORDING_PLACES_MANY);
        page_section_close(writer);
    }
    if (places->term_count == 0)
        return;
    page_section_open(page, writer, "words", WORDING_PLACES, WORDING_PLACES_LEAD);
    html_raw(writer, "<div id=\"word-view\" class=\"js-only\"></div>\n");
    for (size_t i = 0; i < events && i < STRIP_EVENTS; i++)
        write_event(page, places, writer, page->sources.events[i].name);
    page_rest(page, writer, events > STRIP_EVENTS ? events - STRIP_EVENTS : 0, "terms.csv");
    page_section_close(writer);
}
