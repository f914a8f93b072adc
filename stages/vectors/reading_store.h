/* reading_store.h - what the documents read like, a form's number for each word; grows document by document. */
#ifndef MIZAN_READING_STORE_H
#define MIZAN_READING_STORE_H

#include "failure.h"
#include "hash_index.h"
#include "matrix.h"

/* Zero-initialized it is empty. */
struct reading_store {
    struct hash_index index; /* by the form's address, which reaches no result */
    struct read_form *forms;
    size_t form_count, form_capacity;
    uint64_t *starts;
    size_t document_count, starts_capacity;
    uint32_t *items;
    size_t item_count, items_capacity;
    uint64_t *segment_starts;
    size_t segment_count, segment_starts_capacity;
    bool lacks_segments; /* a document with words came without them */
};

/* Appends what the bag's document reads like. */
enum status reading_store_add(struct reading_store *store, const struct bag *bag, struct failure *failure) MUST_CHECK;
struct readings reading_store_view(const struct reading_store *store);
void reading_store_free(struct reading_store *store);

#endif
