/* page_map.c - orders by name and date are by bytes: dates are written year first. */
#include "page_map.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "array.h"
#include "page_parts.h"

const char *const page_order_names[ORDER_COUNT] = {"clustered", "given", "name", "date"};

void page_scale_add(struct page_scale *scale, double value)
{
    if (isnan(value))
        return;
    scale->least = !scale->is_known || value < scale->least ? value : scale->least;
    scale->most = !scale->is_known || value > scale->most ? value : scale->most;
    scale->is_known = true;
}

void page_scale_round(struct page_scale *scale)
{
    scale->low = floor(scale->least * 10) / 10;
    scale->high = ceil(scale->most * 10) / 10;
    if (!(scale->high > scale->low))
        scale->high = scale->low + 0.1;
}

unsigned page_scale_step(const struct page_scale *scale, double value)
{
    const double from_low = (value - scale->low) / (scale->high - scale->low) * PAGE_MAP_STEPS;
    const double place = floor(scale->is_reversed ? PAGE_MAP_STEPS - from_low : from_low);
    return place <= 0 ? 0 : place >= PAGE_MAP_STEPS - 1 ? PAGE_MAP_STEPS - 1 : (unsigned)place;
}

/* What an item is ordered by. */
struct sort_item {
    size_t place, given;
    struct span name, date;
};

static int by_given(const void *a, const void *b)
{
    const struct sort_item *const first = a, *const second = b;
    if (first->given != second->given)
        return first->given < second->given ? -1 : 1;
    return (first->place > second->place) - (first->place < second->place);
}

static int by_name(const void *a, const void *b)
{
    const struct sort_item *const first = a, *const second = b;
    const int order = span_compare(first->name, second->name);
    return order != 0 ? order : by_given(a, b);
}

/* Without a date at the end. */
static int by_date(const void *a, const void *b)
{
    const struct sort_item *const first = a, *const second = b;
    if ((first->date.length == 0) != (second->date.length == 0))
        return first->date.length == 0 ? 1 : -1;
    const int order = span_compare(first->date, second->date);
    return order != 0 ? order : by_given(a, b);
}

