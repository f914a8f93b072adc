/* page_sources.c - which sources and events the page shows, decided as their findings arrive. */
#include "page_sources.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

/* The words of a source, for the choice of those that are shown. */
struct source_size {
    size_t index;
    uint64_t words;
};

static int compare_sizes(const void *a, const void *b)
{
    const struct source_size *const first = a, *const second = b;
    if (first->words != second->words)
        return first->words > second->words ? -1 : 1;
    return (first->index > second->index) - (first->index < second->index);
}

static size_t find_name(const struct span *names, size_t count, struct span name)
{
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (span_compare(names[middle], name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && span_equal(names[low], name) ? low : NO_SOURCE;
}

static void rank_sizes(const struct counts *counts, const struct span *names, struct source_size *sizes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sizes[i].index = i;
    for (size_t i = 0; i < counts->document_count; i++) {
        const size_t place = find_name(names, count, counts->documents[i]->source);
        if (place != NO_SOURCE)
            sizes[place].words += counts->documents[i]->tokens;
    }
    qsort(sizes, count, sizeof *sizes, compare_sizes);
}

/* Once, when the first finding tells the names. */
static enum status choose(struct page_sources *sources, const struct counts *counts,
                          const struct source_finding *finding, struct failure *failure)
{
    const size_t total = finding->source_count, shown = total < PAGE_SOURCES ? total : PAGE_SOURCES;
    struct source_size *sizes = NULL;
    if (array_zeroed((void **)&sources->names, shown, sizeof *sources->names, failure) != STATUS_OK ||
        array_zeroed((void **)&sources->places, total, sizeof *sources->places, failure) != STATUS_OK ||
        array_zeroed((void **)&sizes, total, sizeof *sizes, failure) != STATUS_OK)
        return STATUS_FAILED;
    rank_sizes(counts, finding->sources, sizes, total);
    for (size_t i = 0; i < total; i++)
        sources->places[sizes[i].index] = i < shown ? 0 : NO_SOURCE;
    for (size_t i = 0; i < total; i++) {
        if (sources->places[i] == NO_SOURCE)
            continue;
        sources->places[i] = sources->count;
        sources->names[sources->count++] = finding->sources[i];
    }
    sources->total = total;
    free(sizes);
    return STATUS_OK;
}

/* The finding's event; NULL with nothing failed where it has no room. */
static enum status find_event(struct page_sources *sources, struct span name, struct page_event **event,
                              struct failure *failure)
{
    const bool is_new = !span_equal(sources->last, name);
    *event = NULL;
    sources->last = name;
    if (name.length == 0) {
        if (sources->all.count == 0)
            sources->all.first = sources->pair_count;
        *event = &sources->all;
        return STATUS_OK;
    }
    if (is_new) {
        sources->is_full = sources->is_full || sources->event_count == PAGE_EVENTS;
        sources->left_out += sources->is_full;
        if (sources->is_full)
            return STATUS_OK;
        if (array_reserve((void **)&sources->events, &sources->event_capacity, sources->event_count + 1,
                          sizeof *sources->events, failure) != STATUS_OK)
            return STATUS_FAILED;
        sources->events[sources->event_count++] = (struct page_event){.name = name, .first = sources->pair_count};
    }
    *event = sources->is_full ? NULL : &sources->events[sources->event_count - 1];
    return STATUS_OK;
}

/* Takes the event that is arriving back, with what there is of it. */
static void drop_event(struct page_sources *sources)
{
    sources->pair_count = sources->events[--sources->event_count].first;
    sources->left_out++;
    sources->is_full = true;
}

static enum status copy_pair(struct page_sources *sources, const struct source_finding *finding, struct arena *arena,
                             struct failure *failure)
{
    void *years = NULL;
    struct span status = {0};
    if (array_reserve((void **)&sources->pairs, &sources->pair_capacity, sources->pair_count + 1,
                      sizeof *sources->pairs, failure) != STATUS_OK ||
        arena_take(arena, finding->year_count * sizeof *finding->years, &years, failure) != STATUS_OK ||
        arena_copy(arena, span_of(finding->status), &status, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (finding->year_count > 0)
        memcpy(years, finding->years, finding->year_count * sizeof *finding->years);
    struct page_source_pair *const pair = &sources->pairs[sources->pair_count++];
    *pair = (struct page_source_pair){.finding = *finding,
                                      .a = sources->places[finding->a],
                                      .b = finding->b == NO_SOURCE ? NO_SOURCE : sources->places[finding->b]};
    pair->finding.years = years;
    pair->finding.status = status.bytes;
    return STATUS_OK;
}

enum status page_sources_add(struct page_sources *sources, const struct counts *counts,
                             const struct source_finding *finding, struct arena *arena, struct failure *failure)
{
    struct page_event *event = NULL;
    if ((sources->names == NULL && choose(sources, counts, finding, failure) != STATUS_OK) ||
        find_event(sources, finding->event, &event, failure) != STATUS_OK)
        return STATUS_FAILED;
    const bool is_shown = sources->places[finding->a] != NO_SOURCE &&
                          (finding->b == NO_SOURCE || sources->places[finding->b] != NO_SOURCE);
    if (event == NULL || !is_shown)
        return STATUS_OK;
    if (event != &sources->all && sources->pair_count == PAGE_EVENT_PAIRS) {
        drop_event(sources);
        return STATUS_OK;
    }
    event->count++;
    return copy_pair(sources, finding, arena, failure);
}

void page_sources_close(struct page_sources *sources)
{
    free(sources->names);
    free(sources->places);
    free(sources->pairs);
    free(sources->events);
    *sources = (struct page_sources){0};
}
