/*
 * page_events.c - which source tells how much of which event; and, where the events were given or looked for, the
 * passages that went to each, with what speaks for it and a line of the evidence that stands in the passage.
 */
#include <stdlib.h>

#include "array.h"
#include "page_parts.h"
#include "page_remark.h"

enum { COVERAGE_EVENTS = 30, COVERAGE_CELLS = 2000 };

static void write_origin(const struct page *page, struct writer *writer)
{
    const struct event_model *const model = &page->event_model;
    const struct saying origin =
        model->kind == EVENTS_FOUND
            ? (struct saying){.wording = WORDING_EVENTS_FOUND, .parts = {part_count(model->events)}}
            : (struct saying){.wording = WORDING_EVENTS_FILE,
                              .parts = {part_name(span_of(page->settings->events)), part_count(model->events)}};
    const struct saying passages = {.wording = WORDING_EVENTS_PASSAGES,
                                    .parts = {part_count(model->passages), part_count(model->about_one),
                                              part_count(model->about_several),
                                              part_count(model->passages - model->about_one - model->about_several)}};
    html_raw(writer, "<p>");
    page_say(page, writer, &origin);
    html_raw(writer, " ");
    page_say(page, writer, &passages);
    if (model->circular) {
        html_raw(writer, " <strong>");
        page_words(page, writer, WORDING_EVENTS_CIRCULAR);
        html_raw(writer, "</strong>");
    }
    html_raw(writer, "</p>\n");
}

/* ---- coverage ------------------------------------------------------------------------------------------------------
 */

static void write_headings(const struct page *page, struct writer *writer, size_t columns)
{
    html_raw(writer, "<h3>");
    page_words(page, writer, WORDING_COVERAGE);
    html_raw(writer, "</h3>\n");
    page_scroll_open(writer);
    page_words(page, writer, WORDING_COVERAGE);
    html_raw(writer, "\"><table class=\"coverage\"><caption class=\"vh\">");
    page_words(page, writer, WORDING_COVERAGE);
    html_raw(writer, "</caption>\n<thead><tr><th scope=\"col\">");
    page_words(page, writer, WORDING_SOURCE);
    html_raw(writer, "</th>");
    for (size_t i = 0; i < columns; i++) {
        html_raw(writer, "<th scope=\"col\" class=\"n\">");
        html_name(writer, page->sources.events[i].name);
        html_raw(writer, "</th>");
    }
    html_raw(writer, "</tr></thead>\n<tbody>\n");
}

/* words[source * columns + event]; a source that tells nothing of the event keeps 0. */
static void fill_words(const struct page_sources *sources, size_t columns, uint64_t *words)
{
    for (size_t column = 0; column < columns; column++) {
        const struct page_event *const event = &sources->events[column];
        for (size_t i = event->first; i < event->first + event->count; i++) {
            const struct page_source_pair *const pair = &sources->pairs[i];
            words[pair->a * columns + column] = pair->finding.tokens_a;
            if (pair->b != NO_SOURCE)
                words[pair->b * columns + column] = pair->finding.tokens_b;
        }
    }
}

static enum status write_coverage(const struct page *page, struct writer *writer, struct failure *failure)
{
    const struct page_sources *const sources = &page->sources;
    const size_t columns = sources->event_count < COVERAGE_EVENTS ? sources->event_count : COVERAGE_EVENTS;
    uint64_t *words = NULL;
    if (columns == 0)
        return STATUS_OK;
    const size_t rows = sources->count * columns <= COVERAGE_CELLS ? sources->count : COVERAGE_CELLS / columns;
    if (array_zeroed((void **)&words, sources->count * columns, sizeof *words, failure) != STATUS_OK)
        return STATUS_FAILED;
    fill_words(sources, columns, words);
    write_headings(page, writer, columns);
    for (size_t row = 0; row < rows; row++) {
        html_raw(writer, "<tr><th scope=\"row\">");
        html_name(writer, sources->names[row]);
        html_raw(writer, "</th>");
        for (size_t column = 0; column < columns; column++) {
            const uint64_t count = words[row * columns + column];
            if (count > 0)
                page_cell_count(writer, count);
            else
                html_raw(writer, "<td class=\"n\">\u2013</td>");
        }
        html_raw(writer, "</tr>\n");
    }
    html_raw(writer, "</tbody></table></div>\n");
    page_rest(page, writer, sources->count - rows + sources->event_count - columns, "events.csv");
    free(words);
    return STATUS_OK;
}

/* ---- passages ------------------------------------------------------------------------------------------------------
 */

