/* change_list.c - a text is copied only once its change is to be kept; one that is pushed out again leaves its bytes in
 * the arena, of which there are at most as many as there are records on the way up: some thousand of a random order. */
#include "change_list.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

/* < 0: a is told before b. */
static int compare_changes(const void *first, const void *second)
{
    const struct check_change *const a = first, *const b = second;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    int order = strcmp(a->subject, b->subject);
    for (size_t i = 0; i < CHECK_NAMES && order == 0; i++)
        order = span_compare(a->names[i], b->names[i]);
    return order;
}

static void swap(struct check_change *a, struct check_change *b)
{
    const struct check_change kept = *a;
    *a = *b;
    *b = kept;
}

static void sink(struct change_heap *heap)
{
    for (size_t at = 0;;) {
        size_t last = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < heap->count; child++) {
            if (compare_changes(&heap->items[child], &heap->items[last]) > 0)
                last = child;
        }
        if (last == at)
            return;
        swap(&heap->items[at], &heap->items[last]);
        at = last;
    }
}

static void rise(struct change_heap *heap)
{
    for (size_t at = heap->count - 1; at > 0;) {
        const size_t parent = (at - 1) / 2;
        if (compare_changes(&heap->items[at], &heap->items[parent]) <= 0)
            return;
        swap(&heap->items[at], &heap->items[parent]);
        at = parent;
    }
}

static enum status copy_texts(struct change_list *list, struct check_change *change, struct failure *failure)
{
    struct span *const texts[] = {&change->names[0], &change->names[1],    &change->names[2],
                                  &change->names[3], &change->before.text, &change->after.text};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i]->length > 0 && arena_copy(&list->arena, *texts[i], texts[i], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

enum status change_list_add(struct change_list *list, const struct check_change *change, struct failure *failure)
{
    struct change_heap *const heap = &list->heaps[change->kind];
    struct check_change copy = *change;
    if (heap->count == CHECK_KEPT && compare_changes(change, &heap->items[0]) >= 0)
        return STATUS_OK;
    if (copy_texts(list, &copy, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (heap->count == CHECK_KEPT) {
        heap->items[0] = copy;
        sink(heap);
        return STATUS_OK;
    }
    if (array_reserve((void **)&heap->items, &heap->capacity, heap->count + 1, sizeof *heap->items, failure) !=
        STATUS_OK)
        return STATUS_FAILED;
    heap->items[heap->count++] = copy;
    rise(heap);
    return STATUS_OK;
}

enum status change_list_settle(struct change_list *list, struct failure *failure)
{
    size_t total = 0;
    for (int kind = 0; kind < CHECK_KIND_COUNT; kind++)
        total += list->heaps[kind].count;
    void *items = NULL;
    if (array_zeroed(&items, total, sizeof *list->sorted, failure) != STATUS_OK)
        return STATUS_FAILED;
    list->sorted = items;
    for (int kind = 0; kind < CHECK_KIND_COUNT; kind++) {
        for (size_t i = 0; i < list->heaps[kind].count; i++)
            list->sorted[list->sorted_count++] = list->heaps[kind].items[i];
    }
    if (total > 0)
        qsort(list->sorted, total, sizeof *list->sorted, compare_changes);
    return STATUS_OK;
}

void change_list_free(struct change_list *list)
{
    for (int kind = 0; kind < CHECK_KIND_COUNT; kind++)
        free(list->heaps[kind].items);
    free(list->sorted);
    arena_free(&list->arena);
    *list = (struct change_list){0};
}
