/* test_document_terms.c - words and dates count, characters and n-grams do not. */
#include <criterion/criterion.h>

#include "document_terms.h"
#include "refusal.h"
#include "small_matrix.h"

/* Columns: a word, a pair of words, characters, a date. The last row is a query. */
static const uint32_t counts[4 * 4] = {3, 1, 2, 1, 0, 5, 7, 0, 0, 0, 0, 0, 1, 0, 1, 0};

static const enum channel all_channels[4] = {CHANNEL_WORD, CHANNEL_NGRAM, CHANNEL_CHARACTER, CHANNEL_DATE};
static const enum channel counted_channels[4] = {CHANNEL_WORD, CHANNEL_WORD, CHANNEL_DATE, CHANNEL_DATE};

static struct small_matrix *matrix_of_channels(const enum channel channels[4])
{
    struct small_matrix *matrix = small_matrix_new(3, 1, 4, counts, (struct small_scheme){0});
    for (size_t column = 0; column < 4; column++) {
        matrix->terms[column].channel = channels[column];
    }
    return matrix;
}

Test(document_terms, words_and_dates_are_counted_once_each_in_documents_and_queries)
{
    static const struct {
        const enum channel *channels;
        uint64_t expected[4];
    } trials[] = {{all_channels, {2, 0, 0, 1}}, {counted_channels, {4, 2, 0, 2}}};
    for (size_t i = 0; i < 2; i++) {
        struct failure failure = {0};
        struct small_matrix *matrix = matrix_of_channels(trials[i].channels);
        cr_assert_eq(document_terms_count(&matrix->counts, &failure), STATUS_OK);
        for (size_t row = 0; row < 4; row++) {
            cr_expect_eq(matrix->counts.documents[row]->terms, trials[i].expected[row], "trial %zu, row %zu", i, row);
        }
        small_matrix_free(matrix);
    }
}

Test(document_terms, a_refused_allocation_is_a_failure)
{
    struct failure failure = {0};
    struct small_matrix *matrix = matrix_of_channels(all_channels);
    refuse_allocation(0, false);
    const enum status status = document_terms_count(&matrix->counts, &failure);
    (void)refuse_nothing();
    cr_expect(status == STATUS_FAILED && failure.kind == FAILURE_MEMORY);
    small_matrix_free(matrix);
}
