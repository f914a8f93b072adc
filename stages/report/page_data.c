/*
 * page_data.c - what the script needs beyond what stands in the page's tables, as JSON that cannot end its element.
 */
#include <math.h>

#include "json_writer.h"
#include "mizan.h"
#include "page_map.h"
#include "page_parts.h"
#include "page_script_words.h"

static void write_names(struct json_writer *json, const char *key, const struct span *names, size_t count)
{
    json_writer_array(json, key);
    for (size_t i = 0; i < count; i++)
        json_writer_span(json, NULL, names[i]);
    json_writer_close(json);
}

static void write_order(struct json_writer *json, const struct page_map *map, enum page_order order)
{
    json_writer_array(json, page_order_names[order]);
    for (size_t i = 0; i < map->count; i++)
        json_writer_integer(json, NULL, map->items[map->orders[order][i]]);
    json_writer_close(json);
}

static void write_orders(const struct page *page, struct json_writer *json, const struct page_map *map)
{
    char name[32];
    page_map_name(page, map, name);
    json_writer_object(json, name);
    for (int order = 0; order < ORDER_COUNT; order++)
        write_order(json, map, (enum page_order)order);
    json_writer_close(json);
}

static enum status write_event(const struct page *page, struct json_writer *json, const struct page_event *event,
                               struct failure *failure)
{
    struct page_map map;
    const enum status status = page_map_open_sources(&map, page, event, failure);
    if (status == STATUS_OK && map.count > 1)
        write_orders(page, json, &map);
    page_map_close(&map);
    return status;
}

static enum status write_maps(const struct page *page, struct json_writer *json, struct failure *failure)
{
    struct page_map map;
    json_writer_object(json, "maps");
    if (page->sources.all.count > 0 && write_event(page, json, &page->sources.all, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < page->sources.event_count; i++) {
        if (write_event(page, json, &page->sources.events[i], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    const enum status status = page_map_open_documents(&map, page, failure);
    if (status == STATUS_OK && map.count > 0)
        write_orders(page, json, &map);
    page_map_close(&map);
    json_writer_close(json);
    return status;
}

/* A number as short as a reader needs it; the tables have the whole. */
static void write_short(struct json_writer *json, double value)
{
    json_writer_number(json, NULL, isnan(value) ? value : round(value * 10000) / 10000);
}

static void write_years(const struct page *page, struct json_writer *json, const struct source_finding *finding)
{
    json_writer_array(json, NULL);
    for (size_t i = 0; i < finding->year_count; i++)
        json_writer_span(json, NULL, summary_form(&page->weighted->counts->terms[finding->years[i]]));
    json_writer_close(json);
}

/* An array a pair: event (-1: over all), a, b, documents, words, similarity, interval, null, names, years, status,
 * reference_z. */
static void write_pair(const struct page *page, struct json_writer *json, const struct page_source_pair *pair,
                       double event)
{
    const struct source_finding *const finding = &pair->finding;
    json_writer_array(json, NULL);
    json_writer_number(json, NULL, event);
    json_writer_integer(json, NULL, pair->a);
    json_writer_integer(json, NULL, pair->b);
    json_writer_integer(json, NULL, finding->documents_a);
    json_writer_integer(json, NULL, finding->documents_b);
    json_writer_integer(json, NULL, finding->tokens_a);
    json_writer_integer(json, NULL, finding->tokens_b);
    write_short(json, finding->similarity);
    write_short(json, finding->low);
    write_short(json, finding->high);
    write_short(json, finding->has_null ? (double)finding->null_pairs : NAN);
    write_short(json, finding->null_percentile);
    write_short(json, finding->names_share);
    write_short(json, finding->without_names);
    write_years(page, json, finding);
    json_writer_text(json, NULL, finding->status);
    write_short(json, finding->reference_z);
    json_writer_close(json);
}

static void write_pairs(const struct page *page, struct json_writer *json)
{
    const struct page_sources *const sources = &page->sources;
    json_writer_array(json, "pairs");
    for (size_t event = 0; event <= sources->event_count; event++) {
        const bool is_all = event == sources->event_count;
        const struct page_event *const told = is_all ? &sources->all : &sources->events[event];
        /* of a larger map there are no cells to be looked into */
        const bool has_cells = told->count <= PAGE_MAP_NUMBERS * (PAGE_MAP_NUMBERS + 1) / 2;
        for (size_t i = told->first; has_cells && i < told->first + told->count; i++) {
            if (sources->pairs[i].b != NO_SOURCE)
                write_pair(page, json, &sources->pairs[i], is_all ? -1 : (double)event);
        }
    }
    json_writer_close(json);
}

static void write_documents(const struct page *page, struct json_writer *json)
{
    const struct counts *const counts = page->weighted->counts;
    json_writer_array(json, "documents");
    for (size_t i = 0; page->has_likeness && i < counts->document_count; i++)
        json_writer_span(json, NULL, counts->documents[i]->id);
    json_writer_close(json);
}

static void write_events(const struct page *page, struct json_writer *json)
{
    json_writer_array(json, "events");
    for (size_t i = 0; i < page->sources.event_count; i++)
        json_writer_span(json, NULL, page->sources.events[i].name);
    json_writer_close(json);
}

enum status page_data_write(const struct page *page, struct writer *writer, struct failure *failure)
{
    struct json_writer json = {.writer = writer, .is_embedded = true};
    html_raw(writer, "<script type=\"application/json\" id=\"mizan-page\">");
    json_writer_object(&json, NULL);
    json_writer_integer(&json, "format", 1);
    json_writer_text(&json, "language", wording_text(page->settings->report_language, WORDING_LANGUAGE_TAG));
    json_writer_text(&json, "version", MIZAN_VERSION);
    json_writer_boolean(&json, "distance", page_is_distance(page));
    write_names(&json, "sources", page->sources.names, page->sources.count);
    write_events(page, &json);
    write_documents(page, &json);
    write_pairs(page, &json);
    if (write_maps(page, &json, failure) != STATUS_OK)
        return STATUS_FAILED;
    html_raw(writer, ",\"interface\":");
    page_script_words_write(writer, (size_t)page->settings->report_language);
    json_writer_close(&json);
    html_raw(writer, "</script>\n");
    return writer_check(writer, failure);
}
