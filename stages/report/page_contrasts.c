/*
 * page_contrasts.c - what sets a source apart, as a plot of effect (log ratio) against evidence for each source,
 * with the names that fit, and as a table.
 */
#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "label_places.h"
#include "page_parts.h"
#include "text_width.h"

enum {
    PLOTS_MOST = 24, /* sources with a plot of their own */
    PLOT_WIDTH = 520,
    PLOT_HEIGHT = 300,
    PLOT_LEFT = 40,
    PLOT_BOTTOM = 34,
    PLOT_TOP = 10,
    LABEL_COLUMNS = 24,
    LABEL_HEIGHT = 14,
    LABEL_MARGIN = 6, /* at the right: widths of labels are estimates */
    POINT_RADIUS = 3
};
#define LABEL_COLUMN_WIDTH 7.2 /* of 12 units of text, wide letters included */

/* The contrasts of one source in one plot. */
struct plot {
    const struct contrast_finding *items;
    size_t count;
    double effect; /* the axis ends at this, on both sides */
    double evidence;
};

static struct plot plot_of(const struct contrast_finding *items, size_t count)
{
    struct plot plot = {items, count, 1, 1};
    for (size_t i = 0; i < count; i++) {
        plot.effect = fabs(items[i].log_ratio) > plot.effect ? fabs(items[i].log_ratio) : plot.effect;
        plot.evidence = fabs(items[i].evidence) > plot.evidence ? fabs(items[i].evidence) : plot.evidence;
    }
    plot.effect = ceil(plot.effect);
    plot.evidence = ceil(plot.evidence);
    return plot;
}

static double x_of(const struct plot *plot, double effect)
{
    return (effect / plot->effect + 1) / 2 * (PLOT_WIDTH - PLOT_LEFT - 10) + PLOT_LEFT;
}

static double y_of(const struct plot *plot, double evidence)
{
    return PLOT_TOP + (1 - evidence / plot->evidence) * (PLOT_HEIGHT - PLOT_TOP - PLOT_BOTTOM);
}

static void write_coordinate(struct writer *writer, const char *name, double value)
{
    html_raw(writer, name);
    html_raw(writer, "=\"");
    html_plain(writer, value, 1);
    html_raw(writer, "\" ");
}

static void write_line(struct writer *writer, double x1, double y1, double x2, double y2, const char *class)
{
    html_raw(writer, "<line class=\"");
    html_raw(writer, class);
    html_raw(writer, "\" ");
    write_coordinate(writer, "x1", x1);
    write_coordinate(writer, "y1", y1);
    write_coordinate(writer, "x2", x2);
    write_coordinate(writer, "y2", y2);
    html_raw(writer, "/>");
}

static void write_tick(struct writer *writer, double x, double y, double value, const char *anchor)
{
    html_raw(writer, "<text class=\"tick\" ");
    write_coordinate(writer, "x", x);
    write_coordinate(writer, "y", y);
    html_raw(writer, "text-anchor=\"");
    html_raw(writer, anchor);
    html_raw(writer, "\">");
    html_fixed(writer, value, 0);
    html_raw(writer, "</text>");
}

static void write_axes(const struct page *page, const struct plot *plot, struct writer *writer)
{
    const double bottom = PLOT_HEIGHT - PLOT_BOTTOM, step = plot->effect > 6 ? 2 : 1, rise = plot->evidence > 8 ? 2 : 1;
    write_line(writer, PLOT_LEFT, bottom, PLOT_WIDTH - 10, bottom, "axis");
    write_line(writer, x_of(plot, 0), PLOT_TOP, x_of(plot, 0), bottom, "zero");
    for (double tick = -floor(plot->effect / step) * step; tick <= plot->effect; tick += step)
        write_tick(writer, x_of(plot, tick), bottom + 14, tick, "middle");
    for (double tick = 0; tick <= plot->evidence; tick += rise) {
        write_line(writer, PLOT_LEFT, y_of(plot, tick), PLOT_WIDTH - 10, y_of(plot, tick), "grid");
        write_tick(writer, PLOT_LEFT - 6, y_of(plot, tick) + 4, tick, "end");
    }
    html_raw(writer, "<text class=\"axis-name\" text-anchor=\"middle\" ");
    write_coordinate(writer, "x", x_of(plot, 0));
    write_coordinate(writer, "y", PLOT_HEIGHT - 4);
    html_raw(writer, ">");
    page_words(page, writer, WORDING_EFFECT_AXIS);
    html_raw(writer, "</text><text class=\"axis-name\" text-anchor=\"middle\" transform=\"translate(11 ");
    html_integer(writer, (PLOT_HEIGHT - PLOT_BOTTOM) / 2);
    html_raw(writer, ") rotate(-90)\">");
    page_words(page, writer, WORDING_EVIDENCE);
    html_raw(writer, "</text>");
}

