/* page_parts.c - sections, tables and cells. */
#include "page_parts.h"

#include <math.h>

#include "status_reason.h"

void page_say(const struct page *page, struct writer *writer, const struct saying *saying)
{
    struct paragraph inline_text = {.page = writer, .language = page->settings->report_language};
    paragraph_say(&inline_text, saying);
}

bool page_is_distance(const struct page *page)
{
    return similarity_is_distance(page->settings->similarity);
}

static enum wording on_distances(enum wording wording)
{
    switch (wording) {
    case WORDING_LIKENESS:
        return WORDING_DISTANCE;
    case WORDING_MEAN_LIKENESS:
        return WORDING_MEAN_DISTANCE;
    case WORDING_MEANS_TABLE:
        return WORDING_DISTANCES_TABLE;
    case WORDING_MAPS_LEAD:
        return WORDING_DISTANCES_LEAD;
    default:
        return wording;
    }
}

void page_words(const struct page *page, struct writer *writer, enum wording wording)
{
    const struct saying saying = {.wording = page_is_distance(page) ? on_distances(wording) : wording};
    page_say(page, writer, &saying);
}

void page_section_open(const struct page *page, struct writer *writer, const char *id, enum wording title,
                       enum wording lead)
{
    html_raw(writer, "<section id=\"");
    html_raw(writer, id);
    html_raw(writer, "\" aria-labelledby=\"");
    html_raw(writer, id);
    html_raw(writer, "-title\">\n<h2 id=\"");
    html_raw(writer, id);
    html_raw(writer, "-title\">");
    page_words(page, writer, title);
    html_raw(writer, "</h2>\n");
    if (lead == WORDING_NOTHING)
        return;
    html_raw(writer, "<p class=\"lead\">");
    page_words(page, writer, lead);
    html_raw(writer, "</p>\n");
}

void page_section_close(struct writer *writer)
{
    html_raw(writer, "</section>\n");
}

void page_scroll_open(struct writer *writer)
{
    html_raw(writer, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
}

void page_table_open(const struct page *page, struct writer *writer, const char *id, enum wording caption,
                     const struct page_column *columns, size_t column_count)
{
    html_raw(writer, "<div class=\"toolbar\" hidden data-table=\"");
    html_raw(writer, id);
    html_raw(writer, "\"></div>\n");
    page_scroll_open(writer);
    page_words(page, writer, caption);
    html_raw(writer, "\" data-print=\"");
    page_words(page, writer, WORDING_PRINTED_ROWS);
    html_raw(writer, "\"><table class=\"sortable\" id=\"");
    html_raw(writer, id);
    html_raw(writer, "\"><caption class=\"vh\">");
    page_words(page, writer, caption);
    html_raw(writer, "</caption>\n<thead><tr>");
    for (size_t i = 0; i < column_count; i++) {
        html_raw(writer, columns[i].is_number ? "<th scope=\"col\" class=\"n\" data-sort=\"number\">"
                                              : "<th scope=\"col\" data-sort=\"text\">");
        page_words(page, writer, columns[i].heading);
        html_raw(writer, "</th>");
    }
    html_raw(writer, "</tr></thead>\n<tbody>\n");
}

void page_table_close(struct writer *writer)
{
    html_raw(writer, "</tbody></table></div>\n");
}

void page_cell_name(struct writer *writer, struct span name)
{
    html_raw(writer, "<td>");
    if (name.length > 0)
        html_name(writer, name);
    html_raw(writer, "</td>");
}

void page_cell_number(struct writer *writer, double value, unsigned decimals)
{
    html_raw(writer, "<td class=\"n\">");
    if (isnan(value))
        html_raw(writer, "\u2013");
    else
        html_number(writer, value, decimals);
    html_raw(writer, "</td>");
}

void page_cell_count(struct writer *writer, uint64_t value)
{
    html_raw(writer, "<td class=\"n\">");
    html_count(writer, value);
    html_raw(writer, "</td>");
}

void page_term_attribute(const struct page *page, struct writer *writer, size_t term)
{
    html_raw(writer, " data-term=\"");
    html_text(writer, page->weighted->counts->terms[term].term);
    html_raw(writer, "\"");
}

void page_cell_term(const struct page *page, struct writer *writer, size_t term)
{
    html_raw(writer, "<td class=\"term\"");
    page_term_attribute(page, writer, term);
    html_raw(writer, ">");
    html_name(writer, summary_form(&page->weighted->counts->terms[term]));
    html_raw(writer, "</td>");
}

void page_rest(const struct page *page, struct writer *writer, size_t count, const char *file)
{
    if (count == 0)
        return;
    const struct saying saying = {.wording = WORDING_REST, .parts = {part_count(count), part_name(span_of(file))}};
    html_raw(writer, "<p class=\"note\">");
    page_say(page, writer, &saying);
    html_raw(writer, "</p>\n");
}

void page_years(const struct page *page, struct writer *writer, const size_t *years, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            html_raw(writer, " ");
        html_text(writer, summary_form(&page->weighted->counts->terms[years[i]]));
    }
}

enum pair_state page_pair_state(const struct source_finding *finding)
{
    if (isnan(finding->similarity))
        return PAIR_NONE;
    if (status_has_reason(finding->status, "different-languages"))
        return PAIR_LANGUAGE;
    const bool is_short = status_has_reason(finding->status, "short") || finding->tokens_a < SHORT_DOCUMENT_WORDS ||
                          finding->tokens_b < SHORT_DOCUMENT_WORDS;
    return is_short ? PAIR_SHORT : PAIR_SHOWN;
}
