/* passage_units.c - a map lists its sentences by document; tellings want them by event and source. */
#include "passage_units.h"

#include <stdlib.h>

static int compare_units(const void *a, const void *b)
{
    const struct passage_unit *const first = a, *const second = b;
    const int by_event = span_compare(first->event, second->event);
    const int by_source = by_event != 0 ? by_event : span_compare(first->source, second->source);
    return by_source != 0 ? by_source : (first->document > second->document) - (first->document < second->document);
}

size_t passage_units_list(const struct event_map *map, const struct counts *counts, struct passage_unit *units,
                          struct segment_range *ranges)
{
    size_t count = 0;
    for (size_t i = 0; i < map->range_count; i++) {
        const struct event_range *const range = &map->ranges[i];
        const bool goes_on = i > 0 && range[-1].document == range->document && range[-1].event == range->event;
        ranges[i] = (struct segment_range){range->first, range->end};
        if (counts->documents[range->document]->source.length == 0) {
            continue;
        }
        if (!goes_on) {
            units[count++] = (struct passage_unit){.event = map->sought.items[range->event].name,
                                                   .source = counts->documents[range->document]->source,
                                                   .document = range->document,
                                                   .first_range = i};
        }
        units[count - 1].range_count++;
    }
    if (count > 0) {
        qsort(units, count, sizeof *units, compare_units);
    }
    return count;
}

uint64_t passage_units_words(const struct counts *counts, struct segment_range range)
{
    uint64_t words = 0;
    for (uint64_t segment = range.first; segment < range.end; segment++) {
        words += counts->segment_texts[segment].words;
    }
    return words;
}

static uint64_t shortest_telling(const struct tellings *tellings)
{
    uint64_t shortest = UINT64_MAX;
    for (size_t i = 0; i < tellings->count; i++) {
        const uint64_t words = tellings->items[i].tokens;
        shortest = words >= SHORT_DOCUMENT_WORDS && words < shortest ? words : shortest;
    }
    return shortest;
}

/* Leaves of the unit what fits into `left` words; whole sentences, the last of which may reach beyond. */
static void cut_unit(const struct tellings *tellings, struct telling_unit *unit, uint64_t *left)
{
    struct segment_range *const ranges = tellings->ranges + (unit->ranges - tellings->ranges);
    size_t kept = 0;
    unit->tokens = 0;
    for (; kept<unit->range_count && * left> 0; kept++) {
        uint64_t segment = ranges[kept].first;
        for (; segment<ranges[kept].end && * left> 0; segment++) {
            const uint64_t words = tellings->counts->segment_texts[segment].words;
            unit->tokens += words;
            *left -= words < *left ? words : *left;
        }
        ranges[kept].end = segment;
    }
    unit->range_count = kept;
}

void passage_units_cut(struct tellings *tellings)
{
    const uint64_t length = shortest_telling(tellings);
    for (size_t i = 0; i < tellings->count; i++) {
        struct telling *const telling = &tellings->items[i];
        uint64_t left = length;
        if (telling->tokens <= length) {
            continue;
        }
        telling->tokens = 0;
        for (size_t unit = telling->first_unit; unit < telling->first_unit + telling->unit_count; unit++) {
            cut_unit(tellings, &tellings->units[unit], &left);
            telling->tokens += tellings->units[unit].tokens;
        }
    }
}
