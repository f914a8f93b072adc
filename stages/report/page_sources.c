/* page_sources.c - which sources and events the page shows, decided as their findings arrive. */
#include "page_sources.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "page_source_choice.h"

/* Once, when the first finding tells the names. */
static enum status choose(struct page_sources *sources, const struct counts *counts,
                          const struct source_finding *finding, struct failure *failure)
{
    const size_t total = finding->source_count, shown = total < PAGE_SOURCES ? total : PAGE_SOURCES;
    bool *is_chosen = NULL;
    enum status status = array_zeroed((void **)&is_chosen, total, sizeof *is_chosen, failure);
    if (status == STATUS_OK)
        status = array_zeroed((void **)&sources->names, shown, sizeof *sources->names, failure);
    if (status == STATUS_OK)
        status = array_zeroed((void **)&sources->places, total, sizeof *sources->places, failure);
    if (status == STATUS_OK)
        status = page_source_choice(counts, finding->sources, total, shown, is_chosen, failure);
    for (size_t i = 0; status == STATUS_OK && i < total; i++) {
        sources->places[i] = is_chosen[i] ? sources->count : NO_SOURCE;
        if (is_chosen[i])
            sources->names[sources->count++] = finding->sources[i];
    }
    sources->total = total;
    free(is_chosen);
    return status;
}

/* The finding's event, which takes a place once a pair of it is shown; NULL with nothing failed where it has none. */
static enum status find_event(struct page_sources *sources, struct span name, bool is_shown, struct page_event **event,
                              struct failure *failure)
{
    *event = NULL;
    if (name.length > 0 && !span_equal(sources->last, name)) {
        sources->is_open = false;
        sources->left_out++;
    }
    sources->last = name;
    if (!is_shown)
        return STATUS_OK;
    if (name.length == 0) {
        if (sources->all.count == 0)
            sources->all.first = sources->pair_count;
        *event = &sources->all;
        return STATUS_OK;
    }
    sources->is_full = sources->is_full || (!sources->is_open && sources->event_count == PAGE_EVENTS);
    if (!sources->is_open && !sources->is_full) {
        if (array_reserve((void **)&sources->events, &sources->event_capacity, sources->event_count + 1,
                          sizeof *sources->events, failure) != STATUS_OK)
            return STATUS_FAILED;
        sources->events[sources->event_count++] = (struct page_event){.name = name, .first = sources->pair_count};
        sources->is_open = true;
        sources->left_out--;
    }
    *event = sources->is_open ? &sources->events[sources->event_count - 1] : NULL;
    return STATUS_OK;
}

/* Takes the event that is arriving back, with what there is of it. */
static void drop_event(struct page_sources *sources)
{
    sources->pair_count = sources->events[--sources->event_count].first;
    sources->left_out++;
    sources->is_full = true;
    sources->is_open = false;
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
    if (sources->names == NULL && choose(sources, counts, finding, failure) != STATUS_OK)
        return STATUS_FAILED;
    const bool is_shown = sources->places[finding->a] != NO_SOURCE &&
                          (finding->b == NO_SOURCE || sources->places[finding->b] != NO_SOURCE);
    if (find_event(sources, finding->event, is_shown, &event, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (event == NULL)
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
