/*
 * sequence_store.h - the terms of all documents in reading order, segment by segment.
 *
 * Zero-initialized it is empty. It stays empty when bags come without a sequence.
 */
#ifndef MIZAN_SEQUENCE_STORE_H
#define MIZAN_SEQUENCE_STORE_H

#include "failure.h"
#include "matrix.h"
#include "spill.h"

/* A term that sequence_store_arrange takes out. */
#define SEQUENCE_STORE_DROPPED UINT32_MAX

struct sequence_store {
    struct spill *spill; /* where its arrays are taken from; set by the owner, NULL: memory alone */
    uint64_t *document_starts, *starts;
    uint32_t *terms, *words;
    size_t document_count, segment_count;
    size_t documents_capacity, starts_capacity, terms_capacity, words_capacity;
    uint64_t term_count;
};

/* The next document: term t of the bag is numbers[t]. A bag without a sequence adds nothing, not even a document. */
enum status sequence_store_add(struct sequence_store *store, const struct bag *bag, const uint32_t *numbers,
                               struct failure *failure) MUST_CHECK;

/* Replaces every term t by numbers[t] and takes out those that are SEQUENCE_STORE_DROPPED. */
void sequence_store_arrange(struct sequence_store *store, const uint32_t *numbers);

/* What is in it; valid until the store changes. */
struct term_sequences sequence_store_view(const struct sequence_store *store);

void sequence_store_free(struct sequence_store *store);

#endif
