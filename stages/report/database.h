/*
 * database.h - --sqlite FILE: the tables of a results folder in one SQLite database, a table each by the name of its
 * file, with the same columns; numbers as INTEGER and REAL, texts as TEXT, and NULL where a number is missing or,
 * beside the reason in `status`, nothing is known at all; an empty text is a text.
 *
 * The square matrix is the table similarity (document_a, document_b, similarity), each pair once; run.json is the one
 * row of the table run. Made beside FILE and renamed.
 */
#ifndef MIZAN_DATABASE_H
#define MIZAN_DATABASE_H

#include <sqlite3.h>
#include <stdbool.h>

#include "failure.h"
#include "finding.h"
#include "late_library.h"
#include "result_file.h"
#include "row_sink.h"

/* A table that rows go into. */
struct database_table {
    struct row_sink sink; /* first */
    struct database *database;
    char *name;
    char *columns; /* of the header, as SQL */
    size_t columns_length, columns_capacity;
    int column_count, column;
    sqlite3_stmt *insert; /* NULL until the header has ended */
    int error;            /* of SQLite, the first one */
    bool is_out_of_memory;
    struct database_table *next;
};

/* What is called of SQLite. */
#define DATABASE_FOR_EACH_CALL(DO)                                                                                     \
    DO(sqlite3_, bind_double)                                                                                          \
    DO(sqlite3_, bind_int64)                                                                                           \
    DO(sqlite3_, bind_null)                                                                                            \
    DO(sqlite3_, bind_text64)                                                                                          \
    DO(sqlite3_, close)                                                                                                \
    DO(sqlite3_, errstr)                                                                                               \
    DO(sqlite3_, exec)                                                                                                 \
    DO(sqlite3_, finalize)                                                                                             \
    DO(sqlite3_, free)                                                                                                 \
    DO(sqlite3_, mprintf)                                                                                              \
    DO(sqlite3_, open_v2)                                                                                              \
    DO(sqlite3_, prepare_v2)                                                                                           \
    DO(sqlite3_, reset)                                                                                                \
    DO(sqlite3_, step)

struct database_calls {
    DATABASE_FOR_EACH_CALL(LATE_MEMBER)
};

/* Zero-initialized it is closed. */
struct database {
    void *library; /* SQLite */
    struct database_calls calls;
    struct result_file file;
    sqlite3 *connection;
    struct database_table *tables;
    struct database_table *similarity;
};

/* FAILURE_CANNOT_CREATE where FILE cannot be made, or is there and `may_replace` is false. */
enum status database_open(struct database *database, const char *path, bool may_replace,
                          struct failure *failure) MUST_CHECK;

/* A table for the rows of the file NAME.csv; lasts until the database closes. */
enum status database_table_add(struct database *database, const char *file, struct row_sink **sink,
                               struct failure *failure) MUST_CHECK;

enum status database_add_row(struct database *database, const struct counts *counts, const struct similarity_row *row,
                             struct failure *failure) MUST_CHECK;
enum status database_add_pair(struct database *database, const struct counts *counts,
                              const struct similarity_pair *pair, struct failure *failure) MUST_CHECK;

/* The text of run.json. */
enum status database_add_run(struct database *database, struct span run, struct failure *failure) MUST_CHECK;

/* Everything is written; nothing can be added any more. */
enum status database_commit(struct database *database, struct failure *failure) MUST_CHECK;

/* FILE is there now, whole. Asks for no memory, so that it can come last. */
enum status database_place(struct database *database, struct failure *failure) MUST_CHECK;

/* Removes what was not committed. */
void database_close(struct database *database);

#endif
