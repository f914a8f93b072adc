/*
 * reference_store.h - the rows of reference texts, beside a corpus that does not know of them.
 *
 * Zero-initialized it is empty. Terms that the corpus has are the corpus' own; the others are kept here, because they
 * are part of a text's length, and get the columns behind those of the corpus.
 */
#ifndef MIZAN_REFERENCE_STORE_H
#define MIZAN_REFERENCE_STORE_H

#include "row_store.h"
#include "vocabulary.h"

struct reference_store {
    struct vocabulary unseen;
    struct row_store rows, leads;
    struct document **documents;
    size_t count, capacity;
    struct hash_index ids;
    uint32_t *numbers; /* of the current bag's terms */
    size_t numbers_capacity;
    struct vocabulary_arrangement arrangement; /* of unseen */
    struct vocabulary_term *terms;             /* the corpus' and then the unseen ones, once arranged */
};

/* The reference text of that id, or NULL. */
const struct document *reference_store_find(const struct reference_store *store, struct span id);

/* Adds a text. The vocabulary must have all terms of the corpus by now, and stay as it is. */
enum status reference_store_add(struct reference_store *store, const struct vocabulary *vocabulary,
                                struct document *document, const struct bag *bag, struct failure *failure) MUST_CHECK;

/* Behind the last text, with what the corpus' vocabulary of `entry_count` entries was arranged to: brings the rows to
 * final columns and makes `terms`. Without `keeps_unseen`, terms that the corpus has not are left out. */
enum status reference_store_arrange(struct reference_store *store, const struct vocabulary_arrangement *corpus,
                                    size_t entry_count, bool keeps_unseen, struct failure *failure) MUST_CHECK;

struct reference_texts reference_store_view(const struct reference_store *store);

void reference_store_free(struct reference_store *store);

#endif
