/*
 * page_maps.c - squares of likeness, as tables where numbers can be read, else as drawings.
 *
 * What is below the minimum size or in two languages has a pattern and its reason instead of a colour: the colour would
 * be believed. Both values of a cell, with and without names of states, stand in it; the style sheet shows the one that
 * the switch asks for, so that it works without the script.
 */
#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "page_map.h"
#include "page_parts.h"

enum {

    MAP_ROOMY_MOST = 12,
    MAP_LABEL_COLUMNS = 22,
    MAP_UNIT = 10,
    MAP_MARGIN = 170,
    MAP_TEXT_DROP = 8
};

/* What the map of a page's documents or sources has in common with the others of its kind. */
struct map_style {
    const struct page *page;
    const struct page_scale *scale;
};

static double without_names(const struct page_map *map, size_t cell)
{
    return map->pairs[cell] != NULL ? map->pairs[cell]->finding.without_names : NAN;
}

static enum pair_state state_of(const struct page_map *map, size_t cell)
{
    return map->states[cell];
}

static const char *class_of(enum pair_state state)
{
    static const char *const classes[] = {"", "u-short", "u-language", "u-none"};
    return classes[state];
}

static enum wording reason_of(enum pair_state state)
{
    static const enum wording reasons[] = {WORDING_NOTHING, WORDING_REASON_SHORT, WORDING_REASON_LANGUAGE,
                                           WORDING_REASON_NONE};
    return reasons[state];
}

static void write_details(const struct page_source_pair *pair, struct writer *writer)
{
    const struct source_finding *const finding = &pair->finding;
    if (!isnan(finding->low)) {
        html_raw(writer, "<small class=\"interval\">");
        html_fixed(writer, finding->low, 2);
        html_raw(writer, "\u2013");
        html_fixed(writer, finding->high, 2);
        html_raw(writer, "</small>");
    }
    html_raw(writer, "<small class=\"count\">");
    html_count(writer, finding->tokens_a);
    html_raw(writer, " + ");
    html_count(writer, finding->tokens_b);
    html_raw(writer, "</small>");
}

static void write_values(const struct page_map *map, struct writer *writer, size_t cell)
{
    const double bare = without_names(map, cell);
    html_raw(writer, "<data class=\"with\" value=\"");
    writer_number(writer, map->values[cell]);
    html_raw(writer, "\">");
    html_fixed(writer, map->values[cell], 2);
    html_raw(writer, "</data>");
    if (!isnan(bare)) {
        html_raw(writer, "<data class=\"without\" value=\"");
        writer_number(writer, bare);
        html_raw(writer, "\">");
        html_fixed(writer, bare, 2);
        html_raw(writer, "</data>");
    } else if (map->event != NULL) {
        html_raw(writer, "<span class=\"without\">\u2013</span>");
    }
}

static void write_cell_class(const struct map_style *style, const struct page_map *map, struct writer *writer,
                             size_t cell)
{
    const enum pair_state state = state_of(map, cell);
    const double bare = without_names(map, cell);
    if (state != PAIR_SHOWN) {
        html_raw(writer, class_of(state));
        return;
    }
    html_raw(writer, "h");
    html_integer(writer, page_scale_step(style->scale, map->values[cell]));
    if (!isnan(bare)) {
        html_raw(writer, " n");
        html_integer(writer, page_scale_step(style->scale, bare));
    }
}

static void write_cell(const struct map_style *style, const struct page_map *map, struct writer *writer, size_t row,
                       size_t column)
{
    const size_t cell = row * map->count + column;
    const enum pair_state state = state_of(map, cell);
    html_raw(writer, "<td class=\"");
    if (row == column)
        html_raw(writer, "self");
    else
        write_cell_class(style, map, writer, cell);
    html_raw(writer, "\" data-a=\"");
    html_integer(writer, map->items[row]);
    html_raw(writer, "\" data-b=\"");
    html_integer(writer, map->items[column]);
    html_raw(writer, "\">");
    if (row != column && state != PAIR_NONE)
        write_values(map, writer, cell);
    if (row != column && map->pairs[cell] != NULL && state != PAIR_NONE)
        write_details(map->pairs[cell], writer);
    if (row != column && state != PAIR_SHOWN) {
        html_raw(writer, "<span class=\"vh\"> ");
        page_words(style->page, writer, reason_of(state));
        html_raw(writer, "</span>");
    }
    html_raw(writer, "</td>");
}

