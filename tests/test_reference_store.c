/* test_reference_store.c - rows of texts whose words the corpus partly has. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "refusal.h"
#include "reference_store.h"

enum { TERMS_MOST = 4 };

struct given_text {
    struct document document;
    struct bag_term terms[TERMS_MOST];
    struct bag bag;
};

static struct bag_term term_of(const char *word, uint32_t count, uint32_t lead_count)
{
    const struct span term = span_of(word);
    return (struct bag_term){.term = term,
                             .background = NO_BACKGROUND,
                             .hash = span_hash(term),
                             .count = count,
                             .lead_count = lead_count,
                             .number = BAG_UNNUMBERED};
}

static void view(struct given_text *text, const char *id, size_t terms)
{
    text->document.id = span_of(id);
    text->bag = (struct bag){.terms = text->terms, .term_count = terms};
}

static struct given_text first, second;
static struct vocabulary vocabulary;
static struct vocabulary_arrangement arrangement;
static struct reference_store store;

/* The corpus has peace (pruned by its frequency), war, sea; the texts have war, sea and two words of their own. */
static void make(void)
{
    struct failure failure = {0};
    const struct bag_term own[] = {term_of("war", 1, 0), term_of("peace", 1, 0), term_of("sea", 2, 0)};
    uint32_t number;
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(vocabulary_add(&vocabulary, &own[i], &number, &failure), STATUS_OK);
        if (i != 1) {
            cr_assert_eq(vocabulary_add(&vocabulary, &own[i], &number, &failure), STATUS_OK);
        }
    }
    first = (struct given_text){.terms = {term_of("zebra", 2, 1), term_of("war", 3, 0), term_of("peace", 1, 1)}};
    second = (struct given_text){.terms = {term_of("apple", 1, 0), term_of("sea", 5, 2), term_of("zebra", 1, 0)}};
    view(&first, "r1", 3);
    view(&second, "r2", 3);
}

static void drop(void)
{
    reference_store_free(&store);
    vocabulary_arrangement_free(&arrangement);
    vocabulary_free(&vocabulary);
}

static enum status fill(bool keeps_unseen, struct failure *failure)
{
    const struct frequency_bound two = {false, 2}, all = {true, 1};
    if (vocabulary_arrange(&vocabulary, two, all, 2, NULL, &arrangement, failure) != STATUS_OK ||
        reference_store_add(&store, &vocabulary, &first.document, &first.bag, failure) != STATUS_OK ||
        reference_store_add(&store, &vocabulary, &second.document, &second.bag, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return reference_store_arrange(&store, &arrangement, vocabulary.entry_count, keeps_unseen, failure);
}

/* "column*count ..." row by row, each behind "|". */
static const char *shown(struct count_rows rows)
{
    static char text[256];
    size_t used = 0;
    for (size_t row = 0; row < rows.row_count; row++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "|");
        for (uint64_t i = rows.starts[row]; i < rows.starts[row + 1]; i++) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%u*%u ", rows.columns[i], rows.counts[i]);
        }
    }
    return text;
}

/* Columns of the corpus: sea 0, war 1; behind them apple 2, zebra 3. */
Test(reference_store, words_that_the_corpus_has_not_get_the_columns_behind_its_own, .init = make, .fini = drop)
{
    struct failure failure = {0};
    cr_assert_eq(fill(true, &failure), STATUS_OK, "%s", failure.message);
    const struct reference_texts texts = reference_store_view(&store);
    cr_assert_eq(texts.document_count, 2);
    cr_expect_str_eq(shown(texts.rows), "|1*3 3*2 |0*5 2*1 3*1 ");
    cr_expect_str_eq(shown(texts.leads), "|3*1 |0*2 ");
    cr_assert_eq(arrangement.term_count + store.arrangement.term_count, 4);
    static const char *const names[] = {"sea", "war", "apple", "zebra"};
    for (size_t i = 0; i < 4; i++) {
        cr_expect(span_equal(store.terms[i].term, span_of(names[i])), "%zu", i);
    }
}

Test(reference_store, where_unseen_words_are_pruned_they_are_none, .init = make, .fini = drop)
{
    struct failure failure = {0};
    cr_assert_eq(fill(false, &failure), STATUS_OK);
    cr_expect_str_eq(shown(reference_store_view(&store).rows), "|1*3 |0*5 ");
    cr_expect_eq(store.arrangement.term_count, 0);
}

Test(reference_store, a_text_is_found_by_its_id, .init = make, .fini = drop)
{
    struct failure failure = {0};
    cr_assert_eq(fill(true, &failure), STATUS_OK);
    cr_expect_eq(reference_store_find(&store, span_of("r2")), &second.document);
    cr_expect_null(reference_store_find(&store, span_of("r3")));
}

Test(reference_store, refused_memory_is_told, .init = make, .fini = drop)
{
    for (long index = 0;; index++) {
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = fill(true, &failure);
        const long asked = refuse_nothing();
        if (asked <= index) {
            cr_assert_eq(status, STATUS_OK);
            break;
        }
        cr_assert_eq(status, STATUS_FAILED, "allocation %ld", index);
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
        reference_store_free(&store);
        vocabulary_arrangement_free(&arrangement);
    }
}
