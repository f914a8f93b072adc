/* json_rows.c - the names come in the first row; what fails there is told at its end. */
#include "json_rows.h"

static struct json_rows *rows_of(struct row_sink *sink)
{
    return (struct json_rows *)(void *)sink;
}

/* The name of the next column; the first opens the object. */
static const char *next_name(struct json_rows *rows)
{
    if (rows->column == 0)
        json_writer_object(&rows->json, NULL);
    return rows->column < rows->name_count ? rows->names[rows->column++].bytes : "";
}

static void take_text(struct row_sink *sink, struct span value)
{
    struct json_rows *const rows = rows_of(sink);
    struct failure unused = {0};
    if (rows->has_header) {
        const char *const name = next_name(rows);
        json_writer_span(&rows->json, name, value);
    } else if (rows->name_count < JSON_ROWS_COLUMNS &&
               arena_copy(&rows->names_arena, value, &rows->names[rows->name_count], &unused) == STATUS_OK) {
        rows->name_count++;
    } else {
        rows->has_failed = true;
    }
}

static void take_integer(struct row_sink *sink, uint64_t value)
{
    struct json_rows *const rows = rows_of(sink);
    const char *const name = next_name(rows);
    json_writer_integer(&rows->json, name, value);
}

static void take_number(struct row_sink *sink, double value)
{
    struct json_rows *const rows = rows_of(sink);
    const char *const name = next_name(rows);
    json_writer_number(&rows->json, name, value);
}

static enum status end_row(struct row_sink *sink, struct failure *failure)
{
    struct json_rows *const rows = rows_of(sink);
    if (rows->has_failed)
        return failure_memory(failure, "the names of columns");
    if (rows->has_header)
        json_writer_close(&rows->json);
    rows->has_header = true;
    rows->column = 0;
    return STATUS_OK;
}

void json_rows_open(struct json_rows *rows, struct writer *writer)
{
    *rows = (struct json_rows){
        .sink =
            {.text = take_text, .integer = take_integer, .number = take_number, .end_row = end_row, .replaces = true},
        .json = {.writer = writer},
    };
    writer->rows = &rows->sink;
    json_writer_array(&rows->json, NULL);
}

void json_rows_end(struct json_rows *rows)
{
    json_writer_close(&rows->json);
}

void json_rows_free(struct json_rows *rows)
{
    arena_free(&rows->names_arena);
}
