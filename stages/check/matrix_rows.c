/* matrix_rows.c - where each row begins is kept, so that a baseline in another order is read without holding it. */
#include "matrix_rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

static enum status malformed(const struct matrix_rows *matrix, const char *what, struct failure *failure)
{
    return failure_set(failure, FAILURE_DATA,
                       "%s:%" PRIu64 ": %s; the table is not as mizan wrote it: run mizan compare again", matrix->path,
                       matrix->rows.line, what);
}

static enum status take_header(struct matrix_rows *matrix, struct failure *failure)
{
    void *ids = NULL, *values = NULL, *offsets = NULL, *lines = NULL;
    if (matrix->rows.field_count == 0 || !span_equal(csv_rows_field(&matrix->rows, 0), span_of("document")))
        return malformed(matrix, "the header does not begin with 'document'", failure);
    const size_t count = matrix->rows.field_count - 1;
    if (array_zeroed(&ids, count, sizeof *matrix->ids, failure) != STATUS_OK)
        return STATUS_FAILED;
    matrix->ids = ids;
    if (array_zeroed(&values, count, sizeof *matrix->values, failure) != STATUS_OK)
        return STATUS_FAILED;
    matrix->values = values;
    if (array_zeroed(&offsets, count + 1, sizeof *matrix->offsets, failure) != STATUS_OK)
        return STATUS_FAILED;
    matrix->offsets = offsets;
    if (array_zeroed(&lines, count + 1, sizeof *matrix->lines, failure) != STATUS_OK)
        return STATUS_FAILED;
    matrix->lines = lines;
    matrix->count = count;
    for (size_t i = 0; i < count; i++) {
        if (arena_copy(&matrix->arena, csv_rows_field(&matrix->rows, i + 1), &matrix->ids[i], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    matrix->offsets[0] = ftell(matrix->rows.file);
    matrix->lines[0] = matrix->rows.lines_read + 1;
    return STATUS_OK;
}

enum status matrix_rows_open(struct matrix_rows *matrix, const char *folder, struct failure *failure)
{
    void *path = NULL;
    bool found = false;
    *matrix = (struct matrix_rows){0};
    const size_t room = strlen(folder) + sizeof "/similarity.csv";
    if (arena_take(&matrix->arena, room, &path, failure) != STATUS_OK)
        return STATUS_FAILED;
    (void)snprintf(path, room, "%s/similarity.csv", folder);
    matrix->path = path;
    if (csv_rows_open(&matrix->rows, matrix->path, &matrix->is_there, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (!matrix->is_there)
        return STATUS_OK;
    if (csv_rows_next(&matrix->rows, &found, failure) != STATUS_OK)
        return STATUS_FAILED;
    return found ? take_header(matrix, failure) : malformed(matrix, "the file is empty", failure);
}

static enum status read_next(struct matrix_rows *matrix, struct failure *failure)
{
    bool found = false;
    const size_t index = matrix->next;
    if (csv_rows_next(&matrix->rows, &found, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (!found)
        return malformed(matrix, "the table ends before its last row", failure);
    if (matrix->rows.field_count != matrix->count + 1 ||
        !span_equal(csv_rows_field(&matrix->rows, 0), matrix->ids[index]))
        return malformed(matrix, "the row is not that of the next document in the header, or has not its fields",
                         failure);
    for (size_t i = 0; i < matrix->count; i++) {
        const struct span text = csv_rows_field(&matrix->rows, i + 1);
        if (!csv_rows_number(text, &matrix->values[i]))
            return failure_set(failure, FAILURE_DATA,
                               "%s:%" PRIu64 ": a number was expected for '%.*s', not '%.*s'; run mizan compare again",
                               matrix->path, matrix->rows.line, SPAN_ARGUMENTS(matrix->ids[i]), SPAN_ARGUMENTS(text));
    }
    matrix->next = index + 1;
    matrix->offsets[matrix->next] = ftell(matrix->rows.file);
    matrix->lines[matrix->next] = matrix->rows.lines_read + 1;
    return STATUS_OK;
}

enum status matrix_rows_read(struct matrix_rows *matrix, size_t index, struct failure *failure)
{
    if (index != matrix->next && matrix->offsets[index] != 0) { /* its place is known */
        if (csv_rows_seek(&matrix->rows, matrix->offsets[index], matrix->lines[index], failure) != STATUS_OK)
            return STATUS_FAILED;
        matrix->next = index;
    }
    while (matrix->next <= index) {
        if (read_next(matrix, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

void matrix_rows_close(struct matrix_rows *matrix)
{
    csv_rows_close(&matrix->rows);
    free(matrix->ids);
    free(matrix->values);
    free(matrix->offsets);
    free(matrix->lines);
    arena_free(&matrix->arena);
    *matrix = (struct matrix_rows){0};
}
