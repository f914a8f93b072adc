/*
 * topic_matrix.c - a term of one passage alone says nothing of what passages have in common: it would only make topics
 * of one passage. Counts are taken as they are, whatever tf the scheme has: in 150 words no term is frequent.
 */
#include "topic_matrix.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"

enum { PASSAGES_AT_LEAST = 2 };
#define NO_COLUMN UINT32_MAX

/* Terms of one passage with their counts. */
struct tally {
    const struct weighted *weighted;
    const struct passages *passages;
    uint32_t *counts;  /* by the vocabulary's column; all 0 between passages */
    uint32_t *touched; /* columns that are not 0 */
    size_t touched_count;
    uint32_t *passage_frequency; /* by the vocabulary's column */
    uint32_t *numbers;           /* likewise: column of the matrix, or NO_COLUMN */
};

static enum status open_tally(struct tally *tally, const struct weighted *weighted, const struct passages *passages,
                              struct failure *failure)
{
    const size_t terms = weighted->counts->term_count;
    *tally = (struct tally){.weighted = weighted, .passages = passages};
    if (array_zeroed((void **)&tally->counts, terms, sizeof *tally->counts, failure) != STATUS_OK ||
        array_zeroed((void **)&tally->touched, terms, sizeof *tally->touched, failure) != STATUS_OK ||
        array_zeroed((void **)&tally->passage_frequency, terms, sizeof *tally->passage_frequency, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    return array_zeroed((void **)&tally->numbers, terms, sizeof *tally->numbers, failure);
}

static void close_tally(struct tally *tally)
{
    free(tally->counts);
    free(tally->touched);
    free(tally->passage_frequency);
    free(tally->numbers);
}

static void count_passage(struct tally *tally, const struct passage *passage)
{
    const uint32_t *const terms = tally->weighted->counts->sequences.terms;
    for (size_t i = 0; i < tally->touched_count; i++) {
        tally->counts[tally->touched[i]] = 0;
    }
    tally->touched_count = 0;
    for (uint64_t i = passage->start; i < passage->end; i++) {
        if (tally->counts[terms[i]]++ == 0) {
            tally->touched[tally->touched_count++] = terms[i];
        }
    }
}

/* Numbers the columns of the matrix; `entries` is how many non-zeros it has. */
static enum status choose_terms(struct tally *tally, struct topic_matrix *matrix, uint64_t *entries,
                                struct failure *failure)
{
    const size_t terms = tally->weighted->counts->term_count;
    for (size_t i = 0; i < tally->passages->count; i++) {
        count_passage(tally, &tally->passages->items[i]);
        for (size_t k = 0; k < tally->touched_count; k++) {
            tally->passage_frequency[tally->touched[k]]++;
        }
    }
    uint32_t columns = 0;
    *entries = 0;
    for (size_t term = 0; term < terms; term++) {
        const uint32_t frequency = tally->passage_frequency[term];
        const bool is_kept = frequency >= PASSAGES_AT_LEAST && tally->weighted->idf[term] > 0;
        tally->numbers[term] = is_kept ? columns++ : NO_COLUMN;
        *entries += is_kept ? frequency : 0;
    }
    matrix->rows.column_count = columns;
    if (array_zeroed((void **)&matrix->terms, columns, sizeof *matrix->terms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t term = 0; term < terms; term++) {
        if (tally->numbers[term] != NO_COLUMN) {
            matrix->terms[tally->numbers[term]] = (uint32_t)term;
        }
    }
    return STATUS_OK;
}

static int compare_columns(const void *a, const void *b)
{
    const uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static void fill_row(struct tally *tally, struct sparse_matrix *rows, size_t row)
{
    uint64_t entry = rows->starts[row];
    double square = 0;
    count_passage(tally, &tally->passages->items[row]);
    qsort(tally->touched, tally->touched_count, sizeof *tally->touched, compare_columns);
    for (size_t i = 0; i < tally->touched_count; i++) {
        const uint32_t term = tally->touched[i];
        if (tally->numbers[term] != NO_COLUMN) {
            const double weight = tally->counts[term] * tally->weighted->idf[term];
            rows->columns[entry] = tally->numbers[term];
            rows->values[entry++] = weight;
            square += weight * weight;
        }
    }
    const double length = sqrt(square);
    for (uint64_t i = rows->starts[row]; i < entry; i++) {
        rows->values[i] /= length;
    }
    rows->starts[row + 1] = entry;
}

enum status topic_matrix_open(struct topic_matrix *matrix, const struct weighted *weighted,
                              const struct passages *passages, struct failure *failure)
{
    struct tally tally;
    uint64_t entries = 0;
    *matrix = (struct topic_matrix){0};
    enum status status = open_tally(&tally, weighted, passages, failure);
    if (status == STATUS_OK) {
        status = choose_terms(&tally, matrix, &entries, failure);
    }
    if (status == STATUS_OK) {
        status = sparse_matrix_open(&matrix->rows, passages->count, matrix->rows.column_count, entries, failure);
    }
    if (status == STATUS_OK) {
        for (size_t row = 0; row < passages->count; row++) {
            fill_row(&tally, &matrix->rows, row);
        }
        status = sparse_matrix_transpose(&matrix->rows, &matrix->columns, failure);
    }
    close_tally(&tally);
    if (status != STATUS_OK) {
        topic_matrix_close(matrix);
    }
    return status;
}

void topic_matrix_close(struct topic_matrix *matrix)
{
    free(matrix->terms);
    sparse_matrix_free(&matrix->columns);
    sparse_matrix_free(&matrix->rows);
    *matrix = (struct topic_matrix){0};
}
