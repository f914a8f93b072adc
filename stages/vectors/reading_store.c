/* reading_store.c - four bytes a word, and each form once for each worker that made it. */
#include "reading_store.h"

#include <stdlib.h>

#include "array.h"

static enum status number_of(struct reading_store *store, struct read_form read, uint32_t *number,
                             struct failure *failure)
{
    const uint64_t hash = (uint64_t)(uintptr_t)read.form + read.is_body;
    size_t place;
    for (uint32_t i = hash_index_first(&store->index, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(&store->index, hash, &place)) {
        if (store->forms[i].form == read.form && store->forms[i].is_body == read.is_body) {
            *number = i;
            return STATUS_OK;
        }
    }
    if (array_reserve((void **)&store->forms, &store->form_capacity, store->form_count + 1, sizeof *store->forms,
                      failure) != STATUS_OK ||
        hash_index_add(&store->index, hash, (uint32_t)store->form_count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *number = (uint32_t)store->form_count;
    store->forms[store->form_count++] = read;
    return STATUS_OK;
}

static enum status add_segments(struct reading_store *store, const struct bag *bag, struct failure *failure)
{
    if (bag->reading_starts == NULL) {
        store->lacks_segments = store->lacks_segments || bag->segment_count > 0;
        return STATUS_OK;
    }
    if (array_reserve((void **)&store->segment_starts, &store->segment_starts_capacity,
                      store->segment_count + bag->segment_count, sizeof *store->segment_starts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < bag->segment_count; i++) {
        store->segment_starts[store->segment_count++] = store->item_count + bag->reading_starts[i];
    }
    return STATUS_OK;
}

enum status reading_store_add(struct reading_store *store, const struct bag *bag, struct failure *failure)
{
    if (array_reserve((void **)&store->starts, &store->starts_capacity, store->document_count + 2,
                      sizeof *store->starts, failure) != STATUS_OK ||
        array_reserve((void **)&store->items, &store->items_capacity, store->item_count + bag->reading_count,
                      sizeof *store->items, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    store->starts[store->document_count] = store->item_count;
    if (add_segments(store, bag, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < bag->reading_count; i++) {
        if (number_of(store, bag->reading[i], &store->items[store->item_count], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        store->item_count++;
    }
    store->starts[++store->document_count] = store->item_count;
    return STATUS_OK;
}

struct readings reading_store_view(const struct reading_store *store)
{
    return (struct readings){.forms = store->forms,
                             .form_count = store->form_count,
                             .document_count = store->document_count,
                             .starts = store->starts,
                             .items = store->items,
                             .segment_starts = store->lacks_segments ? NULL : store->segment_starts};
}

void reading_store_free(struct reading_store *store)
{
    if (store == NULL) {
        return;
    }
    free(store->segment_starts);
    free(store->items);
    free(store->starts);
    free(store->forms);
    hash_index_free(&store->index);
    *store = (struct reading_store){0};
}