/* The tree beside the rows: one row is one unit high; the root is at 100 units. */
static enum status write_tree(const struct page *page, const struct page_map *map, struct writer *writer,
                              struct failure *failure)
{
    const struct dendrogram *const tree = &map->tree;
    const double highest = tree->merges[tree->count - 2].height;
    double *places = NULL, *heights = NULL;
    if (array_zeroed((void **)&places, 2 * tree->count, sizeof *places, failure) != STATUS_OK ||
        array_zeroed((void **)&heights, 2 * tree->count, sizeof *heights, failure) != STATUS_OK) {
        free(places);
        return STATUS_FAILED;
    }
    html_raw(writer, "<svg viewBox=\"0 0 100 ");
    html_integer(writer, tree->count * 2);
    html_raw(writer, "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
    page_words(page, writer, WORDING_TREE);
    html_raw(writer, "\"><path vector-effect=\"non-scaling-stroke\" d=\"");
    for (size_t i = 0; i < tree->count; i++)
        places[tree->order[i]] = (double)(2 * i + 1);
    for (size_t i = 0; i + 1 < tree->count; i++) {
        const struct dendrogram_merge *const merge = &tree->merges[i];
        const double at = highest > 0 ? 2 + 96 * merge->height / highest : 98;
        html_raw(writer, "M");
        html_plain(writer, heights[merge->first], 1);
        html_raw(writer, " ");
        html_plain(writer, places[merge->first], 2);
        html_raw(writer, "H");
        html_plain(writer, at, 1);
        html_raw(writer, "V");
        html_plain(writer, places[merge->second], 2);
        html_raw(writer, "H");
        html_plain(writer, heights[merge->second], 1);
        places[tree->count + i] = (places[merge->first] + places[merge->second]) / 2;
        heights[tree->count + i] = at;
    }
    html_raw(writer, "\"/></svg>");
    free(heights);
    free(places);
    return STATUS_OK;
}

static void write_heads(const struct page *page, const struct page_map *map, struct writer *writer, const size_t *order,
                        bool has_tree)
{
    html_raw(writer, "<thead><tr><td class=\"corner\"></td>");
    for (size_t i = 0; i < map->count; i++) {
        html_raw(writer, "<th scope=\"col\" data-i=\"");
        html_integer(writer, map->items[order[i]]);
        html_raw(writer, "\">");
        html_name(writer, page_map_item_name(page, map, order[i]));
        html_raw(writer, "</th>");
    }
    html_raw(writer, has_tree ? "<td class=\"tree-head\"></td></tr></thead>\n<tbody>\n" : "</tr></thead>\n<tbody>\n");
}

/* In an attribute. */
static void write_map_label(const struct page *page, const struct page_map *map, struct writer *writer)
{
    page_words(page, writer, map->event != NULL ? WORDING_MAP_SOURCES : WORDING_MAP_DOCUMENTS);
    if (map->event != NULL && map->event->name.length > 0) {
        html_raw(writer, ": ");
        html_text_within(writer, map->event->name, HTML_NAME_COLUMNS);
    }
}

static enum status write_table(const struct map_style *style, const struct page_map *map, const char *name,
                               struct writer *writer, struct failure *failure)
{
    const bool has_tree = map->count >= PAGE_MAP_TREE_LEAST;
    const size_t *const order = map->orders[page_map_first_order(map)];
    html_raw(writer, map->count > MAP_ROOMY_MOST ? "<table class=\"matrix dense\" id=\"heat-"
                                                 : "<table class=\"matrix\" id=\"heat-");
    html_raw(writer, name);
    html_raw(writer, map->event != NULL ? "\" data-kind=\"sources\" data-event=\""
                                        : "\" data-kind=\"documents\" data-event=\"");
    if (map->event != NULL)
        html_text(writer, map->event->name);
    html_raw(writer, "\" data-map=\"");
    html_raw(writer, name);
    html_raw(writer, "\" aria-label=\"");
    write_map_label(style->page, map, writer);
    html_raw(writer, "\">");
    write_heads(style->page, map, writer, order, has_tree);
    for (size_t row = 0; row < map->count; row++) {
        html_raw(writer, "<tr data-i=\"");
        html_integer(writer, map->items[order[row]]);
        html_raw(writer, "\"><th scope=\"row\" data-i=\"");
        html_integer(writer, map->items[order[row]]);
        html_raw(writer, "\">");
        html_name(writer, page_map_item_name(style->page, map, order[row]));
        html_raw(writer, "</th>");
        for (size_t column = 0; column < map->count; column++)
            write_cell(style, map, writer, order[row], order[column]);
        if (row == 0 && has_tree) {
            html_raw(writer, "<td class=\"tree\" rowspan=\"");
            html_integer(writer, map->count);
            html_raw(writer, "\">");
            if (write_tree(style->page, map, writer, failure) != STATUS_OK)
                return STATUS_FAILED;
            html_raw(writer, "</td>");
        }
        html_raw(writer, "</tr>\n");
    }
    html_raw(writer, "</tbody></table>");
    return STATUS_OK;
}

/* Runs of one step in a row are one rectangle. `step` is a step, or PAGE_MAP_STEPS + state of what has no colour. */
static void write_step(const struct map_style *style, const struct page_map *map, const size_t *order, unsigned step,
                       struct writer *writer)
{
    bool is_open = false;
    for (size_t row = 0; row < map->count; row++) {
        for (size_t column = 0; column < map->count;) {
            size_t end = column;
            for (; end < map->count && end != row; end++) {
                const size_t cell = order[row] * map->count + order[end];
                const enum pair_state state = state_of(map, cell);
                const unsigned own = state == PAIR_SHOWN ? page_scale_step(style->scale, map->values[cell])
                                                         : PAGE_MAP_STEPS + (unsigned)state;
                if (own != step)
                    break;
            }
            if (end == column) {
                column++;
                continue;
            }
            if (!is_open) {
                html_raw(writer, "<path class=\"");
                html_raw(writer, step < PAGE_MAP_STEPS ? "h" : class_of((enum pair_state)(step - PAGE_MAP_STEPS)));
                if (step < PAGE_MAP_STEPS)
                    html_integer(writer, step);
                html_raw(writer, "\" d=\"");
            }
            is_open = true;
            html_raw(writer, "M");
            html_integer(writer, column * MAP_UNIT);
            html_raw(writer, " ");
            html_integer(writer, row * MAP_UNIT);
            html_raw(writer, "h");
            html_integer(writer, (end - column) * MAP_UNIT);
            html_raw(writer, "v10h-");
            html_integer(writer, (end - column) * MAP_UNIT);
            html_raw(writer, "z");
            column = end;
        }
    }
    html_raw(writer, is_open ? "\"/>" : "");
}

static void write_labels(const struct page *page, const struct page_map *map, const size_t *order,
                         struct writer *writer)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct span name = page_map_item_name(page, map, order[i]);
        html_raw(writer, "<text x=\"-5\" y=\"");
        html_integer(writer, i * MAP_UNIT + MAP_TEXT_DROP);
        html_raw(writer, "\" text-anchor=\"end\">");
        html_text_within(writer, name, MAP_LABEL_COLUMNS);
        html_raw(writer, "</text><text transform=\"translate(");
        html_integer(writer, i * MAP_UNIT + MAP_TEXT_DROP);
        html_raw(writer, " -5) rotate(-90)\">");
        html_text_within(writer, name, MAP_LABEL_COLUMNS);
        html_raw(writer, "</text>");
    }
}

