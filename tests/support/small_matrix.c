/* small_matrix.c - compressed rows, weights and lengths as matrix.h defines them; the corrected similarity is the plain
 * one of MEASURES, without damping, so that hand calculations stay short. */
#include "small_matrix.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NAME_BYTES = 8 };

static void *zeroed(size_t count, size_t bytes)
{
    void *memory = calloc(count > 0 ? count : 1, bytes);
    if (memory == NULL) {
        abort();
    }
    return memory;
}

static struct span name_of(char initial, int digits, size_t number)
{
    char *name = zeroed(1, NAME_BYTES);
    (void)snprintf(name, NAME_BYTES, "%c%0*zu", initial, digits, number % 100000);
    return span_of(name);
}

static void name_everything(struct small_matrix *matrix, size_t rows, size_t columns)
{
    struct document **documents = zeroed(rows, sizeof *documents);
    for (size_t row = 0; row < rows; row++) {
        matrix->documents[row] = (struct document){.number = (uint32_t)row, .id = name_of('d', 4, row), .tokens = 1000};
        documents[row] = &matrix->documents[row];
    }
    for (size_t column = 0; column < columns; column++) {
        struct vocabulary_form *form = zeroed(1, sizeof *form);
        form->surface = name_of('T', 3, column);
        matrix->terms[column] = (struct vocabulary_term){.term = name_of('t', 3, column),
                                                         .background = NO_BACKGROUND,
                                                         .document_frequency = 1,
                                                         .forms = form,
                                                         .form_count = 1};
    }
    matrix->counts.documents = documents;
    matrix->counts.terms = matrix->terms;
}

/* MEASURES: A = max(L / (L - 1) sum w^2 x (x - 1), 1/2 sum w^2 x^2). */
static double self_of_row(const double *idf, struct term_row row)
{
    double words = 0, above_one = 0, squares = 0;
    for (size_t i = 0; i < row.count; i++) {
        const double factor = idf[row.columns[i]], count = row.counts[i];
        words += count;
        above_one += factor * factor * count * (count - 1);
        squares += factor * factor * count * count;
    }
    return fmax(words > 1 ? words / (words - 1) * above_one : 0, squares / 2);
}

static bool correct_row(const void *rules, const double *idf, struct term_row row, struct term_row lead, double *values)
{
    const double self = self_of_row(idf, row);
    (void)rules;
    (void)lead;
    for (size_t i = 0; i < row.count; i++) {
        values[i] = self > 0 ? idf[row.columns[i]] * (double)row.counts[i] / sqrt(self) : 0;
    }
    return self > 0;
}

static void weigh_row(const void *rules, const double *idf, struct term_row row, double *weights, double *length)
{
    const struct small_scheme *const scheme = rules;
    double squares = 0;
    for (size_t i = 0; i < row.count; i++) {
        const double tf = scheme->tf != NULL ? scheme->tf(row.counts[i]) : (double)row.counts[i];
        weights[i] = tf * idf[row.columns[i]];
        squares += weights[i] * weights[i];
    }
    *length = sqrt(squares);
    for (size_t i = 0; i < row.count; i++) {
        weights[i] /= scheme->normalized && squares > 0 ? *length : 1;
    }
}

static void weigh(struct small_matrix *matrix)
{
    const struct count_rows *rows = &matrix->counts.rows;
    for (size_t row = 0; row < rows->row_count; row++) {
        const uint64_t start = rows->starts[row];
        const struct term_row counted = {rows->columns + start, rows->counts + start,
                                         (size_t)(rows->starts[row + 1] - start)};
        weigh_row(&matrix->scheme, matrix->idf, counted, matrix->weights + start, &matrix->lengths[row]);
    }
}

