/*
 * passage_likeness.c - the shares were chosen on the passages of corpora/, five events in three languages: clusters of
 * .8 .2 .7 are its events but for four passages (adjusted Rand index .96; .9 .1 .5 give .68, .9 .1 .7 .84, .67 .33 .67
 * .85). Of 390 events that two Arabic encyclopedias tell, shares of .8 to 1 for words sort the passages equally well.
 */
#include "passage_likeness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "language.h"

enum { BACKGROUND_DOCUMENTS = 200, PASSAGES_AT_LEAST = 2 };
static const double word_share = 0.8, date_share = 0.2, date_share_across = 0.7;

/* Terms of one passage with their counts. */
struct tally {
    const struct counts *counts;
    const struct event_passages *passages;
    uint32_t *numbers; /* by column; all 0 between passages */
    uint32_t *touched; /* columns that are not 0, ascending once settled */
    size_t touched_count;
    uint32_t *frequency; /* by column: passages that hold it */
    double *idf;         /* by column */
};

static bool is_compared(const struct vocabulary_term *term, enum channel channel)
{
    return term->channel == channel && (term->flags & TERM_STATE_NAME) == 0;
}

/* As `auto` has it, of passages in place of documents: of five long papers each holds every date. */
static double idf_of(const struct tally *tally, size_t column)
{
    const struct vocabulary_term *const term = &tally->counts->terms[column];
    const long double passages = (long double)tally->passages->count, held = (long double)tally->frequency[column];
    if (term->channel == CHANNEL_DATE || term->background < 0) {
        return (double)logl((passages + 1) / (held + 1));
    }
    const long double share = (long double)term->background;
    return (double)logl((passages + BACKGROUND_DOCUMENTS + 1) / (held + BACKGROUND_DOCUMENTS * share + 1));
}

