/* reference_store.c - while texts come an unseen term is numbered behind the corpus' entries; in the end both kinds of
 * numbers become columns at once. */
#include "reference_store.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

const struct document *reference_store_find(const struct reference_store *store, struct span id)
{
    const uint64_t hash = span_hash(id);
    size_t place;
    for (uint32_t i = hash_index_first(&store->ids, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(&store->ids, hash, &place)) {
        if (span_equal(store->documents[i]->id, id)) {
            return store->documents[i];
        }
    }
    return NULL;
}

static enum status number_terms(struct reference_store *store, const struct vocabulary *vocabulary,
                                const struct bag *bag, struct failure *failure)
{
    if (array_reserve((void **)&store->numbers, &store->numbers_capacity, bag->term_count, sizeof *store->numbers,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < bag->term_count; i++) {
        uint32_t number = vocabulary_find(vocabulary, &bag->terms[i]);
        if (number == VOCABULARY_NONE) {
            if (vocabulary_add(&store->unseen, &bag->terms[i], &number, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            if (number >= VOCABULARY_NONE - vocabulary->entry_count) {
                return failure_set(failure, FAILURE_DATA,
                                   "the corpus and --reference-corpus have more than %u distinct terms together; give "
                                   "fewer reference texts",
                                   VOCABULARY_NONE - 1);
            }
            number += (uint32_t)vocabulary->entry_count;
        }
        store->numbers[i] = number;
    }
    return STATUS_OK;
}

static enum status add_row(struct reference_store *store, const struct bag *bag, bool is_lead, struct failure *failure)
{
    struct row_store *const rows = is_lead ? &store->leads : &store->rows;
    if (row_store_reserve(rows, bag->term_count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < bag->term_count; i++) {
        const uint32_t count = is_lead ? bag->terms[i].lead_count : bag->terms[i].count;
        if (count > 0) {
            row_store_put(rows, store->numbers[i], count);
        }
    }
    row_store_end(rows);
    return STATUS_OK;
}

enum status reference_store_add(struct reference_store *store, const struct vocabulary *vocabulary,
                                struct document *document, const struct bag *bag, struct failure *failure)
{
    if (number_terms(store, vocabulary, bag, failure) != STATUS_OK ||
        array_reserve((void **)&store->documents, &store->capacity, store->count + 1, sizeof(struct document *),
                      failure) != STATUS_OK ||
        hash_index_add(&store->ids, span_hash(document->id), (uint32_t)store->count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    store->documents[store->count++] = document;
    return add_row(store, bag, false, failure) == STATUS_OK ? add_row(store, bag, true, failure) : STATUS_FAILED;
}

static enum status join_terms(struct reference_store *store, const struct vocabulary_arrangement *corpus,
                              struct failure *failure)
{
    const size_t seen = corpus->term_count, unseen = store->arrangement.term_count;
    if (array_zeroed((void **)&store->terms, seen + unseen, sizeof *store->terms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < seen + unseen; i++) {
        store->terms[i] = i < seen ? corpus->terms[i] : store->arrangement.terms[i - seen];
    }
    return STATUS_OK;
}

enum status reference_store_arrange(struct reference_store *store, const struct vocabulary_arrangement *corpus,
                                    size_t entry_count, bool keeps_unseen, struct failure *failure)
{
    const struct frequency_bound least = {false, 1}, most = {true, 1};
    const size_t unseen = store->unseen.entry_count;
    uint32_t *places = NULL;
    enum status status = STATUS_FAILED;
    if (keeps_unseen && vocabulary_arrange(&store->unseen, least, most, store->count, NULL, &store->arrangement,
                                           failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (array_zeroed((void **)&places, entry_count + unseen, sizeof *places, failure) == STATUS_OK) {
        for (size_t i = 0; i < entry_count + unseen; i++) {
            places[i] = i < entry_count ? corpus->numbers[i]
                        : keeps_unseen  ? (uint32_t)corpus->term_count + store->arrangement.numbers[i - entry_count]
                                        : ROW_STORE_DROPPED;
        }
        status = join_terms(store, corpus, failure) == STATUS_OK &&
                         row_store_arrange(&store->rows, places, NULL, failure) == STATUS_OK &&
                         row_store_arrange(&store->leads, places, NULL, failure) == STATUS_OK
                     ? STATUS_OK
                     : STATUS_FAILED;
    }
    free(places);
    vocabulary_forget(&store->unseen);
    return status;
}

struct reference_texts reference_store_view(const struct reference_store *store)
{
    return (struct reference_texts){.documents = store->documents,
                                    .document_count = store->count,
                                    .rows = row_store_view(&store->rows),
                                    .leads = row_store_view(&store->leads)};
}

void reference_store_free(struct reference_store *store)
{
    free(store->terms);
    vocabulary_arrangement_free(&store->arrangement);
    free(store->numbers);
    hash_index_free(&store->ids);
    free(store->documents);
    row_store_free(&store->leads);
    row_store_free(&store->rows);
    vocabulary_free(&store->unseen);
    *store = (struct reference_store){0};
}