struct small_matrix *small_matrix_new(size_t documents, size_t queries, size_t columns, const uint32_t *counts,
                                      struct small_scheme scheme)
{
    const size_t rows = documents + queries;
    struct small_matrix *matrix = zeroed(1, sizeof *matrix);
    uint64_t *starts = zeroed(rows + 1, sizeof *starts);
    size_t filled = 0;
    for (size_t i = 0; i < rows * columns; i++) {
        filled += counts[i] > 0;
    }
    uint32_t *kept = zeroed(filled, sizeof *kept), *kept_columns = zeroed(filled, sizeof *kept_columns);
    for (size_t row = 0, entry = 0; row < rows; row++, starts[row] = entry) {
        for (size_t column = 0; column < columns; column++) {
            if (counts[row * columns + column] > 0) {
                kept_columns[entry] = (uint32_t)column;
                kept[entry++] = counts[row * columns + column];
            }
        }
    }
    matrix->terms = zeroed(columns, sizeof *matrix->terms);
    matrix->documents = zeroed(rows, sizeof *matrix->documents);
    matrix->idf = zeroed(columns, sizeof *matrix->idf);
    matrix->weights = zeroed(filled, sizeof *matrix->weights);
    matrix->lengths = zeroed(rows, sizeof *matrix->lengths);
    matrix->counts = (struct counts){
        .term_count = columns,
        .document_count = documents,
        .query_count = queries,
        .rows = {.row_count = rows, .starts = starts, .columns = kept_columns, .counts = kept},
    };
    name_everything(matrix, rows, columns);
    for (size_t column = 0; column < columns; column++) {
        matrix->idf[column] = scheme.idf != NULL ? scheme.idf[column] : 1;
    }
    matrix->scheme = scheme;
    weigh(matrix);
    matrix->weighted = (struct weighted){.counts = &matrix->counts,
                                         .idf = matrix->idf,
                                         .weights = matrix->weights,
                                         .lengths = matrix->lengths,
                                         .normalized = scheme.normalized,
                                         .rules = &matrix->scheme,
                                         .weigh_row = weigh_row,
                                         .correct_row = correct_row,
                                         .scheme = "test",
                                         .formula = "tf * idf"};
    return matrix;
}

void small_matrix_set_year(struct small_matrix *matrix, size_t column)
{
    static const char year[] = TERM_YEAR_PREFIX "1904";
    char *const copy = zeroed(sizeof year, 1);
    memcpy(copy, year, sizeof year);
    free((void *)(uintptr_t)matrix->terms[column].term.bytes);
    matrix->terms[column].term = (struct span){copy, sizeof year - 1};
    matrix->terms[column].channel = CHANNEL_DATE;
}

/* splitmix64, public domain algorithm of Steele, Lea and Flood 2014. */
static uint64_t draw(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15u;
    uint64_t mixed = (*state ^ (*state >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

struct small_matrix *small_matrix_random(size_t documents, size_t queries, size_t columns, size_t words, uint64_t seed)
{
    const size_t rows = documents + queries;
    uint32_t *counts = zeroed(rows * columns, sizeof *counts);
    double *idf = zeroed(columns, sizeof *idf);
    for (size_t row = 0; row < rows; row++) {
        for (size_t word = 0; row % 50 != 49 && word < words; word++) {
            const double share = (double)(draw(&seed) >> 11) * 0x1p-53;
            counts[row * columns + (size_t)(share * share * share * (double)columns)]++;
        }
    }
    for (size_t column = 0; column < columns; column++) {
        idf[column] = 1 + log(2 + (double)column) / 3;
    }
    struct small_matrix *matrix =
        small_matrix_new(documents, queries, columns, counts, (struct small_scheme){.idf = idf, .normalized = true});
    free(idf);
    free(counts);
    return matrix;
}

void small_matrix_free(struct small_matrix *matrix)
{
    for (size_t column = 0; column < matrix->counts.term_count; column++) {
        free((void *)(uintptr_t)matrix->terms[column].term.bytes);
        free((void *)(uintptr_t)matrix->terms[column].forms[0].surface.bytes);
        free((void *)(uintptr_t)matrix->terms[column].forms);
    }
    for (size_t row = 0; row < matrix->counts.rows.row_count; row++) {
        free((void *)(uintptr_t)matrix->documents[row].id.bytes);
    }
    free((void *)(uintptr_t)matrix->counts.documents);
    free((void *)(uintptr_t)matrix->counts.rows.starts);
    free((void *)(uintptr_t)matrix->counts.rows.columns);
    free((void *)(uintptr_t)matrix->counts.rows.counts);
    free(matrix->lengths);
    free(matrix->weights);
    free(matrix->idf);
    free(matrix->documents);
    free(matrix->terms);
    free(matrix);
}