/* Of sources: the first document and the earliest date, on the event where there is one. */
static void describe_sources(const struct page *page, const struct page_map *map, struct sort_item *items)
{
    const struct counts *const counts = page->weighted->counts;
    for (size_t i = 0; i < map->count; i++)
        items[i].given = SIZE_MAX;
    for (size_t row = 0; row < counts->document_count; row++) {
        const struct document *const document = counts->documents[row];
        if (map->event->name.length > 0 && !span_equal(document->event, map->event->name))
            continue;
        size_t low = 0, high = map->count;
        while (low < high) {
            const size_t middle = low + (high - low) / 2;
            if (span_compare(items[middle].name, document->source) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == map->count || !span_equal(items[low].name, document->source))
            continue;
        struct sort_item *const item = &items[low];
        item->given = row < item->given ? row : item->given;
        if (document->date.length > 0 && (item->date.length == 0 || span_compare(document->date, item->date) < 0))
            item->date = document->date;
    }
}

static enum status order_items(struct page_map *map, const struct page *page, struct failure *failure)
{
    static int (*const orders[ORDER_COUNT])(const void *, const void *) = {NULL, by_given, by_name, by_date};
    struct sort_item *items = NULL;
    if (array_zeroed((void **)&items, map->count, sizeof *items, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < map->count; i++) {
        items[i] = (struct sort_item){.place = i, .given = i, .name = page_map_item_name(page, map, i)};
        if (map->event == NULL)
            items[i].date = page->weighted->counts->documents[map->items[i]]->date;
    }
    if (map->event != NULL)
        describe_sources(page, map, items);
    enum status status = STATUS_OK;
    for (int order = 0; order < ORDER_COUNT && status == STATUS_OK; order++) {
        status = array_zeroed((void **)&map->orders[order], map->count, sizeof *map->orders[order], failure);
        if (status == STATUS_OK && orders[order] != NULL)
            qsort(items, map->count, sizeof *items, orders[order]);
        for (size_t i = 0; status == STATUS_OK && i < map->count; i++)
            map->orders[order][i] = orders[order] != NULL ? items[i].place : map->tree.order[i];
    }
    free(items);
    return status;
}

static enum status open_square(struct page_map *map, struct failure *failure)
{
    const size_t cells = map->count * map->count;
    if (array_zeroed((void **)&map->values, cells, sizeof *map->values, failure) != STATUS_OK ||
        array_zeroed((void **)&map->pairs, cells, sizeof *map->pairs, failure) != STATUS_OK ||
        array_zeroed((void **)&map->states, cells, sizeof *map->states, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < cells; i++) {
        map->values[i] = NAN;
        map->states[i] = PAIR_NONE;
    }
    return STATUS_OK;
}

/* Distances as similarities: the greatest of all less each, so that what is not known is farthest. */
static enum status grow_from_distances(struct page_map *map, struct failure *failure)
{
    const size_t cells = map->count * map->count;
    double *similarities = NULL, most = 0;
    if (array_zeroed((void **)&similarities, cells, sizeof *similarities, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < cells; i++)
        most = map->values[i] > most ? map->values[i] : most;
    for (size_t i = 0; i < cells; i++)
        similarities[i] = most - map->values[i];
    const enum status status = dendrogram_open(&map->tree, similarities, map->count, failure);
    free(similarities);
    return status;
}

static enum status finish(struct page_map *map, const struct page *page, struct failure *failure)
{
    if ((page_is_distance(page) ? grow_from_distances(map, failure)
                                : dendrogram_open(&map->tree, map->values, map->count, failure)) != STATUS_OK)
        return STATUS_FAILED;
    return order_items(map, page, failure);
}

/* Which sources stand in the event's pairs, and where. */
static enum status find_items(struct page_map *map, const struct page *page, size_t *places, struct failure *failure)
{
    const struct page_source_pair *const pairs = page->sources.pairs + map->event->first;
    for (size_t i = 0; i < page->sources.count; i++)
        places[i] = NO_SOURCE;
    for (size_t i = 0; i < map->event->count; i++) {
        places[pairs[i].a] = 0;
        if (pairs[i].b != NO_SOURCE)
            places[pairs[i].b] = 0;
    }
    if (array_zeroed((void **)&map->items, page->sources.count, sizeof *map->items, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < page->sources.count; i++) {
        if (places[i] == NO_SOURCE)
            continue;
        places[i] = map->count;
        map->items[map->count++] = i;
    }
    return STATUS_OK;
}

static void fill_sources(struct page_map *map, const struct page *page, const size_t *places)
{
    const struct page_source_pair *const pairs = page->sources.pairs + map->event->first;
    for (size_t i = 0; i < map->event->count; i++) {
        if (pairs[i].b == NO_SOURCE)
            continue;
        const size_t a = places[pairs[i].a], b = places[pairs[i].b];
        map->values[a * map->count + b] = map->values[b * map->count + a] = pairs[i].finding.similarity;
        map->pairs[a * map->count + b] = map->pairs[b * map->count + a] = &pairs[i];
        map->states[a * map->count + b] = map->states[b * map->count + a] = page_pair_state(&pairs[i].finding);
    }
}

enum status page_map_open_sources(struct page_map *map, const struct page *page, const struct page_event *event,
                                  struct failure *failure)
{
    size_t *places = NULL;
    *map = (struct page_map){.event = event};
    if (array_zeroed((void **)&places, page->sources.count, sizeof *places, failure) != STATUS_OK)
        return STATUS_FAILED;
    enum status status = find_items(map, page, places, failure);
    if (status == STATUS_OK)
        status = open_square(map, failure);
    if (status == STATUS_OK)
        fill_sources(map, page, places);
    free(places);
    return status == STATUS_OK ? finish(map, page, failure) : STATUS_FAILED;
}

/* As of sources: another language, and what is too short, have no colour that would be believed. */
static enum pair_state state_of_documents(const struct document *a, const struct document *b, double value)
{
    if (isnan(value))
        return PAIR_NONE;
    if (!span_equal(a->language, b->language))
        return PAIR_LANGUAGE;
    return a->tokens < SHORT_DOCUMENT_WORDS || b->tokens < SHORT_DOCUMENT_WORDS ? PAIR_SHORT : PAIR_SHOWN;
}

enum status page_map_open_documents(struct page_map *map, const struct page *page, struct failure *failure)
{
    const size_t count = page->has_likeness ? page->weighted->counts->document_count : 0;
    *map = (struct page_map){.count = count};
    if (array_zeroed((void **)&map->items, count, sizeof *map->items, failure) != STATUS_OK ||
        open_square(map, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < count; i++) {
        map->items[i] = i;
        for (size_t j = 0; j < count; j++) {
            struct document *const *const documents = page->weighted->counts->documents;
            map->values[i * count + j] = i == j ? NAN : page->likeness[i * count + j];
            map->states[i * count + j] = state_of_documents(documents[i], documents[j], map->values[i * count + j]);
        }
    }
    return finish(map, page, failure);
}

void page_map_close(struct page_map *map)
{
    for (int order = 0; order < ORDER_COUNT; order++)
        free(map->orders[order]);
    dendrogram_close(&map->tree);
    free(map->states);
    free(map->pairs);
    free(map->values);
    free(map->items);
    *map = (struct page_map){0};
}

enum page_order page_map_first_order(const struct page_map *map)
{
    return map->count >= PAGE_MAP_TREE_LEAST ? ORDER_CLUSTERED : ORDER_GIVEN;
}

void page_map_name(const struct page *page, const struct page_map *map, char name[32])
{
    if (map->event == NULL)
        (void)snprintf(name, 32, "documents");
    else if (map->event->name.length == 0)
        (void)snprintf(name, 32, "all");
    else
        (void)snprintf(name, 32, "e%zu", (size_t)(map->event - page->sources.events));
}

struct span page_map_item_name(const struct page *page, const struct page_map *map, size_t place)
{
    return map->event != NULL ? page->sources.names[map->items[place]]
                              : page->weighted->counts->documents[map->items[place]]->id;
}
