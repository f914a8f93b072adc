/* sequence_store.c - four bytes a term, in arrays that double. */
#include "sequence_store.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

static enum status reserve(struct sequence_store *store, const struct bag *bag, struct failure *failure)
{
    const size_t segments = store->segment_count + bag->segment_count;
    const size_t terms = (size_t)(store->term_count + bag->sequence_starts[bag->segment_count]);
    if (spill_reserve(store->spill, (void **)&store->document_starts, &store->documents_capacity,
                      store->document_count + 2, sizeof *store->document_starts, failure) != STATUS_OK ||
        spill_reserve(store->spill, (void **)&store->starts, &store->starts_capacity, segments + 1,
                      sizeof *store->starts, failure) != STATUS_OK ||
        spill_reserve(store->spill, (void **)&store->terms, &store->terms_capacity, terms, sizeof *store->terms,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return spill_reserve(store->spill, (void **)&store->words, &store->words_capacity, segments, sizeof *store->words,
                         failure);
}

enum status sequence_store_add(struct sequence_store *store, const struct bag *bag, const uint32_t *numbers,
                               struct failure *failure)
{
    if (bag->sequence_starts == NULL) {
        return STATUS_OK;
    }
    if (reserve(store, bag, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    store->document_starts[store->document_count] = store->segment_count;
    for (size_t segment = 0; segment < bag->segment_count; segment++) {
        store->starts[store->segment_count] = store->term_count;
        store->words[store->segment_count++] = bag->segment_words[segment];
        for (uint64_t i = bag->sequence_starts[segment]; i < bag->sequence_starts[segment + 1]; i++) {
            store->terms[store->term_count++] = numbers[bag->sequence[i]];
        }
    }
    store->starts[store->segment_count] = store->term_count;
    store->document_starts[++store->document_count] = store->segment_count;
    return STATUS_OK;
}

void sequence_store_arrange(struct sequence_store *store, const uint32_t *numbers)
{
    uint64_t target = 0, start = 0;
    for (size_t segment = 0; segment < store->segment_count; segment++) {
        const uint64_t end = store->starts[segment + 1];
        for (uint64_t i = start; i < end; i++) {
            const uint32_t number = numbers[store->terms[i]];
            if (number != SEQUENCE_STORE_DROPPED) {
                store->terms[target++] = number;
            }
        }
        store->starts[segment + 1] = target;
        start = end;
    }
    store->term_count = target;
}

struct term_sequences sequence_store_view(const struct sequence_store *store)
{
    return (struct term_sequences){.segment_count = store->segment_count,
                                   .document_starts = store->document_starts,
                                   .starts = store->starts,
                                   .terms = store->terms,
                                   .words = store->words};
}

void sequence_store_free(struct sequence_store *store)
{
    spill_free(store->spill, store->document_starts);
    spill_free(store->spill, store->starts);
    spill_free(store->spill, store->terms);
    spill_free(store->spill, store->words);
    *store = (struct sequence_store){0};
}
