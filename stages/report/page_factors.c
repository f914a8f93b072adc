/* page_factors.c - what goes with event, source and language: a table for each kind of row in factors.csv. */
#include <math.h>
#include <string.h>

#include "page_parts.h"
#include "page_remark.h"

/* The names that findings carry, and what the page calls them. */
struct naming {
    const char *name;
    enum wording wording;
};

static const struct naming namings[] = {{"same event, other source", WORDING_TWO_ON_ONE},
                                        {"other event, same source", WORDING_ONE_ON_TWO},
                                        {"other event, other source", WORDING_TWO_ON_TWO},
                                        {"event", WORDING_EVENT_NAME},
                                        {"source", WORDING_SOURCE},
                                        {"language", WORDING_LANGUAGE},
                                        {"none of these", WORDING_NONE_OF_THESE},
                                        {"similarity", WORDING_LIKENESS},
                                        {"centred", WORDING_CENTRED},
                                        {"same", WORDING_ONE_LANGUAGE},
                                        {"different", WORDING_TWO_LANGUAGES}};

static void write_name(const struct page *page, struct writer *writer, const char *name)
{
    for (size_t i = 0; i < sizeof namings / sizeof *namings; i++) {
        if (strcmp(namings[i].name, name) == 0) {
            page_words(page, writer, namings[i].wording);
            return;
        }
    }
    html_string(writer, name);
}

static void write_head(const struct page *page, struct writer *writer, const struct factor_finding *factor)
{
    html_raw(writer, "<tr><th scope=\"row\">");
    write_name(page, writer, factor->name);
    html_raw(writer, "</th>");
}

static void write_end(const struct page *page, struct writer *writer, const struct factor_finding *factor)
{
    html_raw(writer, "<td class=\"status\">");
    page_remark(page->settings->report_language, factor->status, writer);
    html_raw(writer, "</td></tr>\n");
}

static void write_languages(const struct page *page, struct writer *writer, const struct factor_finding *factor)
{
    html_raw(writer, "<td>");
    write_name(page, writer, factor->languages);
    html_raw(writer, "</td>");
    page_cell_count(writer, factor->pairs);
}

static void write_row(const struct page *page, struct writer *writer, const struct factor_finding *factor)
{
    write_head(page, writer, factor);
    switch (factor->kind) {
    case FACTOR_PAIRS:
        write_languages(page, writer, factor);
        page_cell_number(writer, factor->similarity, 2);
        break;
    case FACTOR_SHARE:
        if (factor->levels > 0)
            page_cell_count(writer, factor->levels);
        else
            html_raw(writer, "<td class=\"n\">\u2013</td>");
        page_cell_number(writer, factor->share * 100, 0);
        page_cell_number(writer, factor->by_chance * 100, 0);
        break;
    case FACTOR_LENGTH:
        write_languages(page, writer, factor);
        page_cell_number(writer, factor->correlation, 2);
        break;
    }
    write_end(page, writer, factor);
}

static void write_table(const struct page *page, struct writer *writer, enum factor_kind kind, const char *id,
                        enum wording caption, const struct page_column *columns, size_t column_count)
{
    size_t count = 0;
    for (size_t i = 0; i < page->factor_count; i++)
        count += page->factors[i].kind == kind;
    if (count == 0)
        return;
    html_raw(writer, "<h3>");
    page_words(page, writer, caption);
    html_raw(writer, "</h3>\n");
    page_table_open(page, writer, id, caption, columns, column_count);
    for (size_t i = 0; i < page->factor_count; i++) {
        if (page->factors[i].kind == kind)
            write_row(page, writer, &page->factors[i]);
    }
    page_table_close(writer);
}

void page_factors_write(const struct page *page, struct writer *writer)
{
    static const struct page_column means[] = {{WORDING_TELLINGS, false},
                                               {WORDING_LANGUAGES, false},
                                               {WORDING_PAIR_COUNT, true},
                                               {WORDING_MEAN_LIKENESS, true},
                                               {WORDING_REMARKS, false}};
    static const struct page_column shares[] = {{WORDING_FACTOR, false},
                                                {WORDING_GROUPS, true},
                                                {WORDING_SHARE, true},
                                                {WORDING_BY_CHANCE, true},
                                                {WORDING_REMARKS, false}};
    static const struct page_column lengths[] = {{WORDING_MEASURE, false},
                                                 {WORDING_LANGUAGES, false},
                                                 {WORDING_PAIR_COUNT, true},
                                                 {WORDING_CORRELATION, true},
                                                 {WORDING_REMARKS, false}};
    if (page->factor_count == 0)
        return;
    page_section_open(page, writer, "factors", WORDING_FACTORS, WORDING_FACTORS_LEAD);
    write_table(page, writer, FACTOR_PAIRS, "means-table", WORDING_MEANS_TABLE, means, sizeof means / sizeof *means);
    write_table(page, writer, FACTOR_SHARE, "shares-table", WORDING_SHARES_TABLE, shares,
                sizeof shares / sizeof *shares);
    write_table(page, writer, FACTOR_LENGTH, "lengths-table", WORDING_LENGTHS_TABLE, lengths,
                sizeof lengths / sizeof *lengths);
    page_section_close(writer);
}
