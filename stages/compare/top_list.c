/* top_list.c - a binary heap over a total order: the K best of a set are then one set, in whatever order it is offered.
 */
#include "top_list.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "array.h"

static bool is_worse(struct top_entry a, struct top_entry b)
{
    return a.value < b.value || (a.value == b.value && a.index > b.index);
}

static void sink(struct top_entry *entries, size_t count, size_t hole, struct top_entry entry)
{
    for (size_t child = 2 * hole + 1; child < count; child = 2 * hole + 1) {
        if (child + 1 < count && is_worse(entries[child + 1], entries[child])) {
            child++;
        }
        if (!is_worse(entries[child], entry)) {
            break;
        }
        entries[hole] = entries[child];
        hole = child;
    }
    entries[hole] = entry;
}

static void rise(struct top_entry *entries, size_t hole, struct top_entry entry)
{
    while (hole > 0 && is_worse(entry, entries[(hole - 1) / 2])) {
        entries[hole] = entries[(hole - 1) / 2];
        hole = (hole - 1) / 2;
    }
    entries[hole] = entry;
}

void top_list_offer(struct top_list *list, double value, size_t index)
{
    const struct top_entry entry = {value, index};
    if (isnan(value) || list->capacity == 0) {
        return;
    }
    if (list->count < list->capacity) {
        rise(list->entries, list->count++, entry);
    } else if (is_worse(list->entries[0], entry)) {
        sink(list->entries, list->count, 0, entry);
    }
}

double top_list_bound(const struct top_list *list)
{
    if (list->capacity == 0) {
        return INFINITY;
    }
    return list->count < list->capacity ? -INFINITY : list->entries[0].value;
}

void top_list_merge(struct top_list *list, struct top_list *from)
{
    for (size_t i = 0; i < from->count; i++) {
        top_list_offer(list, from->entries[i].value, from->entries[i].index);
    }
    from->count = 0;
}

void top_list_sort(struct top_list *list)
{
    for (size_t left = list->count; left > 1; left--) {
        const struct top_entry worst = list->entries[0];
        sink(list->entries, left - 1, 0, list->entries[left - 1]);
        list->entries[left - 1] = worst;
    }
}

enum status top_lists_open(struct top_lists *lists, size_t count, size_t capacity, struct failure *failure)
{
    return top_lists_open_in(lists, NULL, count, capacity, failure);
}

enum status top_lists_open_in(struct top_lists *lists, struct spill *spill, size_t count, size_t capacity,
                              struct failure *failure)
{
    *lists = (struct top_lists){.count = count, .spill = spill};
    if (capacity > 0 && count > SIZE_MAX / capacity) {
        return failure_memory(failure, "the lists of neighbours");
    }
    if (spill_zeroed(spill, (void **)&lists->items, count, sizeof *lists->items, failure) != STATUS_OK ||
        spill_later(spill, (void **)&lists->entries, count * capacity, sizeof *lists->entries, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < count; i++) {
        lists->items[i] = (struct top_list){.entries = lists->entries + i * capacity, .capacity = capacity};
    }
    return STATUS_OK;
}

void top_lists_close(struct top_lists *lists)
{
    if (lists == NULL) {
        return;
    }
    spill_free(lists->spill, lists->entries);
    spill_free(lists->spill, lists->items);
    *lists = (struct top_lists){0};
}
