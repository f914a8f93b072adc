/*
 * changed_matrix.c - each cell of similarity.csv against the baseline's, rows in the order of OUT. The matrix is
 * symmetric as mizan writes it; both halves are looked at all the same, since a table can be edited, and a pair is told
 * once.
 */
#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "comparison.h"
#include "matrix_rows.h"

#define NO_COLUMN SIZE_MAX

struct cells {
    struct comparison *comparison;
    struct matrix_rows before, after;
    size_t *places;      /* by column of OUT: the baseline's, or NO_COLUMN */
    unsigned char *told; /* bits of the pairs that were told, by row * (row - 1) / 2 + column, row > column */
};

struct place {
    struct span id;
    size_t column;
};

static int compare_places(const void *a, const void *b)
{
    return span_compare(((const struct place *)a)->id, ((const struct place *)b)->id);
}

static enum status find_places(struct cells *cells, struct failure *failure)
{
    void *items = NULL, *sorted = NULL, *bits = NULL;
    const size_t count = cells->after.count;
    if (array_zeroed(&items, count, sizeof *cells->places, failure) != STATUS_OK)
        return STATUS_FAILED;
    cells->places = items;
    if (array_zeroed(&bits, count * (count > 0 ? count - 1 : 0) / 16 + 1, 1, failure) != STATUS_OK)
        return STATUS_FAILED;
    cells->told = bits;
    if (array_zeroed(&sorted, cells->before.count, sizeof(struct place), failure) != STATUS_OK)
        return STATUS_FAILED;
    struct place *const places = sorted;
    for (size_t i = 0; i < cells->before.count; i++)
        places[i] = (struct place){cells->before.ids[i], i};
    if (cells->before.count > 0)
        qsort(places, cells->before.count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++) {
        const struct place key = {.id = comparison_earlier_id(cells->comparison, cells->after.ids[i])};
        const struct place *const found =
            cells->before.count == 0 ? NULL
                                     : bsearch(&key, places, cells->before.count, sizeof *places, compare_places);
        cells->places[i] = found != NULL ? found->column : NO_COLUMN;
    }
    free(places);
    return STATUS_OK;
}

static enum status compare_cell(struct cells *cells, size_t row, size_t column, struct failure *failure)
{
    const double before = cells->before.values[cells->places[column]], after = cells->after.values[column];
    const size_t high = row > column ? row : column, low = row > column ? column : row;
    const size_t bit = high * (high - 1) / 2 + low;
    cells->comparison->compared[CHECK_MATRIX] += column > row;
    if (!comparison_differs(before, after, cells->comparison->tolerance) || (cells->told[bit / 8] >> bit % 8 & 1) != 0)
        return STATUS_OK;
    cells->told[bit / 8] = (unsigned char)(cells->told[bit / 8] | 1u << bit % 8);
    const struct span names[] = {cells->after.ids[row], cells->after.ids[column]};
    const struct check_change change = {.kind = CHECK_MATRIX,
                                        .subject = "% and %",
                                        .names = {names[0], names[1]},
                                        .before = check_number(before, NAN, NAN),
                                        .after = check_number(after, NAN, NAN),
                                        .weight = isnan(before) || isnan(after) ? INFINITY : fabs(after - before),
                                        .file = "similarity.csv",
                                        .line = cells->after.rows.line};
    return comparison_change_documents(cells->comparison, &change, names, 2, failure);
}

static enum status compare_rows(struct cells *cells, struct failure *failure)
{
    for (size_t row = 0; row < cells->after.count; row++) {
        if (matrix_rows_read(&cells->after, row, failure) != STATUS_OK)
            return STATUS_FAILED;
        if (cells->places[row] == NO_COLUMN)
            continue;
        if (matrix_rows_read(&cells->before, cells->places[row], failure) != STATUS_OK)
            return STATUS_FAILED;
        for (size_t column = 0; column < cells->after.count; column++) {
            if (column != row && cells->places[column] != NO_COLUMN &&
                compare_cell(cells, row, column, failure) != STATUS_OK)
                return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status compare_matrices(struct cells *cells, struct failure *failure)
{
    const char *const *const folders = cells->comparison->folders;
    if (matrix_rows_open(&cells->before, folders[SIDE_BEFORE], failure) != STATUS_OK ||
        matrix_rows_open(&cells->after, folders[SIDE_AFTER], failure) != STATUS_OK)
        return STATUS_FAILED;
    if (comparison_check_matrix(cells->comparison, SIDE_BEFORE, cells->before.is_there, failure) != STATUS_OK ||
        comparison_check_matrix(cells->comparison, SIDE_AFTER, cells->after.is_there, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (!cells->before.is_there && !cells->after.is_there)
        return STATUS_OK;
    if (!cells->before.is_there || !cells->after.is_there)
        return comparison_note(cells->comparison,
                               cells->after.is_there ? "similarity.csv: only OUT has it"
                                                     : "similarity.csv: only the baseline has it",
                               failure);
    return find_places(cells, failure) == STATUS_OK ? compare_rows(cells, failure) : STATUS_FAILED;
}

enum status changed_matrix(struct comparison *comparison, struct failure *failure)
{
    struct cells cells = {.comparison = comparison};
    const enum status status = compare_matrices(&cells, failure);
    free(cells.told);
    free(cells.places);
    matrix_rows_close(&cells.before);
    matrix_rows_close(&cells.after);
    return status;
}
