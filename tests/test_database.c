#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "csv_writer.h"
#include "database.h"
#include "refusal.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(database, .init = make, .fini = sample_folder_remove);

/* All rows that a query gives, as "value|value;" with quotes around texts. */
static const char *ask(const char *path, const char *sql)
{
    static char text[1024];
    sqlite3 *connection;
    sqlite3_stmt *query;
    size_t length = 0;
    text[0] = '\0';
    cr_assert_eq(sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    cr_assert_eq(sqlite3_prepare_v2(connection, sql, -1, &query, NULL), SQLITE_OK, "%s", sqlite3_errmsg(connection));
    while (sqlite3_step(query) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(query); i++) {
            const int type = sqlite3_column_type(query, i);
            const char *const quote = type == SQLITE_TEXT ? "'" : "";
            length +=
                (size_t)snprintf(text + length, sizeof text - length, "%s%s%s%s", i > 0 ? "|" : "", quote,
                                 type == SQLITE_NULL ? "NULL" : (const char *)sqlite3_column_text(query, i), quote);
        }
        length += (size_t)snprintf(text + length, sizeof text - length, ";");
    }
    sqlite3_finalize(query);
    sqlite3_close(connection);
    return text;
}

static enum status write_database(struct database *database, const char *path, struct failure *failure)
{
    const double values[] = {1, .1, NAN};
    const struct similarity_row row = {0, 3, values};
    struct row_sink *sink = NULL;
    if (database_open(database, path, true, failure) != STATUS_OK ||
        database_table_add(database, "terms.csv", &sink, failure) != STATUS_OK)
        return STATUS_FAILED;
    sink->text(sink, span_of("na\"me"));
    sink->text(sink, span_of("count"));
    sink->text(sink, span_of("weight"));
    if (sink->end_row(sink, failure) != STATUS_OK)
        return STATUS_FAILED;
    sink->text(sink, span_of("'; DROP TABLE terms; --"));
    sink->integer(sink, 3);
    sink->number(sink, NAN);
    if (sink->end_row(sink, failure) != STATUS_OK)
        return STATUS_FAILED;
    sink->text(sink, span_of("1925")); /* a text stays one */
    sink->integer(sink, 0);
    sink->number(sink, 2);
    if (sink->end_row(sink, failure) != STATUS_OK ||
        database_add_row(database, &sample_counts, &row, failure) != STATUS_OK ||
        database_add_run(database, span_of("{}"), failure) != STATUS_OK)
        return STATUS_FAILED;
    return database_commit(database, failure) == STATUS_OK ? database_place(database, failure) : STATUS_FAILED;
}

Test(database, rows_keep_their_types)
{
    struct database database;
    struct failure failure = {0};
    const char *const path = sample_path("out.db");
    cr_assert_eq(write_database(&database, path, &failure), STATUS_OK, "%s", failure.message);
    database_close(&database);
    cr_expect_str_eq(ask(path, "SELECT \"na\"\"me\", count, weight FROM terms"),
                     "''; DROP TABLE terms; --'|3|NULL;'1925'|0|2.0;");
    cr_expect_str_eq(ask(path, "SELECT * FROM similarity"), "'war/post'|'حرب/صحيفة'|0.1;'war/post'|'empty'|NULL;");
    cr_expect_str_eq(ask(path, "SELECT json FROM run"), "'{}';");
    cr_expect_eq(sample_entry_count(), 1);
}

Test(database, what_is_there_is_replaced_only_if_it_may_be_and_only_by_a_whole_one)
{
    struct database database;
    struct failure failure = {0};
    struct writer writer = {0};
    sample_writer(&writer, "out.db");
    writer_text(&writer, "mine");
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_expect_eq(database_open(&database, sample_path("out.db"), false, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_CANNOT_CREATE);
    database_close(&database);
    failure = (struct failure){0};
    cr_expect_eq(database_open(&database, sample_path("out.db"), true, &failure), STATUS_OK, "%s", failure.message);
    database_close(&database); /* not committed */
    cr_expect_str_eq(sample_content("out.db"), "mine");
    cr_expect_eq(sample_entry_count(), 1);
    cr_expect_eq(database_open(&database, sample_path("no/out.db"), true, &failure), STATUS_FAILED);
    database_close(&database);
}

Test(database, every_refused_allocation_is_told_and_leaves_nothing)
{
    bool done = false;
    for (long index = 0; !done; index++) {
        struct database database;
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = write_database(&database, sample_path("out.db"), &failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, done ? STATUS_OK : STATUS_FAILED, "allocation %ld: %s", index, failure.message);
        database_close(&database);
        cr_expect_eq(sample_entry_count(), done ? 1 : 0, "allocation %ld", index);
    }
}

Test(database, a_table_with_lists_and_missing_values_has_each_value_in_its_column)
{
    static const struct span values[] = {{"x", 1}, {"y", 1}};
    struct database database;
    struct failure failure = {0};
    struct writer writer = {0};
    const char *const path = sample_path("out.db");
    cr_assert_eq(database_open(&database, path, true, &failure), STATUS_OK);
    sample_writer(&writer, "table.csv");
    cr_assert_eq(database_table_add(&database, "table.csv", &writer.rows, &failure), STATUS_OK);
    struct csv_writer csv = {.writer = &writer};
    csv_names(&csv, "list,number,text,status");
    cr_assert_eq(csv_end_row(&csv, &failure), STATUS_OK);
    cr_assert_eq(csv_list(&csv, values, 2, ' ', &failure), STATUS_OK);
    csv_integer(&csv, 7);
    csv_text(&csv, "");
    csv_text(&csv, "ok");
    cr_assert_eq(csv_end_row(&csv, &failure), STATUS_OK);
    csv_missing(&csv, 3);
    csv_text(&csv, "none");
    cr_assert_eq(csv_end_row(&csv, &failure), STATUS_OK);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    cr_assert_eq(database_commit(&database, &failure), STATUS_OK);
    cr_assert_eq(database_place(&database, &failure), STATUS_OK);
    database_close(&database);
    cr_expect_str_eq(ask(path, "SELECT * FROM \"table\""), "'x y'|7|''|'ok';NULL|NULL|NULL|'none';");
    cr_expect_str_eq(sample_content("table.csv"), "list,number,text,status\r\nx y,7,,ok\r\n,,,none\r\n");
}

Test(database, a_row_with_a_value_too_few_is_an_internal_error_and_takes_none_from_the_row_before)
{
    struct database database;
    struct failure failure = {0};
    struct row_sink *sink = NULL;
    cr_assert_eq(database_open(&database, sample_path("out.db"), true, &failure), STATUS_OK);
    cr_assert_eq(database_table_add(&database, "table.csv", &sink, &failure), STATUS_OK);
    sink->text(sink, span_of("a"));
    sink->text(sink, span_of("b"));
    cr_assert_eq(sink->end_row(sink, &failure), STATUS_OK);
    sink->integer(sink, 1);
    cr_expect_eq(sink->end_row(sink, &failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_INTERNAL);
    database_close(&database);
}