static int compare_columns(const void *a, const void *b)
{
    const uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static void count_passage(struct tally *tally, size_t passage)
{
    const struct count_rows *const rows = &tally->counts->segments;
    const struct event_passage *const item = &tally->passages->items[passage];
    for (size_t i = 0; i < tally->touched_count; i++) {
        tally->numbers[tally->touched[i]] = 0;
    }
    tally->touched_count = 0;
    for (uint64_t i = rows->starts[item->first]; i < rows->starts[item->end]; i++) {
        if (tally->numbers[rows->columns[i]] == 0) {
            tally->touched[tally->touched_count++] = rows->columns[i];
        }
        tally->numbers[rows->columns[i]] += rows->counts[i];
    }
    qsort(tally->touched, tally->touched_count, sizeof *tally->touched, compare_columns);
}

static enum status open_tally(struct tally *tally, struct failure *failure)
{
    const size_t terms = tally->counts->term_count;
    if (array_zeroed((void **)&tally->numbers, terms, sizeof *tally->numbers, failure) != STATUS_OK ||
        array_zeroed((void **)&tally->touched, terms, sizeof *tally->touched, failure) != STATUS_OK ||
        array_zeroed((void **)&tally->frequency, terms, sizeof *tally->frequency, failure) != STATUS_OK ||
        array_zeroed((void **)&tally->idf, terms, sizeof *tally->idf, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t passage = 0; passage < tally->passages->count; passage++) {
        count_passage(tally, passage);
        for (size_t i = 0; i < tally->touched_count; i++) {
            tally->frequency[tally->touched[i]]++;
        }
    }
    for (size_t column = 0; column < terms; column++) {
        tally->idf[column] = idf_of(tally, column);
    }
    return STATUS_OK;
}

static void close_tally(struct tally *tally)
{
    free(tally->idf);
    free(tally->frequency);
    free(tally->touched);
    free(tally->numbers);
}

static bool has_place(const struct tally *tally, uint32_t column, enum channel channel)
{
    return is_compared(&tally->counts->terms[column], channel) && tally->frequency[column] >= PASSAGES_AT_LEAST &&
           tally->idf[column] > 0;
}

static void fill_row(const struct tally *tally, enum channel channel, size_t passage, struct sparse_matrix *rows)
{
    uint64_t entry = rows->starts[passage];
    double square = 0;
    for (size_t i = 0; i < tally->touched_count; i++) {
        const uint32_t column = tally->touched[i];
        if (has_place(tally, column, channel)) {
            const double count = (double)logl((long double)tally->numbers[column]);
            const double weight = (1 + count) * tally->idf[column];
            rows->columns[entry] = column;
            rows->values[entry++] = weight;
            square += weight * weight;
        }
    }
    const double length = sqrt(square);
    for (uint64_t i = rows->starts[passage]; i < entry; i++) {
        rows->values[i] /= length;
    }
    rows->starts[passage + 1] = entry;
}

static enum status fill_channel(struct tally *tally, enum channel channel, struct sparse_matrix *rows,
                                struct sparse_matrix *columns, struct failure *failure)
{
    uint64_t entries = 0;
    for (uint32_t column = 0; column < tally->counts->term_count; column++) {
        entries += has_place(tally, column, channel) ? tally->frequency[column] : 0;
    }
    if (sparse_matrix_open(rows, tally->passages->count, tally->counts->term_count, entries, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t passage = 0; passage < tally->passages->count; passage++) {
        count_passage(tally, passage);
        fill_row(tally, channel, passage, rows);
    }
    return sparse_matrix_transpose(rows, columns, failure);
}

static struct span language_key(const struct document *document)
{
    const struct language *const known = language_find(document->language);
    return known != NULL ? span_of(known->code) : document->language;
}

/* A language's number is that of the first document in it. */
static enum status number_languages(struct passage_likeness *likeness, const struct counts *counts,
                                    const struct event_passages *passages, struct failure *failure)
{
    enum { KNOWN_MOST = 64 };
    size_t known[KNOWN_MOST], count = 0;
    if (array_zeroed((void **)&likeness->documents, passages->count, sizeof *likeness->documents, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&likeness->languages, passages->count, sizeof *likeness->languages, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < passages->count; i++) {
        const size_t document = passages->items[i].document;
        const struct span key = language_key(counts->documents[document]);
        size_t found = 0;
        while (found < count && !span_equal(language_key(counts->documents[known[found]]), key)) {
            found++;
        }
        if (found == count && count < KNOWN_MOST) {
            known[count++] = document;
        }
        likeness->documents[i] = document;
        likeness->languages[i] = found < count ? known[found] : document;
    }
    return STATUS_OK;
}

enum status passage_likeness_open(struct passage_likeness *likeness, const struct counts *counts,
                                  const struct event_passages *passages, struct failure *failure)
{
    struct tally tally = {.counts = counts, .passages = passages};
    *likeness = (struct passage_likeness){.count = passages->count};
    enum status status = number_languages(likeness, counts, passages, failure);
    if (status == STATUS_OK) {
        status = open_tally(&tally, failure);
    }
    if (status == STATUS_OK) {
        status = fill_channel(&tally, CHANNEL_WORD, &likeness->words, &likeness->word_rows, failure);
    }
    if (status == STATUS_OK) {
        status = fill_channel(&tally, CHANNEL_DATE, &likeness->dates, &likeness->date_rows, failure);
    }
    close_tally(&tally);
    return status;
}

void passage_likeness_close(struct passage_likeness *likeness)
{
    free(likeness->documents);
    free(likeness->languages);
    sparse_matrix_free(&likeness->date_rows);
    sparse_matrix_free(&likeness->dates);
    sparse_matrix_free(&likeness->word_rows);
    sparse_matrix_free(&likeness->words);
    *likeness = (struct passage_likeness){0};
}

void passage_likeness_row(const struct passage_likeness *likeness, size_t passage, size_t end, double *values)
{
    const struct sparse_matrix *const words = &likeness->words, *const dates = &likeness->dates;
    const size_t language = likeness->languages[passage];
    memset(values, 0, end * sizeof *values);
    for (uint64_t i = words->starts[passage]; i < words->starts[passage + 1]; i++) {
        const struct sparse_matrix *const rows = &likeness->word_rows;
        const double weight = words->values[i] * word_share;
        const uint64_t last = rows->starts[words->columns[i] + 1];
        for (uint64_t k = rows->starts[words->columns[i]]; k < last && rows->columns[k] < end; k++) {
            values[rows->columns[k]] += weight * rows->values[k];
        }
    }
    for (uint64_t i = dates->starts[passage]; i < dates->starts[passage + 1]; i++) {
        const struct sparse_matrix *const rows = &likeness->date_rows;
        const uint64_t last = rows->starts[dates->columns[i] + 1];
        for (uint64_t k = rows->starts[dates->columns[i]]; k < last && rows->columns[k] < end; k++) {
            const size_t other = rows->columns[k];
            const double share = likeness->languages[other] == language ? date_share : date_share_across;
            values[other] += share * dates->values[i] * rows->values[k];
        }
    }
    if (passage < end) {
        values[passage] = 1;
    }
}
