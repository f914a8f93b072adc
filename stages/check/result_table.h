/* result_table.h - some columns of a table of a results folder, all rows in memory. */
#ifndef MIZAN_RESULT_TABLE_H
#define MIZAN_RESULT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "failure.h"
#include "span.h"

/* Zero-initialized it is empty. */
struct result_table {
    const char *path; /* for messages */
    bool is_there;    /* the folder holds such a file */
    size_t column_count;
    size_t row_count;
    struct span *cells; /* row_count * column_count; in the order that was asked for, NUL-terminated as well */
    uint64_t *lines;    /* on which each row begins */
    size_t row_capacity, cell_capacity;
    struct arena arena;
};

/*
 * Reads FOLDER/NAME. `columns` are names in a row, ended by NULL, in whatever order the file has them; one with a
 * question mark in front may be missing and is empty then. FAILURE_DATA names file and line where a column is missing
 * or stands twice, or a row has fewer or more fields than the header. Free it also after a failure.
 */
enum status result_table_read(struct result_table *table, const char *folder, const char *name,
                              const char *const *columns, struct failure *failure) MUST_CHECK;

static inline struct span result_table_cell(const struct result_table *table, size_t row, size_t column)
{
    return table->cells[row * table->column_count + column];
}

/* The cell as a number, NaN where it is empty. FAILURE_DATA names file, line and cell. */
enum status result_table_number(const struct result_table *table, size_t row, size_t column, double *number,
                                struct failure *failure) MUST_CHECK;

/* Rows as `order` lists them: by the bytes of their first `key_columns` cells, then as they stand. Free it. */
enum status result_table_sort(const struct result_table *table, size_t key_columns, size_t **order,
                              struct failure *failure) MUST_CHECK;

/* < 0, 0, > 0 by the first `key_columns` cells. */
int result_table_compare(const struct result_table *a, size_t row_a, const struct result_table *b, size_t row_b,
                         size_t key_columns);

void result_table_free(struct result_table *table);

#endif
