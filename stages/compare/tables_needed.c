/*
 * tables_needed.c - one sum for each long piece of work, after one another: the largest is what is needed.
 *
 * What is an array of compare's own is counted by its size. What findings take in a report is not known here: bytes a
 * pair of tellings and a document, measured with 2,500 and 10,000 documents of 20 sources on 50 events, and rounded up.
 */
#include "tables_needed.h"

#include <stdlib.h>

#include "array.h"
#include "contrast_rows.h"
#include "contrast_test.h"
#include "dispersion.h"
#include "keyness.h"
#include "robustness.h"
#include "source_pairs.h"
#include "sources.h"
#include "telling_likeness.h"
#include "telling_square.h"

enum {
    KEPT_OF_PAIR = 2400,     /* its evidence and its lines */
    KEPT_OF_DOCUMENT = 2400, /* its nearest ones, and what they share */
    WORK_OF_PAIR = 160,      /* its null and its shared years */
    LISTS_OF_DOCUMENT = 600, /* its neighbours, and what screening keeps of them, for --top 10 */
    COLUMN_BYTES = 200,      /* tables by term, of contrasts or of the page */
    /* Of the grid: column, count, lead, weight and value of a row's entry; what terms are made and found by. */
    VARIANT_ENTRY_BYTES = 40,
    VARIANT_FORM_BYTES = 100
};

static int compare_descending(const void *a, const void *b)
{
    const uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first < second) - (first > second);
}

/* Counts of the terms that are tested at most: those in most documents. */
static enum status tested_entries(const struct counts *counts, uint64_t *entries, struct failure *failure)
{
    uint32_t *frequencies = NULL;
    if (array_zeroed((void **)&frequencies, counts->term_count, sizeof *frequencies, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < counts->term_count; i++) {
        frequencies[i] = counts->terms[i].document_frequency;
    }
    if (counts->term_count > 0) {
        qsort(frequencies, counts->term_count, sizeof *frequencies, compare_descending);
    }
    *entries = 0;
    for (size_t i = 0; i < counts->term_count && i < CONTRAST_TEST_TERMS; i++) {
        *entries += frequencies[i];
    }
    free(frequencies);
    return STATUS_OK;
}

/* Pairs, the square of all tellings, and what is worked out from it: five arrays of all pairs on different events. */
static uint64_t bytes_of_sources(const struct tables_sizes *sizes, unsigned workers)
{
    const uint64_t square = sizes->tellings <= TELLING_SQUARE_MOST ? sizes->tellings * sizes->tellings : 0;
    return sizes->pairs * (sizeof(struct source_pair) + WORK_OF_PAIR) + square * sizeof(double) +
           square / 2 * 5 * sizeof(double) + (uint64_t)workers * sizes->terms * sizeof(double);
}

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

/* The grid: one setting's matrix at a time, with its similarity, and what each has answered. */
static uint64_t bytes_of_grid(const struct tables_sizes *sizes)
{
    if (sizes->forms == 0) {
        return 0;
    }
    const uint64_t entries = sizes->entries / 2 * 3; /* stop words may be among them */
    const uint64_t answers = sizes->documents * sizeof(uint32_t) + sizes->alike_pairs * sizeof(double);
    return entries * VARIANT_ENTRY_BYTES + sizes->forms * (uint64_t)VARIANT_FORM_BYTES + ROBUSTNESS_SETTINGS * answers;
}

void tables_needed_of(const struct tables_sizes *sizes, const struct tables_asked *asked, struct tables_needed *needed)
{
    const uint64_t columns = sizes->terms * (uint64_t)COLUMN_BYTES;
    const uint64_t rates = sizes->tested * (sizeof(uint32_t) + sizeof(double));
    const uint64_t contrasts = sizes->tellings > 0 ? rates + columns : 0;
    const uint64_t lines = sizes->pairs * KEPT_OF_PAIR + asked->reading_bytes + columns / 2;
    const uint64_t findings = larger(bytes_of_sources(sizes, asked->workers), larger(contrasts, lines));
    needed->bytes = larger(bytes_of_grid(sizes),
                           sizes->documents * (uint64_t)KEPT_OF_DOCUMENT + larger(asked->topics_bytes, findings));
    needed->spillable =
        sizes->documents * (uint64_t)LISTS_OF_DOCUMENT + sizes->totals * sizeof(double) + rates +
        CONTRAST_ROWS * (sizes->events * sizeof(struct keyness_table) + sizes->units * sizeof(struct dispersion_part));
}

enum status tables_needed_count(const struct tellings *tellings, const struct tables_asked *asked,
                                struct tables_needed *needed, struct failure *failure)
{
    const struct counts *const counts = tellings->counts;
    const uint64_t wanted = source_pairs_wanted(tellings);
    struct tables_sizes sizes = {.documents = counts->document_count,
                                 .events = tellings->event_count,
                                 .units = tellings->unit_count,
                                 .terms = counts->term_count,
                                 .forms = counts->readings.document_count > 0 ? counts->readings.form_count : 0,
                                 .entries = counts->rows.starts[counts->document_count],
                                 .totals = tellings->totals.starts[tellings->count],
                                 .tellings = tellings->count,
                                 .alike_pairs = telling_likeness_count(tellings),
                                 .pairs = wanted <= SOURCE_PAIRS_MOST ? wanted : 0};
    if (tested_entries(counts, &sizes.tested, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    tables_needed_of(&sizes, asked, needed);
    return STATUS_OK;
}
