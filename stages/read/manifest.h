/* manifest.h - a table of documents: CSV as RFC 4180 has it, or columns separated by tabs; UTF-8, first row the names.
 */
#ifndef MIZAN_MANIFEST_H
#define MIZAN_MANIFEST_H

#include "arena.h"
#include "failure.h"
#include "metadata.h"

struct flow;

struct manifest_row {
    uint64_t line;             /* where it begins, from 1 */
    const struct span *values; /* one for each column */
};

/* Zero-initialized it is empty. What spans point to is in the arena of manifest_read. */
struct manifest {
    struct span path;
    struct span *columns; /* names, in the order of the header; distinct, none empty, `path` among them */
    size_t column_count;
    struct manifest_row *rows;
    size_t row_count, row_capacity;
    uint64_t stored_bytes;
    uint32_t stored_crc;
};

/* Reads all of it. A path that ends in .tsv is separated by tabs. FAILURE_DATA names the file, the line and what is
 * wrong. */
enum status manifest_read(struct manifest *manifest, const char *path, struct arena *arena, struct flow *flow,
                          struct failure *failure) MUST_CHECK;

/* The column that a table cannot do without, and how its want is worded. */
struct table_key {
    const char *name;
    const char *meaning; /* "it says where each text is" */
    const char *duty;    /* behind "it must": "name a text file" */
};

/* The same for a table of something else, which has the column `key` in place of `path`. */
enum status manifest_read_table(struct manifest *manifest, const char *path, const struct table_key *key,
                                struct arena *arena, struct flow *flow, struct failure *failure) MUST_CHECK;

/* Frees the list; the arena is the caller's. */
void manifest_free(struct manifest *manifest);

/* A row's values with their names, into columns (manifest->column_count items of the caller's). */
struct metadata manifest_metadata(const struct manifest *manifest, size_t row, struct column *columns);

/* The row's text: its path joined to the manifest's folder, which it must not leave (`root`: that folder, resolved),
 * and the id that it has without an `id`. FAILURE_DATA or FAILURE_NO_INPUT with the manifest's line. */
enum status manifest_locate(const struct manifest *manifest, size_t row, struct span root, struct arena *arena,
                            struct span *path, struct span *id, struct failure *failure) MUST_CHECK;

#endif
