/* page_silences.c - what most others on an event mention and a source does not. */
#include <math.h>

#include "page_parts.h"

static void write_of(struct writer *writer, uint64_t part, uint64_t whole)
{
    html_raw(writer, "<td class=\"n\">");
    html_count(writer, part);
    html_raw(writer, "/");
    html_count(writer, whole);
    html_raw(writer, "</td>");
}

static void write_silence(const struct page *page, struct writer *writer, const struct silence_finding *silence)
{
    html_raw(writer, "<tr>");
    page_cell_name(writer, silence->source);
    page_cell_name(writer, silence->event);
    page_cell_term(page, writer, silence->term);
    write_of(writer, silence->other_sources, silence->sources);
    page_cell_count(writer, silence->other_count);
    page_cell_count(writer, silence->found);
    page_cell_number(writer, silence->expected, 1);
    page_cell_count(writer, silence->elsewhere);
    page_cell_number(writer, silence->surprise, 1);
    page_cell_number(writer, silence->p, 3);
    page_cell_number(writer, silence->q, 3);
    html_raw(writer, "</tr>\n");
}

void page_silences_write(const struct page *page, struct writer *writer)
{
    static const struct page_column columns[] = {{WORDING_SOURCE, false},
                                                 {WORDING_EVENT_NAME, false},
                                                 {WORDING_WORD, false},
                                                 {WORDING_OTHER_SOURCES, true},
                                                 {WORDING_OTHER_COUNT, true},
                                                 {WORDING_FOUND_HERE, true},
                                                 {WORDING_EXPECTED, true},
                                                 {WORDING_ELSEWHERE, true},
                                                 {WORDING_SURPRISE, true},
                                                 {WORDING_P, true},
                                                 {WORDING_Q, true}};
    if (page->silence_count == 0)
        return;
    page_section_open(page, writer, "silences", WORDING_SILENCES, WORDING_SILENCES_LEAD);
    page_table_open(page, writer, "silences-table", WORDING_SILENCES, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < page->silence_count; i++)
        write_silence(page, writer, &page->silences[i]);
    page_table_close(writer);
    page_rest(page, writer, page->rest.silences, "silences.csv");
    page_section_close(writer);
}
