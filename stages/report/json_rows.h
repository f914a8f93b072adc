/* json_rows.h - a table as a JSON array of objects, written as the rows come: the columns of its CSV, numbers as
 * numbers, an empty number as null. */
#ifndef MIZAN_JSON_ROWS_H
#define MIZAN_JSON_ROWS_H

#include "arena.h"
#include "json_writer.h"
#include "row_sink.h"

enum { JSON_ROWS_COLUMNS = 64 };

struct json_rows {
    struct row_sink sink; /* first: what the writer's rows points to */
    struct json_writer json;
    struct arena names_arena;
    struct span names[JSON_ROWS_COLUMNS]; /* NUL-terminated */
    size_t name_count, column;
    bool has_header, has_failed;
};

/* From here on the rows of tables that go to `writer` are JSON. */
void json_rows_open(struct json_rows *rows, struct writer *writer);

/* Ends the array; before the writer is closed. An array without a row is []. */
void json_rows_end(struct json_rows *rows);
void json_rows_free(struct json_rows *rows);

#endif
