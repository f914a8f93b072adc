/*
 * distances.c - sums over the terms of either row, columns ascending.
 *
 * A z-score is (rate - mean) / deviation. In a difference of two the mean cancels out, so a word that neither text has
 * adds nothing to Burrows's Delta, and rows stay sparse. In a product it does not: what all words would add to a Cosine
 * Delta if no text had them is known beforehand, and each word that one of the texts has is corrected for.
 */
#include "distances.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"

/* ---- words ------------------------------------------------------------------------------------------------------- */

struct candidate {
    uint64_t count;
    uint32_t column;
};

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *const first = a, *const second = b;
    if (first->count != second->count) {
        return first->count > second->count ? -1 : 1;
    }
    return (first->column > second->column) - (first->column < second->column);
}

static bool is_word(const struct vocabulary_term *term)
{
    return term->channel == CHANNEL_WORD;
}

static struct term_row row_of(const struct count_rows *rows, size_t row)
{
    const uint64_t start = rows->starts[row];
    return (struct term_row){rows->columns + start, rows->counts + start, (size_t)(rows->starts[row + 1] - start)};
}

static double words_of(const struct vocabulary_term *terms, struct term_row row)
{
    double words = 0;
    for (size_t i = 0; i < row.count; i++) {
        words += is_word(&terms[row.columns[i]]) ? row.counts[i] : 0;
    }
    return words;
}

/* Sums of rates, then of squared differences from their means, by column; returns how many documents have words. */
static size_t sum_up(const struct counts *counts, double *means, double *squares, uint32_t *holders)
{
    size_t documents = 0;
    for (size_t pass = 0; pass < 2; pass++) {
        documents = 0;
        for (size_t document = 0; document < counts->document_count; document++) {
            const struct term_row row = row_of(&counts->rows, document);
            const double words = words_of(counts->terms, row);
            documents += words > 0;
            for (size_t i = 0; i < row.count && words > 0; i++) {
                const uint32_t column = row.columns[i];
                const double rate = row.counts[i] / words;
                means[column] += pass == 0 ? rate : 0;
                holders[column] += pass == 0;
                squares[column] += pass == 1 ? (rate - means[column]) * (rate - means[column]) : 0;
            }
        }
        for (size_t column = 0; column < counts->term_count && pass == 0 && documents > 0; column++) {
            means[column] /= (double)documents;
        }
    }
    for (size_t column = 0; column < counts->term_count; column++) {
        squares[column] += (double)(documents - holders[column]) * means[column] * means[column];
    }
    return documents;
}

/* A rate that is the same in all documents leaves but rounding: some 1e-32 of its square. */
static bool varies(double squares, double mean)
{
    return squares > 1e-24 * mean * mean;
}

static void choose(struct delta_words *words, const struct candidate *candidates, size_t count, size_t most,
                   const double *means, const double *squares, size_t documents)
{
    for (size_t i = 0; i < count && words->count < most; i++) {
        const uint32_t column = candidates[i].column;
        if (varies(squares[column], means[column])) {
            words->deviations[column] = sqrt(squares[column] / (double)(documents - 1));
            words->centres[column] = means[column] / words->deviations[column];
            words->squares += words->centres[column] * words->centres[column];
            words->count++;
        }
    }
}

static enum status find_words(struct delta_words *words, const struct counts *counts, size_t most,
                              struct candidate *candidates, double *means, double *squares, uint32_t *holders,
                              struct failure *failure)
{
    size_t count = 0;
    const size_t documents = sum_up(counts, means, squares, holders);
    if (documents < DELTA_DOCUMENTS) {
        return failure_set(failure, FAILURE_USAGE,
                           "Delta asks how far the use of a word is from its mean over the documents, and %zu with "
                           "words cannot tell: give %d or more, or take --similarity jensen-shannon",
                           documents, DELTA_DOCUMENTS);
    }
    for (uint32_t column = 0; column < counts->term_count; column++) {
        if (is_word(&counts->terms[column]) && holders[column] > 0) {
            candidates[count++] = (struct candidate){counts->terms[column].count, column};
        }
    }
    qsort(candidates, count, sizeof *candidates, compare_candidates);
    choose(words, candidates, count, most, means, squares, documents);
    return words->count > 0 ? STATUS_OK
                            : failure_set(failure, FAILURE_USAGE,
                                          "all documents use every word at the same rate, so that Delta has nothing "
                                          "to tell them apart by; take --similarity jensen-shannon");
}

enum status delta_words_open(struct delta_words *words, const struct counts *counts, size_t most,
                             struct failure *failure)
{
    const size_t columns = counts->term_count + counts->unseen_count; /* unseen words deviate nowhere: 0 */
    struct candidate *candidates = NULL;
    double *means = NULL, *squares = NULL;
    uint32_t *holders = NULL;
    enum status status = STATUS_FAILED;
    *words = (struct delta_words){0};
    if (array_zeroed((void **)&words->deviations, columns, sizeof *words->deviations, failure) == STATUS_OK &&
        array_zeroed((void **)&words->centres, columns, sizeof *words->centres, failure) == STATUS_OK &&
        array_zeroed((void **)&candidates, columns, sizeof *candidates, failure) == STATUS_OK &&
        array_zeroed((void **)&means, columns, sizeof *means, failure) == STATUS_OK &&
        array_zeroed((void **)&squares, columns, sizeof *squares, failure) == STATUS_OK &&
        array_zeroed((void **)&holders, columns, sizeof *holders, failure) == STATUS_OK) {
        status = find_words(words, counts, most, candidates, means, squares, holders, failure);
    }
    free(holders);
    free(squares);
    free(means);
    free(candidates);
    return status;
}

