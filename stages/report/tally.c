/* tally.c - sorted and then merged: no hash whose order could reach the output. */
#include "tally.h"

#include <stdlib.h>

#include "array.h"

struct span tally_source(const struct document *document)
{
    return document->source;
}

struct span tally_event(const struct document *document)
{
    return document->event;
}

struct span tally_language(const struct document *document)
{
    return document->language;
}

struct span tally_encoding(const struct document *document)
{
    return span_of(document->encoding);
}

static int compare_names(const void *a, const void *b)
{
    const struct tally_entry *const one = a;
    const struct tally_entry *const other = b;
    return span_compare(one->name, other->name);
}

static int compare_sizes(const void *a, const void *b)
{
    const struct tally_entry *const one = a;
    const struct tally_entry *const other = b;
    if (one->documents != other->documents)
        return one->documents > other->documents ? -1 : 1;
    return span_compare(one->name, other->name);
}

enum status tally_documents(struct tally *tally, struct document *const *documents, size_t count, tally_key key,
                            struct failure *failure)
{
    if (array_zeroed((void **)&tally->items, count, sizeof *tally->items, failure) != STATUS_OK)
        return STATUS_FAILED;
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (documents[i]->role == ROLE_DOCUMENT)
            tally->items[used++] = (struct tally_entry){key(documents[i]), 1, documents[i]->bytes};
    }
    qsort(tally->items, used, sizeof *tally->items, compare_names);
    tally->count = 0;
    for (size_t i = 0; i < used; i++) {
        struct tally_entry *const last = tally->count > 0 ? &tally->items[tally->count - 1] : NULL;
        if (last != NULL && span_equal(last->name, tally->items[i].name)) {
            last->documents += tally->items[i].documents;
            last->bytes += tally->items[i].bytes;
        } else {
            tally->items[tally->count++] = tally->items[i];
        }
    }
    return STATUS_OK;
}

void tally_order_by_size(struct tally *tally)
{
    qsort(tally->items, tally->count, sizeof *tally->items, compare_sizes);
}

size_t tally_named(const struct tally *tally)
{
    size_t named = 0;
    for (size_t i = 0; i < tally->count; i++)
        named += tally->items[i].name.length > 0;
    return named;
}

void tally_free(struct tally *tally)
{
    free(tally->items);
    *tally = (struct tally){0};
}
