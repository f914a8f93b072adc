/* page_tables.c - the maps once more as tables: every number with what it rests on. */
#include <math.h>

#include "page_parts.h"
#include "page_remark.h"

enum { PAIR_ROWS = 400 };

static void write_pair(const struct page *page, struct writer *writer, const struct page_source_pair *pair)
{
    const struct source_finding *const finding = &pair->finding;
    html_raw(writer, "<tr>");
    if (finding->event.length > 0) {
        page_cell_name(writer, finding->event);
    } else {
        html_raw(writer, "<td>");
        page_words(page, writer, WORDING_ALL_TOGETHER);
        html_raw(writer, "</td>");
    }
    page_cell_name(writer, page->sources.names[pair->a]);
    page_cell_name(writer, pair->b == NO_SOURCE ? span_of("") : page->sources.names[pair->b]);
    page_cell_number(writer, finding->similarity, 2);
    html_raw(writer, "<td class=\"n\">");
    html_fixed(writer, finding->low, 2);
    html_raw(writer, isnan(finding->low) ? "\u2013" : "\u2013");
    html_fixed(writer, finding->high, 2);
    html_raw(writer, "</td>");
    page_cell_number(writer, finding->without_names, 2);
    page_cell_number(writer, finding->names_share * 100, 0);
    page_cell_count(writer, finding->tokens_a);
    page_cell_count(writer, finding->tokens_b);
    html_raw(writer, "<td class=\"years\">");
    page_years(page, writer, finding->years, finding->year_count);
    html_raw(writer, "</td><td class=\"status\">");
    page_remark(page->settings->report_language, finding->status, writer);
    html_raw(writer, "</td></tr>\n");
}

void page_sources_rest(const struct page *page, struct writer *writer)
{
    const struct page_sources *const sources = &page->sources;
    const struct saying rest = {
        .wording = WORDING_REST_SOURCES,
        .parts = {part_count(sources->count), part_count(sources->total), part_count(sources->event_count),
                  part_count(sources->event_count + sources->left_out), part_name(span_of("sources.csv"))}};
    if (sources->total == sources->count && sources->left_out == 0)
        return;
    html_raw(writer, "<p class=\"note\">");
    page_say(page, writer, &rest);
    html_raw(writer, "</p>\n");
}

void page_pairs_table_write(const struct page *page, struct writer *writer)
{
    static const struct page_column columns[] = {
        {WORDING_EVENT_NAME, false},   {WORDING_SOURCE_A, false}, {WORDING_SOURCE_B, false},
        {WORDING_LIKENESS, true},      {WORDING_INTERVAL, true},  {WORDING_WITHOUT, true},
        {WORDING_NAMES_SHARE, true},   {WORDING_WORDS_A, true},   {WORDING_WORDS_B, true},
        {WORDING_SHARED_YEARS, false}, {WORDING_REMARKS, false}};
    const struct page_sources *const sources = &page->sources;
    const size_t shown = sources->pair_count < PAIR_ROWS ? sources->pair_count : PAIR_ROWS;
    html_raw(writer, "<details><summary>");
    page_words(page, writer, WORDING_PAIRS_TABLE);
    html_raw(writer, "</summary>\n");
    page_table_open(page, writer, "pairs-table", WORDING_PAIRS_TABLE, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < shown; i++)
        write_pair(page, writer, &sources->pairs[i]);
    page_table_close(writer);
    page_rest(page, writer, sources->pair_count - shown, "sources.csv");
    html_raw(writer, "</details>\n");
}

void page_neighbours_write(const struct page *page, struct writer *writer)
{
    static const struct page_column columns[] = {{WORDING_DOCUMENT, false},
                                                 {WORDING_RANK, true},
                                                 {WORDING_NEIGHBOUR, false},
                                                 {WORDING_LIKENESS, true},
                                                 {WORDING_COSINE, true}};
    const struct counts *const counts = page->weighted->counts;
    if (page->neighbour_count == 0)
        return;
    html_raw(writer, page->has_likeness ? "<details><summary>" : "<details open><summary>");
    page_words(page, writer, WORDING_NEIGHBOURS_TABLE);
    html_raw(writer, "</summary>\n");
    page_table_open(page, writer, "neighbours-table", WORDING_NEIGHBOURS_TABLE, columns,
                    sizeof columns / sizeof *columns);
    for (size_t i = 0; i < page->neighbour_count; i++) {
        const struct neighbour *const neighbour = &page->neighbours[i];
        html_raw(writer, "<tr>");
        page_cell_name(writer, counts->documents[neighbour->document]->id);
        page_cell_count(writer, neighbour->rank);
        page_cell_name(writer, counts->documents[neighbour->neighbour]->id);
        page_cell_number(writer, neighbour->similarity, 2);
        page_cell_number(writer, neighbour->cosine, 2);
        html_raw(writer, "</tr>\n");
    }
    page_table_close(writer);
    if (counts->document_count > PAGE_LISTED_DOCUMENTS)
        page_rest(page, writer, counts->document_count - PAGE_LISTED_DOCUMENTS, "neighbours.csv");
    html_raw(writer, "</details>\n");
}
