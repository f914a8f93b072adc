/*
 * database.c - one transaction, without a journal: nobody reads the file before it has its name, and what fails is
 * thrown away. Columns have no declared type, so that SQLite keeps each value as it is bound.
 */
#include "database.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "array.h"

static enum status refuse(const struct database *database, int error, struct failure *failure)
{
    const char *const path = database->file.target;
    if (error == SQLITE_NOMEM)
        return failure_memory(failure, path);
    return failure_set(failure, error == SQLITE_CANTOPEN ? FAILURE_CANNOT_CREATE : FAILURE_IO,
                       "%s: cannot be written: %s", path, database->calls.errstr(error));
}

static enum status run(const struct database *database, const char *sql, struct failure *failure)
{
    const int error = database->calls.exec(database->connection, sql, NULL, NULL, NULL);
    return error == SQLITE_OK ? STATUS_OK : refuse(database, error, failure);
}

enum status database_open(struct database *database, const char *path, bool may_replace, struct failure *failure)
{
    struct stat facts;
    *database = (struct database){0};
    if (stat(path, &facts) == 0 && (!S_ISREG(facts.st_mode) || !may_replace))
        return failure_set(failure, FAILURE_CANNOT_CREATE, "%s: is there already; choose another --sqlite%s", path,
                           S_ISREG(facts.st_mode) ? ", or replace it with --force" : "");
    if (result_file_open(&database->file, path, failure) != STATUS_OK)
        return STATUS_FAILED;
#define FUNCTION(prefix, name) {#prefix #name, &database->calls.name},
    const struct late_function functions[] = {DATABASE_FOR_EACH_CALL(FUNCTION)};
#undef FUNCTION
    if (late_library_open(&database->library, LATE_FILE_sqlite3, "libsqlite3-0", functions,
                          sizeof functions / sizeof *functions, failure) != STATUS_OK)
        return STATUS_FAILED;
    const int error = database->calls.open_v2(database->file.temporary, &database->connection,
                                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (error != SQLITE_OK)
        return refuse(database, error, failure);
    return run(database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8'; BEGIN",
               failure);
}

/* ---- a table ------------------------------------------------------------------------------------------------------
 */

static struct database_table *table_of(struct row_sink *sink)
{
    return (struct database_table *)(void *)sink;
}

static void note(struct database_table *table, int error)
{
    if (table->error == SQLITE_OK)
        table->error = error;
}

/* "name" with its quotes doubled. */
static void add_column(struct database_table *table, struct span name)
{
    struct failure unused = {0};
    if (array_reserve((void **)&table->columns, &table->columns_capacity, table->columns_length + 2 * name.length + 5,
                      1, &unused) != STATUS_OK) {
        table->is_out_of_memory = true;
        return;
    }
    char *at = table->columns + table->columns_length;
    if (table->column_count++ > 0)
        *at++ = ',';
    *at++ = '"';
    for (size_t i = 0; i < name.length; i++) {
        if (name.bytes[i] == '"')
            *at++ = '"';
        *at++ = name.bytes[i];
    }
    *at++ = '"';
    *at = '\0';
    table->columns_length = (size_t)(at - table->columns);
}

static void take_text(struct row_sink *sink, struct span value)
{
    struct database_table *const table = table_of(sink);
    if (table->insert == NULL)
        add_column(table, value);
    else
        note(table,
             table->database->calls.bind_text64(table->insert, ++table->column, value.length > 0 ? value.bytes : "",
                                                value.length, SQLITE_TRANSIENT, SQLITE_UTF8));
}

static void take_integer(struct row_sink *sink, uint64_t value)
{
    struct database_table *const table = table_of(sink);
    note(table, table->database->calls.bind_int64(table->insert, ++table->column, (sqlite3_int64)value));
}

static void take_number(struct row_sink *sink, double value)
{
    struct database_table *const table = table_of(sink);
    ++table->column;
    note(table, isnan(value) ? table->database->calls.bind_null(table->insert, table->column)
                             : table->database->calls.bind_double(table->insert, table->column, value));
}

static enum status create(struct database_table *table, struct failure *failure)
{
    char *const sql = table->database->calls.mprintf("CREATE TABLE \"%w\" (%s)", table->name, table->columns);
    if (sql == NULL)
        return failure_memory(failure, "the database");
    enum status status = run(table->database, sql, failure);
    table->database->calls.free(sql);
    char *const marks = malloc(2 * (size_t)table->column_count + 1);
    if (marks == NULL)
        return failure_memory(failure, "the database");
    for (int i = 0; i < table->column_count; i++)
        memcpy(marks + 2 * i, "?,", 2);
    marks[2 * table->column_count - 1] = '\0';
    char *const insert = table->database->calls.mprintf("INSERT INTO \"%w\" VALUES (%s)", table->name, marks);
    free(marks);
    if (insert == NULL)
        return failure_memory(failure, "the database");
    if (status == STATUS_OK) {
        const int error =
            table->database->calls.prepare_v2(table->database->connection, insert, -1, &table->insert, NULL);
        status = error == SQLITE_OK ? STATUS_OK : refuse(table->database, error, failure);
    }
    table->database->calls.free(insert);
    return status;
}

static enum status end_row(struct row_sink *sink, struct failure *failure)
{
    struct database_table *const table = table_of(sink);
    if (table->is_out_of_memory)
        return failure_memory(failure, "the database");
    if (table->insert == NULL)
        return create(table, failure);
    if (table->column != table->column_count)
        return failure_set(failure, FAILURE_INTERNAL, "%s: a row of %d values in %d columns; please report this",
                           table->name, table->column, table->column_count);
    if (table->error == SQLITE_OK) {
        const int error = table->database->calls.step(table->insert);
        note(table, error == SQLITE_DONE ? table->database->calls.reset(table->insert) : error);
    }
    table->column = 0;
    return table->error == SQLITE_OK ? STATUS_OK : refuse(table->database, table->error, failure);
}

enum status database_table_add(struct database *database, const char *file, struct row_sink **sink,
                               struct failure *failure)
{
    void *memory = NULL;
    if (array_zeroed(&memory, 1, sizeof(struct database_table), failure) != STATUS_OK)
        return STATUS_FAILED;
    struct database_table *const table = memory;
    *table = (struct database_table){
        .sink = {.text = take_text, .integer = take_integer, .number = take_number, .end_row = end_row},
        .database = database,
        .next = database->tables,
    };
    database->tables = table;
    table->name = strdup(file);
    if (table->name == NULL)
        return failure_memory(failure, "the database");
    char *const dot = strrchr(table->name, '.');
    if (dot != NULL)
        *dot = '\0';
    *sink = &table->sink;
    return STATUS_OK;
}

/* ---- what is no table of the folder --------------------------------------------------------------------------------
 */

static enum status begin_similarity(struct database *database, struct failure *failure)
{
    struct row_sink *sink = NULL;
    if (database->similarity != NULL)
        return STATUS_OK;
    if (database_table_add(database, "similarity", &sink, failure) != STATUS_OK)
        return STATUS_FAILED;
    database->similarity = table_of(sink);
    sink->text(sink, span_of("document_a"));
    sink->text(sink, span_of("document_b"));
    sink->text(sink, span_of("similarity"));
    return sink->end_row(sink, failure);
}

static enum status add_pair(struct database *database, const struct counts *counts, size_t a, size_t b,
                            double similarity, struct failure *failure)
{
    if (begin_similarity(database, failure) != STATUS_OK)
        return STATUS_FAILED;
    struct row_sink *const sink = &database->similarity->sink;
    sink->text(sink, counts->documents[a]->id);
    sink->text(sink, counts->documents[b]->id);
    sink->number(sink, similarity);
    return sink->end_row(sink, failure);
}

enum status database_add_row(struct database *database, const struct counts *counts, const struct similarity_row *row,
                             struct failure *failure)
{
    for (size_t column = row->row + 1; column < row->count; column++) {
        if (add_pair(database, counts, row->row, column, row->values[column], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

enum status database_add_pair(struct database *database, const struct counts *counts,
                              const struct similarity_pair *pair, struct failure *failure)
{
    return add_pair(database, counts, pair->row, pair->column, pair->similarity, failure);
}

enum status database_add_run(struct database *database, struct span text, struct failure *failure)
{
    struct row_sink *sink = NULL;
    if (database_table_add(database, "run", &sink, failure) != STATUS_OK)
        return STATUS_FAILED;
    sink->text(sink, span_of("json"));
    if (sink->end_row(sink, failure) != STATUS_OK)
        return STATUS_FAILED;
    sink->text(sink, text);
    return sink->end_row(sink, failure);
}

static void close_connection(struct database *database)
{
    if (database->connection == NULL)
        return;
    for (struct database_table *table = database->tables; table != NULL; table = table->next) {
        (void)database->calls.finalize(table->insert);
        table->insert = NULL;
    }
    (void)database->calls.close(database->connection);
    database->connection = NULL;
}

enum status database_commit(struct database *database, struct failure *failure)
{
    if (database->connection == NULL)
        return STATUS_OK;
    if (run(database, "COMMIT", failure) != STATUS_OK)
        return STATUS_FAILED;
    close_connection(database);
    return STATUS_OK;
}

enum status database_place(struct database *database, struct failure *failure)
{
    return database->file.target == NULL ? STATUS_OK : result_file_commit(&database->file, failure);
}

void database_close(struct database *database)
{
    close_connection(database);
    while (database->tables != NULL) {
        struct database_table *const table = database->tables;
        database->tables = table->next;
        free(table->name);
        free(table->columns);
        free(table);
    }
    result_file_close(&database->file);
    late_library_close(database->library);
    *database = (struct database){0};
}