static int by_evidence(const void *a, const void *b)
{
    const struct contrast_finding *const first = *(const struct contrast_finding *const *)a;
    const struct contrast_finding *const second = *(const struct contrast_finding *const *)b;
    if (fabs(first->evidence) != fabs(second->evidence))
        return fabs(first->evidence) > fabs(second->evidence) ? -1 : 1;
    return (first->term > second->term) - (first->term < second->term);
}

static void write_points(const struct page *page, const struct plot *plot, const struct contrast_finding **sorted,
                         struct label_point *points, struct writer *writer)
{
    const struct label_area area = {PLOT_WIDTH - LABEL_MARGIN, PLOT_HEIGHT - PLOT_BOTTOM, POINT_RADIUS};
    for (size_t i = 0; i < plot->count; i++)
        sorted[i] = &plot->items[i];
    qsort(sorted, plot->count, sizeof *sorted, by_evidence);
    for (size_t i = 0; i < plot->count; i++) {
        const struct span form = summary_form(&page->weighted->counts->terms[sorted[i]->term]);
        const size_t columns = text_width(form) < LABEL_COLUMNS ? text_width(form) : LABEL_COLUMNS + 1;
        points[i] = (struct label_point){.x = x_of(plot, sorted[i]->log_ratio),
                                         .y = y_of(plot, fabs(sorted[i]->evidence)),
                                         .width = (double)columns * LABEL_COLUMN_WIDTH,
                                         .height = LABEL_HEIGHT};
    }
    label_places_find(points, plot->count, &area);
    for (size_t i = 0; i < plot->count; i++) {
        const struct span form = summary_form(&page->weighted->counts->terms[sorted[i]->term]);
        html_raw(writer, sorted[i]->is_more ? "<circle class=\"more\" r=\"3\" " : "<circle class=\"less\" r=\"3\" ");
        write_coordinate(writer, "cx", points[i].x);
        write_coordinate(writer, "cy", points[i].y);
        html_raw(writer, "><title>");
        html_text_within(writer, form, HTML_NAME_COLUMNS);
        html_raw(writer, "</title></circle>");
        if (!points[i].is_placed)
            continue;
        html_raw(writer, "<text text-anchor=\"middle\" ");
        write_coordinate(writer, "x", points[i].left + points[i].width / 2);
        write_coordinate(writer, "y", points[i].top + 11);
        html_raw(writer, ">");
        html_text_within(writer, form, LABEL_COLUMNS);
        html_raw(writer, "</text>");
    }
}

static enum status write_plot(const struct page *page, const struct plot *plot, size_t number, struct writer *writer,
                              struct failure *failure)
{
    const struct contrast_finding **sorted = NULL;
    struct label_point *points = NULL;
    const bool has_room = array_zeroed((void **)&sorted, plot->count, sizeof *sorted, failure) == STATUS_OK &&
                          array_zeroed((void **)&points, plot->count, sizeof *points, failure) == STATUS_OK;
    if (has_room) {
        html_raw(writer, "<figure class=\"plot\" id=\"contrasts-");
        html_integer(writer, number);
        html_raw(writer, "\"><figcaption>");
        html_name(writer, plot->items[0].source);
        html_raw(writer, "</figcaption><div class=\"toolbar\" hidden data-plot=\"contrasts-");
        html_integer(writer, number);
        html_raw(writer, "\"></div>");
        page_scroll_open(writer);
        html_text_within(writer, plot->items[0].source, HTML_NAME_COLUMNS);
        html_raw(writer, "\"><svg viewBox=\"0 0 520 300\" width=\"520\" height=\"300\" direction=\"ltr\" role=\"img\" "
                         "aria-label=\"");
        page_words(page, writer, WORDING_PLOT);
        html_raw(writer, "\">");
        write_axes(page, plot, writer);
        write_points(page, plot, sorted, points, writer);
        html_raw(writer, "</svg></div></figure>\n");
    }
    free(points);
    free(sorted);
    return has_room ? STATUS_OK : STATUS_FAILED;
}

