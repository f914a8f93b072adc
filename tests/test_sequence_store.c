/* test_sequence_store.c - terms in reading order, through renumbering and pruning. */
#include <criterion/criterion.h>

#include "refusal.h"
#include "sequence_store.h"

/* Two segments "0 1 0" (4 words) and "2" (1 word). */
static const uint64_t starts[] = {0, 3, 4};
static const uint32_t sequence[] = {0, 1, 0, 2}, segment_words[] = {4, 1};
static const struct bag first = {
    .segment_count = 2, .sequence_starts = starts, .sequence = sequence, .segment_words = segment_words};
/* One segment "0 0 1" (9 words). */
static const uint64_t second_starts[] = {0, 3};
static const uint32_t second_sequence[] = {0, 0, 1}, second_words[] = {9};
static const struct bag second = {
    .segment_count = 1, .sequence_starts = second_starts, .sequence = second_sequence, .segment_words = second_words};
static const struct bag empty = {.sequence_starts = starts};
static const uint32_t first_numbers[] = {10, 11, 12}, second_numbers[] = {12, 10};

static enum status fill(struct sequence_store *store, struct failure *failure)
{
    if (sequence_store_add(store, &first, first_numbers, failure) != STATUS_OK ||
        sequence_store_add(store, &empty, first_numbers, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return sequence_store_add(store, &second, second_numbers, failure);
}

Test(sequence_store, segments_and_documents_stay_apart_and_pruned_terms_are_taken_out)
{
    struct sequence_store store = {0};
    struct failure failure = {0};
    uint32_t numbers[13] = {[10] = 5, [11] = SEQUENCE_STORE_DROPPED, [12] = 0};
    cr_assert_eq(fill(&store, &failure), STATUS_OK);
    sequence_store_arrange(&store, numbers);
    const struct term_sequences view = sequence_store_view(&store);
    const uint64_t document_starts[] = {0, 2, 2, 3}, term_starts[] = {0, 2, 3, 6};
    const uint32_t terms[] = {5, 5, 0, 0, 0, 5}, words[] = {4, 1, 9};
    cr_assert_eq(view.segment_count, 3);
    cr_assert_arr_eq(view.document_starts, document_starts, sizeof document_starts);
    cr_assert_arr_eq(view.starts, term_starts, sizeof term_starts);
    cr_assert_arr_eq(view.terms, terms, sizeof terms);
    cr_assert_arr_eq(view.words, words, sizeof words);
    sequence_store_free(&store);
}

Test(sequence_store, bags_without_a_sequence_leave_it_empty)
{
    struct sequence_store store = {0};
    struct failure failure = {0};
    const struct bag bare = {.segment_count = 3};
    cr_assert_eq(sequence_store_add(&store, &bare, first_numbers, &failure), STATUS_OK);
    sequence_store_arrange(&store, first_numbers);
    cr_assert_null(sequence_store_view(&store).document_starts);
    sequence_store_free(&store);
}

Test(sequence_store, a_refused_allocation_is_a_memory_failure)
{
    for (long refused = 0; refused < 100; refused++) {
        struct sequence_store store = {0};
        struct failure failure = {0};
        refuse_allocation(refused, false);
        const enum status status = fill(&store, &failure);
        const long asked = refuse_nothing();
        sequence_store_free(&store);
        if (asked <= refused) {
            cr_assert_eq(status, STATUS_OK);
            cr_assert_geq(refused, 4);
            return;
        }
        cr_assert_eq(failure.kind, FAILURE_MEMORY);
    }
    cr_assert_fail();
}
