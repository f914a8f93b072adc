/*
 * page_timeline.c - which years each source mentions, and how often: a line a source on one scale of years, and the
 * same as a table.
 *
 * The scale runs over the years between which the middle 98 per cent of all mentions lie, so that one misread number
 * does not push all others into a corner; what lies outside stands in the table.
 */
#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "page_parts.h"

enum {
    TIMELINE_SOURCES = 40,
    TABLE_YEARS = 400,
    LINE_HEIGHT = 30,
    LINE_LEFT = 170,
    LINE_WIDTH = 760,
    LINE_TOP = 26,
    LABEL_COLUMNS = 22,
    MOST_TICKS = 9,
    LARGEST_RADIUS = 11
};
#define TAIL_SHARE 0.01 /* of the mentions, on either side of the scale */

struct year {
    int value;
    size_t column;
};

struct timeline {
    const struct page *page;
    struct span *sources; /* by name */
    size_t source_count, source_total;
    struct year *years; /* ascending */
    size_t year_count;
    uint64_t *mentions; /* sources by years */
    int first, last;    /* of the scale */
    uint64_t most;
};

static int compare_names(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

static int compare_years(const void *a, const void *b)
{
    const struct year *const first = a, *const second = b;
    if (first->value != second->value)
        return first->value < second->value ? -1 : 1;
    return (first->column > second->column) - (first->column < second->column);
}

static size_t find_source(const struct timeline *timeline, struct span name)
{
    for (size_t i = 0; i < timeline->source_count; i++) {
        if (span_equal(timeline->sources[i], name))
            return i;
    }
    return SIZE_MAX;
}

/* The documents' sources, by name, each once; a document without one does not count. */
static enum status find_sources(struct timeline *timeline, struct failure *failure)
{
    const struct counts *const counts = timeline->page->weighted->counts;
    if (array_zeroed((void **)&timeline->sources, counts->document_count, sizeof *timeline->sources, failure) !=
        STATUS_OK)
        return STATUS_FAILED;
    size_t count = 0;
    for (size_t i = 0; i < counts->document_count; i++) {
        if (counts->documents[i]->source.length > 0)
            timeline->sources[count++] = counts->documents[i]->source;
    }
    qsort(timeline->sources, count, sizeof *timeline->sources, compare_names);
    for (size_t i = 0; i < count; i++) {
        if (timeline->source_total == 0 ||
            !span_equal(timeline->sources[timeline->source_total - 1], timeline->sources[i]))
            timeline->sources[timeline->source_total++] = timeline->sources[i];
    }
    timeline->source_count = timeline->source_total < TIMELINE_SOURCES ? timeline->source_total : TIMELINE_SOURCES;
    return STATUS_OK;
}

static enum status find_years(struct timeline *timeline, struct failure *failure)
{
    const struct counts *const counts = timeline->page->weighted->counts;
    size_t count = 0;
    for (size_t i = 0; i < counts->term_count; i++)
        count += counts->terms[i].channel == CHANNEL_DATE && term_is_year(counts->terms[i].term);
    if (array_zeroed((void **)&timeline->years, count, sizeof *timeline->years, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < counts->term_count; i++) {
        const struct span term = counts->terms[i].term;
        if (counts->terms[i].channel != CHANNEL_DATE || !term_is_year(term))
            continue;
        int value = 0;
        for (size_t digit = sizeof TERM_YEAR_PREFIX - 1; digit < term.length && value < 100000; digit++)
            value = term.bytes[digit] >= '0' && term.bytes[digit] <= '9' ? value * 10 + term.bytes[digit] - '0' : value;
        timeline->years[timeline->year_count++] = (struct year){value, i};
    }
    qsort(timeline->years, timeline->year_count, sizeof *timeline->years, compare_years);
    return STATUS_OK;
}

static enum status count_mentions(struct timeline *timeline, struct failure *failure)
{
    const struct counts *const counts = timeline->page->weighted->counts;
    uint32_t *places = NULL; /* by column: of the year, plus 1 */
    if (array_zeroed((void **)&timeline->mentions, timeline->source_count * timeline->year_count,
                     sizeof *timeline->mentions, failure) != STATUS_OK ||
        array_zeroed((void **)&places, counts->term_count, sizeof *places, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < timeline->year_count; i++)
        places[timeline->years[i].column] = (uint32_t)i + 1;
    for (size_t row = 0; row < counts->document_count; row++) {
        const size_t source = find_source(timeline, counts->documents[row]->source);
        for (uint64_t at = counts->rows.starts[row]; source != SIZE_MAX && at < counts->rows.starts[row + 1]; at++) {
            const uint32_t place = places[counts->rows.columns[at]];
            if (place > 0)
                timeline->mentions[source * timeline->year_count + place - 1] += counts->rows.counts[at];
        }
    }
    free(places);
    return STATUS_OK;
}

static uint64_t mentions_of(const struct timeline *timeline, size_t year)
{
    uint64_t sum = 0;
    for (size_t source = 0; source < timeline->source_count; source++)
        sum += timeline->mentions[source * timeline->year_count + year];
    return sum;
}

static void find_scale(struct timeline *timeline)
{
    uint64_t total = 0, before = 0;
    for (size_t i = 0; i < timeline->year_count; i++)
        total += mentions_of(timeline, i);
    const double tail = TAIL_SHARE * (double)total;
    bool is_open = false;
    for (size_t i = 0; i < timeline->year_count; i++) {
        const uint64_t mentions = mentions_of(timeline, i);
        if (!is_open && (double)(before + mentions) > tail) {
            timeline->first = timeline->years[i].value;
            is_open = true;
        }
        if (is_open && (double)before < (double)total - tail)
            timeline->last = timeline->years[i].value;
        before += mentions;
    }
    for (size_t i = 0; i < timeline->source_count * timeline->year_count; i++)
        timeline->most = timeline->mentions[i] > timeline->most ? timeline->mentions[i] : timeline->most;
}

static double x_of(const struct timeline *timeline, int year)
{
    const int span = timeline->last > timeline->first ? timeline->last - timeline->first : 1;
    return LINE_LEFT + 16 + (double)(year - timeline->first) / span * (LINE_WIDTH - 32);
}

static int tick_step(const struct timeline *timeline)
{
    static const int steps[] = {1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000};
    size_t step = 0;
    while (step + 1 < sizeof steps / sizeof *steps && (timeline->last - timeline->first) / steps[step] > MOST_TICKS)
        step++;
    return steps[step];
}

static void write_attribute(struct writer *writer, const char *name, double value)
{
    html_raw(writer, name);
    html_raw(writer, "=\"");
    html_plain(writer, value, 1);
    html_raw(writer, "\" ");
}

static void write_ticks(const struct timeline *timeline, struct writer *writer, double bottom)
{
    const int step = tick_step(timeline);
    for (int year = (timeline->first + step - 1) / step * step; year <= timeline->last; year += step) {
        html_raw(writer, "<line class=\"grid\" ");
        write_attribute(writer, "x1", x_of(timeline, year));
        write_attribute(writer, "x2", x_of(timeline, year));
        write_attribute(writer, "y1", LINE_TOP - 6);
        write_attribute(writer, "y2", bottom);
        html_raw(writer, "/><text class=\"tick\" text-anchor=\"middle\" ");
        write_attribute(writer, "x", x_of(timeline, year));
        write_attribute(writer, "y", LINE_TOP - 12);
        html_raw(writer, ">");
        html_integer(writer, (uint64_t)year);
        html_raw(writer, "</text>");
    }
}

static void write_source(const struct timeline *timeline, size_t source, struct writer *writer)
{
    const double y = LINE_TOP + ((double)source + 0.5) * LINE_HEIGHT;
    html_raw(writer, "<text text-anchor=\"end\" ");
    write_attribute(writer, "x", LINE_LEFT - 8);
    write_attribute(writer, "y", y + 4);
    html_raw(writer, ">");
    html_text_within(writer, timeline->sources[source], LABEL_COLUMNS);
    html_raw(writer, "</text><line class=\"axis\" ");
    write_attribute(writer, "x1", LINE_LEFT);
    write_attribute(writer, "x2", LINE_LEFT + LINE_WIDTH);
    write_attribute(writer, "y1", y);
    write_attribute(writer, "y2", y);
    html_raw(writer, "/>");
    for (size_t i = 0; i < timeline->year_count; i++) {
        const uint64_t mentions = timeline->mentions[source * timeline->year_count + i];
        if (mentions == 0 || timeline->years[i].value < timeline->first || timeline->years[i].value > timeline->last)
            continue;
        html_raw(writer, "<circle class=\"year\" ");
        write_attribute(writer, "cx", x_of(timeline, timeline->years[i].value));
        write_attribute(writer, "cy", y);
        write_attribute(writer, "r", 2 + (LARGEST_RADIUS - 2) * sqrt((double)mentions / (double)timeline->most));
        html_raw(writer, "><title>");
        html_integer(writer, (uint64_t)timeline->years[i].value);
        html_raw(writer, ": ");
        html_integer(writer, mentions);
        html_raw(writer, "</title></circle>");
    }
}

static void write_drawing(const struct timeline *timeline, struct writer *writer)
{
    const size_t height = LINE_TOP + timeline->source_count * LINE_HEIGHT + 4;
    html_raw(writer, "<figure class=\"plot\" id=\"timeline-plot\"><div class=\"toolbar\" hidden "
                     "data-plot=\"timeline-plot\"></div>");
    page_scroll_open(writer);
    page_words(timeline->page, writer, WORDING_TIMELINE);
    html_raw(writer, "\"><svg class=\"timeline\" direction=\"ltr\" role=\"img\" aria-label=\"");
    page_words(timeline->page, writer, WORDING_TIMELINE);
    html_raw(writer, "\" viewBox=\"0 0 940 ");
    html_integer(writer, height);
    html_raw(writer, "\" width=\"940\" height=\"");
    html_integer(writer, height);
    html_raw(writer, "\">");
    write_ticks(timeline, writer, (double)height - 4);
    for (size_t source = 0; source < timeline->source_count; source++)
        write_source(timeline, source, writer);
    html_raw(writer, "</svg></div></figure>\n");
}

static void write_row(const struct timeline *timeline, size_t year, struct writer *writer)
{
    html_raw(writer, "<tr><th scope=\"row\">");
    html_integer(writer, (uint64_t)timeline->years[year].value);
    html_raw(writer, "</th>");
    for (size_t source = 0; source < timeline->source_count; source++) {
        const uint64_t mentions = timeline->mentions[source * timeline->year_count + year];
        html_raw(writer, "<td class=\"n\">");
        if (mentions > 0)
            html_count(writer, mentions);
        html_raw(writer, "</td>");
    }
    html_raw(writer, "</tr>\n");
}

static void write_table(const struct timeline *timeline, struct writer *writer)
{
    const struct page *const page = timeline->page;
    const size_t shown = timeline->year_count < TABLE_YEARS ? timeline->year_count : TABLE_YEARS;
    html_raw(writer, "<details><summary>");
    page_words(page, writer, WORDING_TIMELINE_TABLE);
    html_raw(writer, "</summary>\n<div class=\"toolbar\" hidden data-table=\"timeline-table\"></div>\n");
    page_scroll_open(writer);
    page_words(page, writer, WORDING_TIMELINE_TABLE);
    html_raw(writer, "\"><table class=\"sortable\" id=\"timeline-table\"><thead><tr><th scope=\"col\" "
                     "data-sort=\"number\">");
    page_words(page, writer, WORDING_YEAR);
    html_raw(writer, "</th>");
    for (size_t source = 0; source < timeline->source_count; source++) {
        html_raw(writer, "<th scope=\"col\" class=\"n\" data-sort=\"number\">");
        html_name(writer, timeline->sources[source]);
        html_raw(writer, "</th>");
    }
    html_raw(writer, "</tr></thead>\n<tbody>\n");
    for (size_t year = 0; year < shown; year++)
        write_row(timeline, year, writer);
    page_table_close(writer);
    page_rest(page, writer, timeline->year_count - shown, "vocabulary.csv");
    html_raw(writer, "</details>\n");
}

bool page_timeline_is_there(const struct page *page)
{
    const struct counts *const counts = page->weighted->counts;
    bool has_source = false, has_year = false;
    for (size_t i = 0; i < counts->document_count; i++)
        has_source = has_source || counts->documents[i]->source.length > 0;
    for (size_t i = 0; i < counts->term_count; i++)
        has_year = has_year || (counts->terms[i].channel == CHANNEL_DATE && term_is_year(counts->terms[i].term));
    return has_source && has_year;
}

enum status page_timeline_write(const struct page *page, struct writer *writer, struct failure *failure)
{
    struct timeline timeline = {.page = page};
    const bool is_known = find_sources(&timeline, failure) == STATUS_OK &&
                          find_years(&timeline, failure) == STATUS_OK &&
                          count_mentions(&timeline, failure) == STATUS_OK;
    if (is_known && timeline.year_count > 0 && timeline.source_count > 0) {
        find_scale(&timeline);
        page_section_open(page, writer, "timeline", WORDING_TIMELINE, WORDING_TIMELINE_LEAD);
        write_drawing(&timeline, writer);
        write_table(&timeline, writer);
        page_rest(page, writer, timeline.source_total - timeline.source_count, "vocabulary.csv");
        page_section_close(writer);
    }
    free(timeline.mentions);
    free(timeline.years);
    free(timeline.sources);
    return is_known ? STATUS_OK : STATUS_FAILED;
}