static enum status write_plots(const struct page *page, struct writer *writer, struct failure *failure)
{
    size_t first = 0;
    html_raw(writer, "<div class=\"plots\">\n");
    for (size_t number = 0; first < page->contrast_count && number < PLOTS_MOST; number++) {
        size_t end = first;
        while (end < page->contrast_count && span_equal(page->contrasts[end].source, page->contrasts[first].source))
            end++;
        const struct plot plot = plot_of(page->contrasts + first, end - first);
        if (write_plot(page, &plot, number, writer, failure) != STATUS_OK)
            return STATUS_FAILED;
        first = end;
    }
    html_raw(writer, "</div>\n");
    return STATUS_OK;
}

static double rate(uint64_t count, uint64_t words)
{
    return words > 0 ? (double)count * 1000 / (double)words : NAN;
}

static void write_contrast(const struct page *page, struct writer *writer, const struct contrast_finding *contrast)
{
    html_raw(writer, "<tr>");
    page_cell_name(writer, contrast->source);
    page_cell_term(page, writer, contrast->term);
    html_raw(writer, "<td>");
    page_words(page, writer, contrast->is_more ? WORDING_MORE : WORDING_LESS);
    html_raw(writer, "</td>");
    page_cell_count(writer, contrast->count);
    page_cell_number(writer, rate(contrast->count, contrast->words), 1);
    page_cell_number(writer, rate(contrast->other_count, contrast->other_words), 1);
    page_cell_number(writer, contrast->log_ratio, 1);
    page_cell_number(writer, contrast->evidence, 1);
    html_raw(writer, "<td class=\"n\">");
    html_count(writer, contrast->held);
    html_raw(writer, "/");
    html_count(writer, contrast->events);
    html_raw(writer, "</td>");
    page_cell_number(writer, contrast->p, 3);
    page_cell_number(writer, contrast->q, 3);
    html_raw(writer, "</tr>\n");
}

enum status page_contrasts_write(const struct page *page, struct writer *writer, struct failure *failure)
{
    static const struct page_column columns[] = {
        {WORDING_SOURCE, false},     {WORDING_WORD, false},      {WORDING_DIRECTION, false}, {WORDING_COUNT_HERE, true},
        {WORDING_RATE, true},        {WORDING_OTHER_RATE, true}, {WORDING_EFFECT, true},     {WORDING_EVIDENCE, true},
        {WORDING_EVENTS_HELD, true}, {WORDING_P, true},          {WORDING_Q, true}};
    if (page->contrast_count == 0)
        return STATUS_OK;
    page_section_open(page, writer, "contrasts", WORDING_CONTRASTS, WORDING_CONTRASTS_LEAD);
    if (write_plots(page, writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    html_raw(writer, "<details><summary>");
    page_words(page, writer, WORDING_CONTRASTS_TABLE);
    html_raw(writer, "</summary>\n");
    page_table_open(page, writer, "contrasts-table", WORDING_CONTRASTS_TABLE, columns,
                    sizeof columns / sizeof *columns);
    for (size_t i = 0; i < page->contrast_count; i++)
        write_contrast(page, writer, &page->contrasts[i]);
    page_table_close(writer);
    page_rest(page, writer, page->rest.contrasts, "contrasts.csv");
    html_raw(writer, "</details>\n");
    page_section_close(writer);
    return STATUS_OK;
}