void delta_words_close(struct delta_words *words)
{
    if (words == NULL) {
        return;
    }
    free(words->centres);
    free(words->deviations);
    *words = (struct delta_words){0};
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static bool is_looked_at(const struct distance *distance, uint32_t column)
{
    return similarity_is_delta(distance->kind) ? distance->words->deviations[column] > 0
                                               : distance->terms[column].channel != CHANNEL_CHARACTER;
}

bool distance_scale(const struct distance *distance, struct term_row row, double *values)
{
    const bool is_delta = similarity_is_delta(distance->kind);
    double total = is_delta ? words_of(distance->terms, row) : 0;
    for (size_t i = 0; i < row.count && !is_delta; i++) {
        total += is_looked_at(distance, row.columns[i]) ? row.counts[i] : 0;
    }
    for (size_t i = 0; i < row.count; i++) {
        values[i] = total > 0 && is_looked_at(distance, row.columns[i]) ? row.counts[i] / total : 0;
        if (is_delta && values[i] > 0) {
            values[i] /= distance->words->deviations[row.columns[i]];
        }
    }
    return total > 0;
}

/* 1/2 p log2(p / m) + 1/2 q log2(q / m), m = (p + q) / 2. */
static double divergence(double p, double q)
{
    if (!(p > 0) || !(q > 0)) {
        return (p + q) / 2;
    }
    const long double middle = ((long double)p + (long double)q) / 2;
    const long double sum =
        (long double)p * log2l((long double)p / middle) + (long double)q * log2l((long double)q / middle);
    return sum > 0 ? (double)(sum / 2) : 0;
}

double distance_part(const struct distance *distance, double value_a, double value_b)
{
    return distance->kind == SIMILARITY_JENSEN_SHANNON ? divergence(value_a, value_b)
                                                       : fabs(value_a - value_b) / (double)distance->words->count;
}

/* The next term of either row, in `column`, with its values; false at the end. */
static bool next_term(struct scaled_row a, struct scaled_row b, size_t *in_a, size_t *in_b, uint32_t *column,
                      double *value_a, double *value_b)
{
    const bool has_a = *in_a < a.row.count, has_b = *in_b < b.row.count;
    if (!has_a && !has_b) {
        return false;
    }
    const bool takes_a = has_a && (!has_b || a.row.columns[*in_a] <= b.row.columns[*in_b]);
    const bool takes_b = has_b && (!has_a || b.row.columns[*in_b] <= a.row.columns[*in_a]);
    *column = takes_a ? a.row.columns[*in_a] : b.row.columns[*in_b];
    *value_a = takes_a ? a.values[*in_a] : 0;
    *value_b = takes_b ? b.values[*in_b] : 0;
    *in_a += takes_a;
    *in_b += takes_b;
    return true;
}

static double sum_of_parts(const struct distance *distance, struct scaled_row a, struct scaled_row b)
{
    double sum = 0, value_a, value_b;
    uint32_t column;
    for (size_t i = 0, k = 0; next_term(a, b, &i, &k, &column, &value_a, &value_b);) {
        sum += value_a == value_b ? 0 : distance_part(distance, value_a, value_b);
    }
    return sum;
}

double distance_names_share(const struct distance *distance, struct scaled_row a, struct scaled_row b)
{
    double names = 0, total = 0, value_a, value_b;
    uint32_t column;
    for (size_t i = 0, k = 0; next_term(a, b, &i, &k, &column, &value_a, &value_b);) {
        const double part = distance_part(distance, value_a, value_b);
        names += (distance->terms[column].flags & TERM_STATE_NAME) != 0 ? part : 0;
        total += part;
    }
    return total > 0 ? names / total : 0;
}

static double cosine_delta(const struct delta_words *words, struct scaled_row a, struct scaled_row b)
{
    double product = words->squares, size_a = words->squares, size_b = words->squares, value_a, value_b;
    uint32_t column;
    for (size_t i = 0, k = 0; next_term(a, b, &i, &k, &column, &value_a, &value_b);) {
        if (words->deviations[column] > 0) {
            const double centre = words->centres[column];
            product += (value_a - centre) * (value_b - centre) - centre * centre;
            size_a += (value_a - centre) * (value_a - centre) - centre * centre;
            size_b += (value_b - centre) * (value_b - centre) - centre * centre;
        }
    }
    if (!(size_a > 0) || !(size_b > 0)) {
        return NAN;
    }
    const double cosine = product / sqrt(size_a * size_b);
    return cosine > 1 ? 0 : cosine < -1 ? 2 : 1 - cosine;
}

double distance_between(const struct distance *distance, struct scaled_row a, struct scaled_row b)
{
    return distance->kind == SIMILARITY_COSINE_DELTA ? cosine_delta(distance->words, a, b)
                                                     : sum_of_parts(distance, a, b);
}