static void write_drawing(const struct map_style *style, const struct page_map *map, struct writer *writer)
{
    const size_t *const order = map->orders[page_map_first_order(map)];
    const size_t side = map->count * MAP_UNIT;
    html_raw(writer, "<svg class=\"heat\" direction=\"ltr\" role=\"img\" aria-label=\"");
    page_words(style->page, writer, map->event != NULL ? WORDING_MAP_SOURCES : WORDING_MAP_DOCUMENTS);
    html_raw(writer, "\" width=\"");
    html_integer(writer, side + MAP_MARGIN);
    html_raw(writer, "\" height=\"");
    html_integer(writer, side + MAP_MARGIN);
    html_raw(writer, "\" viewBox=\"-170 -170 ");
    html_integer(writer, side + MAP_MARGIN);
    html_raw(writer, " ");
    html_integer(writer, side + MAP_MARGIN);
    html_raw(writer, "\">");
    for (unsigned step = 0; step <= PAGE_MAP_STEPS + (unsigned)PAIR_NONE; step++)
        write_step(style, map, order, step, writer);
    write_labels(style->page, map, order, writer);
    html_raw(writer, "</svg>");
}

static void write_legend(const struct map_style *style, const struct page_map *map, struct writer *writer)
{
    bool has[PAIR_NONE + 1] = {false};
    for (size_t i = 0; i < map->count * map->count; i++)
        has[i / map->count != i % map->count ? state_of(map, i) : PAIR_SHOWN] = true;
    const struct saying range = {.wording = WORDING_OBSERVED,
                                 .parts = {part_fixed(style->scale->least, 2), part_fixed(style->scale->most, 2)}};
    html_raw(writer, "<div class=\"legend\"><span class=\"scale\" aria-hidden=\"true\"><b>");
    html_fixed(writer, style->scale->is_reversed ? style->scale->high : style->scale->low, 1);
    html_raw(writer, "</b>");
    for (unsigned step = 0; step < PAGE_MAP_STEPS; step++) {
        html_raw(writer, "<i class=\"h");
        html_integer(writer, step);
        html_raw(writer, "\"></i>");
    }
    html_raw(writer, "<b>");
    html_fixed(writer, style->scale->is_reversed ? style->scale->low : style->scale->high, 1);
    html_raw(writer, "</b></span> <span>");
    page_say(style->page, writer, &range);
    html_raw(writer, "</span>");
    for (int state = PAIR_SHORT; state <= PAIR_NONE; state++) {
        if (!has[state])
            continue;
        html_raw(writer, " <span><i class=\"swatch ");
        html_raw(writer, class_of((enum pair_state)state));
        html_raw(writer, "\"></i> ");
        page_words(style->page, writer, reason_of((enum pair_state)state));
        html_raw(writer, "</span>");
    }
    html_raw(writer, "</div>\n");
}