/* By event, then source and document, then place: as they are read. */
static int compare_passages(const void *a, const void *b)
{
    const struct passage_finding *const first = &(*(const struct page_passage *const *)a)->finding;
    const struct passage_finding *const second = &(*(const struct page_passage *const *)b)->finding;
    const int events = span_compare(first->event, second->event);
    const int sources = span_compare(first->document->source, second->document->source);
    const int documents = span_compare(first->document->id, second->document->id);
    if (events != 0 || sources != 0 || documents != 0)
        return events != 0 ? events : sources != 0 ? sources : documents;
    return (first->number > second->number) - (first->number < second->number);
}

static void write_place(struct writer *writer, const struct passage_finding *passage)
{
    html_raw(writer, "<td class=\"n\" dir=\"ltr\"><data value=\"");
    html_integer(writer, passage->start);
    html_raw(writer, "\">");
    html_integer(writer, passage->start);
    html_raw(writer, "\u2013");
    html_integer(writer, passage->end);
    html_raw(writer, "</data></td>");
}

static void write_terms(const struct page *page, struct writer *writer, const struct passage_finding *passage)
{
    html_raw(writer, "<td class=\"forms\">");
    for (size_t i = 0; i < passage->term_count; i++) {
        html_raw(writer, i > 0 ? " " : "");
        html_name(writer, summary_form(&page->weighted->counts->terms[passage->terms[i]]));
    }
    html_raw(writer, "</td>");
}

static void write_passage(const struct page *page, struct writer *writer, const struct page_passage *kept)
{
    const struct passage_finding *const passage = &kept->finding;
    const struct line_finding *const line = page_evidence_line_in(&page->evidence, kept->row, passage->start,
                                                                  passage->end, passage->terms, passage->term_count);
    html_raw(writer, "<tr>");
    page_cell_name(writer, passage->event);
    page_cell_name(writer, passage->document->source);
    page_cell_name(writer, passage->document->id);
    page_cell_count(writer, passage->number);
    html_raw(writer, "<td>");
    if (line != NULL)
        page_evidence_line_write(writer, line);
    html_raw(writer, "</td>");
    write_terms(page, writer, passage);
    page_cell_number(writer, passage->score, 1);
    write_place(writer, passage);
    html_raw(writer, "<td class=\"status\">");
    page_remark(page->settings->report_language, passage->status, writer);
    html_raw(writer, "</td></tr>\n");
}

static enum status write_passages(const struct page *page, struct writer *writer, struct failure *failure)
{
    static const struct page_column columns[] = {
        {WORDING_EVENT_NAME, false},   {WORDING_SOURCE, false},     {WORDING_DOCUMENT, false},
        {WORDING_PASSAGE, true},       {WORDING_LINE_OF_IT, false}, {WORDING_SPEAKS, false},
        {WORDING_SURPRISE_NATS, true}, {WORDING_BYTES, true},       {WORDING_REMARKS, false}};
    const struct page_passage **order = NULL;
    if (page->passage_count == 0)
        return STATUS_OK;
    if (array_zeroed((void **)&order, page->passage_count, sizeof *order, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < page->passage_count; i++)
        order[i] = &page->passages[i];
    qsort(order, page->passage_count, sizeof *order, compare_passages);
    html_raw(writer, "<h3>");
    page_words(page, writer, WORDING_PASSAGES);
    html_raw(writer, "</h3>\n<p class=\"note\">");
    page_words(page, writer, WORDING_PASSAGES_LEAD);
    html_raw(writer, "</p>\n");
    page_table_open(page, writer, "passages-table", WORDING_PASSAGES, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < page->passage_count; i++)
        write_passage(page, writer, order[i]);
    page_table_close(writer);
    page_rest(page, writer, page->rest.passages, "events.csv");
    free(order);
    return STATUS_OK;
}

bool page_events_are_there(const struct page *page)
{
    return page->sources.event_count > 0 || page->passage_count > 0;
}

enum status page_events_write(const struct page *page, struct writer *writer, struct failure *failure)
{
    const bool is_corpus = page->event_model.kind == EVENTS_FROM_CORPUS;
    if (!page_events_are_there(page))
        return STATUS_OK;
    page_section_open(page, writer, "events", is_corpus ? WORDING_EVENTS : WORDING_EVENTS_TITLE,
                      is_corpus ? WORDING_EVENTS_CORPUS : WORDING_NOTHING);
    if (!is_corpus)
        write_origin(page, writer);
    if (write_coverage(page, writer, failure) != STATUS_OK || write_passages(page, writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    page_section_close(writer);
    return STATUS_OK;
}
