/* page_source_choice.c - documents sorted by event and by how large their source is; then event by event. */
#include "page_source_choice.h"

#include <stdint.h>
#include <stdlib.h>

#include "array.h"

/* Of a source: its place among the names, then, once sorted, its rank. */
struct source_size {
    size_t index;
    uint64_t words;
};

struct told {
    struct span event;
    size_t rank; /* of its source by words */
    uint64_t words;
};

/* Documents first .. end - 1 of those sorted. */
struct event_size {
    size_t first, end;
    uint64_t words;
    bool is_shared; /* by two sources */
};

struct choice {
    const struct counts *counts;
    struct source_size *sizes; /* by rank */
    size_t *ranks;             /* by place among the names */
    struct told *told;
    struct event_size *events;
    size_t told_count, event_count;
};

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
    return low < count && span_equal(names[low], name) ? low : SIZE_MAX;
}

static int compare_sizes(const void *a, const void *b)
{
    const struct source_size *const first = a, *const second = b;
    if (first->words != second->words)
        return first->words > second->words ? -1 : 1;
    return (first->index > second->index) - (first->index < second->index);
}

static int compare_told(const void *a, const void *b)
{
    const struct told *const first = a, *const second = b;
    const int events = span_compare(first->event, second->event);
    return events != 0 ? events : (first->rank > second->rank) - (first->rank < second->rank);
}

static int compare_events(const void *a, const void *b)
{
    const struct event_size *const first = a, *const second = b;
    if (first->is_shared != second->is_shared)
        return first->is_shared ? -1 : 1;
    if (first->words != second->words)
        return first->words > second->words ? -1 : 1;
    return (first->first > second->first) - (first->first < second->first);
}

static void rank_sources(struct choice *choice, const struct span *names, size_t count)
{
    const struct counts *const counts = choice->counts;
    for (size_t i = 0; i < count; i++)
        choice->sizes[i].index = i;
    for (size_t i = 0; i < counts->document_count; i++) {
        const size_t place = find_name(names, count, counts->documents[i]->source);
        if (place != SIZE_MAX)
            choice->sizes[place].words += counts->documents[i]->tokens;
    }
    qsort(choice->sizes, count, sizeof *choice->sizes, compare_sizes);
    for (size_t rank = 0; rank < count; rank++)
        choice->ranks[choice->sizes[rank].index] = rank;
}

static void rank_events(struct choice *choice, const struct span *names, size_t count)
{
    const struct counts *const counts = choice->counts;
    for (size_t i = 0; i < counts->document_count; i++) {
        const struct document *const document = counts->documents[i];
        const size_t place = find_name(names, count, document->source);
        if (place != SIZE_MAX && document->event.length > 0)
            choice->told[choice->told_count++] = (struct told){document->event, choice->ranks[place], document->tokens};
    }
    if (choice->told_count > 0)
        qsort(choice->told, choice->told_count, sizeof *choice->told, compare_told);
    for (size_t i = 0; i < choice->told_count; i++) {
        if (i == 0 || !span_equal(choice->told[i].event, choice->told[i - 1].event))
            choice->events[choice->event_count++] = (struct event_size){.first = i};
        struct event_size *const event = &choice->events[choice->event_count - 1];
        event->end = i + 1;
        event->words += choice->told[i].words;
        event->is_shared = event->is_shared || choice->told[i].rank != choice->told[event->first].rank;
    }
    if (choice->event_count > 0)
        qsort(choice->events, choice->event_count, sizeof *choice->events, compare_events);
}

static void choose(const struct choice *choice, size_t count, size_t most, bool *is_chosen)
{
    size_t chosen = 0;
    for (size_t i = 0; i < choice->event_count; i++) {
        for (size_t k = choice->events[i].first; k < choice->events[i].end && chosen < most; k++) {
            bool *const is_in = &is_chosen[choice->sizes[choice->told[k].rank].index];
            chosen += !*is_in;
            *is_in = true;
        }
    }
    for (size_t rank = 0; rank < count && chosen < most; rank++) {
        bool *const is_in = &is_chosen[choice->sizes[rank].index];
        chosen += !*is_in;
        *is_in = true;
    }
}

enum status page_source_choice(const struct counts *counts, const struct span *names, size_t count, size_t most,
                               bool *is_chosen, struct failure *failure)
{
    struct choice choice = {.counts = counts};
    const bool has_room =
        array_zeroed((void **)&choice.sizes, count, sizeof *choice.sizes, failure) == STATUS_OK &&
        array_zeroed((void **)&choice.ranks, count, sizeof *choice.ranks, failure) == STATUS_OK &&
        array_zeroed((void **)&choice.told, counts->document_count, sizeof *choice.told, failure) == STATUS_OK &&
        array_zeroed((void **)&choice.events, counts->document_count, sizeof *choice.events, failure) == STATUS_OK;
    if (has_room && count > 0) {
        rank_sources(&choice, names, count);
        rank_events(&choice, names, count);
        choose(&choice, count, most, is_chosen);
    }
    free(choice.events);
    free(choice.told);
    free(choice.ranks);
    free(choice.sizes);
    return has_room ? STATUS_OK : STATUS_FAILED;
}