static void write_caption(const struct page *page, const struct page_map *map, struct writer *writer)
{
    html_raw(writer, "<figcaption>");
    if (map->event == NULL) {
        page_words(page, writer, WORDING_MAP_DOCUMENTS);
    } else if (map->event->name.length == 0) {
        page_words(page, writer, WORDING_MAP_ALL);
    } else {
        html_name(writer, map->event->name);
    }
    html_raw(writer, "</figcaption>\n");
}

static enum status write_map(const struct map_style *style, const struct page_map *map, struct writer *writer,
                             struct failure *failure)
{
    char name[32];
    page_map_name(style->page, map, name);
    html_raw(writer, "<figure class=\"map\" id=\"map-");
    html_raw(writer, name);
    html_raw(writer, "\" data-map=\"");
    html_raw(writer, name);
    html_raw(writer, "\">");
    write_caption(style->page, map, writer);
    html_raw(writer, "<div class=\"toolbar\" hidden data-map=\"");
    html_raw(writer, name);
    html_raw(writer, "\"></div>\n");
    page_scroll_open(writer);
    write_map_label(style->page, map, writer);
    html_raw(writer, "\">");
    if (map->count > PAGE_MAP_NUMBERS)
        write_drawing(style, map, writer);
    else if (write_table(style, map, name, writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    html_raw(writer, "</div>\n");
    write_legend(style, map, writer);
    html_raw(writer, "</figure>\n");
    return STATUS_OK;
}

static void write_switch(const struct page *page, struct writer *writer, const char *id, enum wording wording)
{
    html_raw(writer, "<label><input type=\"checkbox\" id=\"");
    html_raw(writer, id);
    html_raw(writer, "\"> ");
    page_words(page, writer, wording);
    html_raw(writer, "</label>\n");
}

static void write_view(const struct page *page, struct writer *writer, bool is_clustered)
{
    static const enum wording orders[ORDER_COUNT] = {WORDING_ORDER_CLUSTERED, WORDING_ORDER_GIVEN, WORDING_ORDER_NAME,
                                                     WORDING_ORDER_DATE};
    html_raw(writer, "<form id=\"view\" class=\"view\" aria-label=\"");
    page_words(page, writer, WORDING_VIEW);
    html_raw(writer, "\">\n");
    write_switch(page, writer, "without-names", WORDING_WITHOUT_NAMES);
    write_switch(page, writer, "intervals", WORDING_INTERVALS);
    write_switch(page, writer, "counts", WORDING_WORD_COUNTS);
    html_raw(writer, "<label class=\"js-only\">");
    page_words(page, writer, WORDING_ORDER);
    html_raw(writer, " <select id=\"order\">");
    for (int order = 0; order < ORDER_COUNT; order++) {
        html_raw(writer, "<option value=\"");
        html_raw(writer, page_order_names[order]);
        html_raw(writer, order == (is_clustered ? ORDER_CLUSTERED : ORDER_GIVEN) ? "\" selected>" : "\">");
        page_words(page, writer, orders[order]);
        html_raw(writer, "</option>");
    }
    html_raw(writer, "</select></label>\n</form>\n");
}

static void add_sources(struct page_scale *scale, const struct page_sources *sources)
{
    for (size_t i = 0; i < sources->pair_count; i++) {
        if (page_pair_state(&sources->pairs[i].finding) != PAIR_SHOWN)
            continue;
        page_scale_add(scale, sources->pairs[i].finding.similarity);
    }
    /* the same colours without names of states, though what was observed is what is shown first */
    struct page_scale wide = *scale;
    for (size_t i = 0; i < sources->pair_count; i++) {
        if (page_pair_state(&sources->pairs[i].finding) == PAIR_SHOWN)
            page_scale_add(&wide, sources->pairs[i].finding.without_names);
    }
    page_scale_round(&wide);
    scale->low = wide.low;
    scale->high = wide.high;
}

static enum status write_event(const struct map_style *style, const struct page_event *event, struct writer *writer,
                               struct failure *failure)
{
    struct page_map map;
    enum status status = page_map_open_sources(&map, style->page, event, failure);
    if (status == STATUS_OK && map.count > 1)
        status = write_map(style, &map, writer, failure);
    page_map_close(&map);
    return status;
}

enum status page_sources_write(const struct page *page, struct writer *writer, struct failure *failure)
{
    const struct page_sources *const sources = &page->sources;
    struct page_scale scale = {.is_reversed = page_is_distance(page)};
    const struct map_style style = {page, &scale};
    if (sources->pair_count == 0)
        return STATUS_OK;
    add_sources(&scale, sources);
    page_section_open(page, writer, "sources", WORDING_MAPS, WORDING_MAPS_LEAD);
    write_view(page, writer, sources->count >= PAGE_MAP_TREE_LEAST);
    if (sources->all.count > 0 && sources->event_count != 1 &&
        write_event(&style, &sources->all, writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    html_raw(writer, "<div class=\"maps\">\n");
    for (size_t i = 0; i < sources->event_count; i++) {
        if (write_event(&style, &sources->events[i], writer, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    html_raw(writer, "</div>\n<div id=\"cell-details\" aria-live=\"polite\" class=\"js-only\"></div>\n");
    page_sources_rest(page, writer);
    page_pairs_table_write(page, writer);
    page_section_close(writer);
    return STATUS_OK;
}

enum status page_documents_write(const struct page *page, struct writer *writer, struct failure *failure)
{
    struct page_map map;
    struct page_scale scale = {.is_reversed = page_is_distance(page)};
    const struct map_style style = {page, &scale};
    enum status status = page_map_open_documents(&map, page, failure);
    if (status == STATUS_OK && (map.count > 1 || page->neighbour_count > 0)) {
        for (size_t i = 0; i < map.count * map.count; i++)
            page_scale_add(&scale, state_of(&map, i) == PAIR_SHOWN ? map.values[i] : NAN);
        page_scale_round(&scale);
        page_section_open(page, writer, "documents", WORDING_MAP_DOCUMENTS, WORDING_DOCUMENTS_LEAD);
        if (map.count > 1)
            status = write_map(&style, &map, writer, failure);
        page_neighbours_write(page, writer);
        page_section_close(writer);
    }
    page_map_close(&map);
    return status;
}
