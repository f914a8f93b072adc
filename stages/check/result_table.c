/* result_table.c - columns are found by the names in the header, so that a table may have more than are asked for. */
#include "result_table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "csv_rows.h"

enum { MOST_COLUMNS = 16 };
#define NO_COLUMN SIZE_MAX

/* Where each of the wanted columns stands in the file. */
struct places {
    size_t at[MOST_COLUMNS];
    size_t width; /* fields of the header */
};

static enum status malformed(const struct result_table *table, uint64_t line, const char *what, struct span name,
                             struct failure *failure)
{
    return failure_set(failure, FAILURE_DATA,
                       "%s:%" PRIu64 ": %s '%.*s'; the table is not as mizan wrote it: run mizan compare again",
                       table->path, line, what, SPAN_ARGUMENTS(name));
}

static enum status find_columns(const struct result_table *table, const struct csv_rows *rows,
                                const char *const *columns, struct places *places, struct failure *failure)
{
    places->width = rows->field_count;
    for (size_t i = 0; columns[i] != NULL; i++) {
        const bool may_miss = columns[i][0] == '?';
        const struct span name = span_of(columns[i] + may_miss);
        places->at[i] = NO_COLUMN;
        for (size_t field = 0; field < rows->field_count; field++) {
            if (!span_equal(csv_rows_field(rows, field), name))
                continue;
            if (places->at[i] != NO_COLUMN)
                return malformed(table, rows->line, "two columns are called", name, failure);
            places->at[i] = field;
        }
        if (places->at[i] == NO_COLUMN && !may_miss)
            return malformed(table, rows->line, "there is no column", name, failure);
    }
    return STATUS_OK;
}

static enum status add_row(struct result_table *table, const struct csv_rows *rows, const struct places *places,
                           struct failure *failure)
{
    if (rows->field_count != places->width)
        return failure_set(failure, FAILURE_DATA,
                           "%s:%" PRIu64 ": %zu %s, where the header has %zu; the table is not as mizan wrote it: run "
                           "mizan compare again",
                           table->path, rows->line, rows->field_count, rows->field_count == 1 ? "field" : "fields",
                           places->width);
    const size_t first = table->row_count * table->column_count;
    if (array_reserve((void **)&table->lines, &table->row_capacity, table->row_count + 1, sizeof *table->lines,
                      failure) != STATUS_OK ||
        array_reserve((void **)&table->cells, &table->cell_capacity, first + table->column_count, sizeof *table->cells,
                      failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t i = 0; i < table->column_count; i++) {
        table->cells[first + i] = (struct span){"", 0};
        if (places->at[i] != NO_COLUMN && arena_copy(&table->arena, csv_rows_field(rows, places->at[i]),
                                                     &table->cells[first + i], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    table->lines[table->row_count++] = rows->line;
    return STATUS_OK;
}

static enum status read_rows(struct result_table *table, struct csv_rows *rows, const char *const *columns,
                             struct failure *failure)
{
    struct places places;
    bool found = false;
    if (csv_rows_next(rows, &found, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (!found)
        return malformed(table, 1, "the file is empty; there is no column", span_of(columns[0]), failure);
    if (find_columns(table, rows, columns, &places, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (;;) {
        if (csv_rows_next(rows, &found, failure) != STATUS_OK)
            return STATUS_FAILED;
        if (!found)
            return STATUS_OK;
        if (add_row(table, rows, &places, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
}

enum status result_table_read(struct result_table *table, const char *folder, const char *name,
                              const char *const *columns, struct failure *failure)
{
    struct csv_rows rows = {0};
    void *path = NULL;
    *table = (struct result_table){0};
    while (columns[table->column_count] != NULL && table->column_count < MOST_COLUMNS)
        table->column_count++;
    const size_t room = strlen(folder) + strlen(name) + sizeof "/";
    if (arena_take(&table->arena, room, &path, failure) != STATUS_OK)
        return STATUS_FAILED;
    (void)snprintf(path, room, "%s/%s", folder, name);
    table->path = path;
    enum status status = csv_rows_open(&rows, table->path, &table->is_there, failure);
    if (status == STATUS_OK && table->is_there)
        status = read_rows(table, &rows, columns, failure);
    csv_rows_close(&rows);
    return status;
}

enum status result_table_number(const struct result_table *table, size_t row, size_t column, double *number,
                                struct failure *failure)
{
    const struct span text = result_table_cell(table, row, column);
    return csv_rows_number(text, number)
               ? STATUS_OK
               : malformed(table, table->lines[row], "a number was expected, not", text, failure);
}

int result_table_compare(const struct result_table *a, size_t row_a, const struct result_table *b, size_t row_b,
                         size_t key_columns)
{
    int order = 0;
    for (size_t i = 0; i < key_columns && order == 0; i++)
        order = span_compare(result_table_cell(a, row_a, i), result_table_cell(b, row_b, i));
    return order;
}

struct sorting {
    const struct result_table *table;
    size_t key_columns;
};

static int compare_rows(const void *a, const void *b, void *context)
{
    const struct sorting *const sorting = context;
    const size_t row_a = *(const size_t *)a, row_b = *(const size_t *)b;
    const int order = result_table_compare(sorting->table, row_a, sorting->table, row_b, sorting->key_columns);
    return order != 0 ? order : (row_a > row_b) - (row_a < row_b);
}

enum status result_table_sort(const struct result_table *table, size_t key_columns, size_t **order,
                              struct failure *failure)
{
    void *items = NULL;
    if (array_zeroed(&items, table->row_count, sizeof **order, failure) != STATUS_OK)
        return STATUS_FAILED;
    *order = items;
    for (size_t i = 0; i < table->row_count; i++)
        (*order)[i] = i;
    struct sorting sorting = {table, key_columns};
    qsort_r(*order, table->row_count, sizeof **order, compare_rows, &sorting);
    return STATUS_OK;
}

void result_table_free(struct result_table *table)
{
    free(table->cells);
    free(table->lines);
    arena_free(&table->arena);
    *table = (struct result_table){0};
}
