/* The exports of a sample by hand: which file each asks for, and that nothing stays of what did not become whole. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "exports.h"
#include "refusal.h"
#include "report_sample.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(exports, .init = make, .fini = sample_folder_remove);

static struct settings settings;
static struct results_folder folder;
static struct exports exports;

static enum status write_run(struct failure *failure)
{
    struct writer writer = {0};
    if (results_folder_create(&folder, "run.json", &writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    writer_text(&writer, "{\"program\": \"mizan\"}\n");
    const enum status status = writer_close(&writer, failure);
    writer_discard(&writer);
    return status;
}

static enum status add_findings(struct failure *failure)
{
    static const double row[] = {1, 0.25, NAN};
    const struct finding similarity = {.kind = FINDING_SIMILARITY, .as.similarity = {0, 3, row}};
    const struct finding neighbour = {.kind = FINDING_NEIGHBOUR, .as.neighbour = {0, 1, 1, 0.25, 0.5}};
    const struct finding pair = {.kind = FINDING_PAIR, .as.pair = {0, 1, 0.75}};
    const struct finding other = {.kind = FINDING_EVIDENCE_END};
    if (settings.has_threshold)
        return exports_add(&exports, &pair, failure);
    return exports_add(&exports, &similarity, failure) == STATUS_OK &&
                   exports_add(&exports, &neighbour, failure) == STATUS_OK
               ? exports_add(&exports, &other, failure)
               : STATUS_FAILED;
}

static enum status write_all(struct failure *failure)
{
    folder = (struct results_folder){0};
    exports = (struct exports){0};
    if (results_folder_open(&folder, sample_path("out"), true, failure) != STATUS_OK ||
        exports_open(&exports, &settings, &folder, failure) != STATUS_OK ||
        exports_begin(&exports, &sample_weighted, failure) != STATUS_OK || add_findings(failure) != STATUS_OK ||
        write_run(failure) != STATUS_OK || exports_end(&exports, failure) != STATUS_OK ||
        results_folder_commit(&folder, failure) != STATUS_OK)
        return STATUS_FAILED;
    return exports_place(&exports, failure);
}

static void close_all(void)
{
    exports_close(&exports);
    results_folder_close(&folder);
}

static void expect_written(void)
{
    struct failure failure = {0};
    cr_assert_eq(write_all(&failure), STATUS_OK, "%s", failure.message);
    close_all();
}

static bool is_there(const char *name)
{
    struct stat facts;
    return stat(sample_path(name), &facts) == 0;
}

Test(exports, nothing_is_written_where_nothing_is_asked_for)
{
    settings = (struct settings){0};
    expect_written();
    cr_expect_eq(sample_entry_count(), 1);
    cr_expect_not(is_there("out/weights.npz") || is_there("out/graph.graphml") || is_there("out/similarity_long.csv"));
}

Test(exports, each_form_is_a_file_of_its_own)
{
    settings = (struct settings){.exports = EXPORT_NPZ};
    expect_written();
    cr_expect(is_there("out/weights.npz") && !is_there("out/graph.graphml") && !is_there("out/similarity_long.csv"));
    settings = (struct settings){.exports = EXPORT_GRAPHML};
    expect_written();
    cr_expect(!is_there("out/weights.npz") && is_there("out/graph.graphml") && !is_there("out/similarity_long.csv"));
    cr_expect_not_null(strstr(sample_content("out/graph.graphml"), "<graph edgedefault=\"directed\">"));
    settings = (struct settings){.exports = EXPORT_LONG};
    expect_written();
    cr_expect(!is_there("out/weights.npz") && !is_there("out/graph.graphml"));
    const char *const pairs = sample_content("out/similarity_long.csv");
    cr_expect_not_null(strstr(pairs, ",0.25"), "%s", pairs);
}

Test(exports, pairs_of_a_threshold_are_undirected_edges_and_rows)
{
    settings = (struct settings){.exports = EXPORT_GRAPHML | EXPORT_LONG, .has_threshold = true, .threshold = 0.5};
    expect_written();
    const char *const graph = sample_content("out/graph.graphml");
    cr_expect_not_null(strstr(graph, "<graph edgedefault=\"undirected\">"));
    cr_expect_not_null(strstr(graph, "<data key=\"d7\">0.75</data>"), "%s", graph);
    cr_expect_not_null(strstr(sample_content("out/similarity_long.csv"), ",0.75"));
}

Test(exports, a_database_comes_last_and_holds_the_run)
{
    struct failure failure = {0};
    settings = (struct settings){.sqlite = sample_path("x.db")};
    cr_assert_eq(write_all(&failure), STATUS_OK, "%s", failure.message);
    cr_expect_null(folder.database, "tables would still go into it");
    close_all();
    cr_expect_eq(sample_entry_count(), 2, "OUT and the database");
    sqlite3 *connection;
    sqlite3_stmt *query;
    cr_assert_eq(sqlite3_open_v2(sample_path("x.db"), &connection, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    cr_assert_eq(
        sqlite3_prepare_v2(connection, "SELECT json, (SELECT count(*) FROM similarity) FROM run", -1, &query, NULL),
        SQLITE_OK);
    cr_assert_eq(sqlite3_step(query), SQLITE_ROW);
    cr_expect_str_eq((const char *)sqlite3_column_text(query, 0), "{\"program\": \"mizan\"}\n");
    cr_expect_eq(sqlite3_column_int(query, 1), 2);
    sqlite3_finalize(query);
    sqlite3_close(connection);
}

Test(exports, a_database_that_is_there_stays_unless_it_may_be_replaced)
{
    struct failure failure = {0};
    struct writer writer = {0};
    sample_writer(&writer, "x.db");
    writer_text(&writer, "mine");
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    settings = (struct settings){.sqlite = sample_path("x.db")};
    cr_expect_eq(write_all(&failure), STATUS_FAILED);
    cr_expect_eq(failure.kind, FAILURE_CANNOT_CREATE);
    close_all();
    cr_expect_str_eq(sample_content("x.db"), "mine");
    cr_expect_eq(sample_entry_count(), 1);
}

Test(exports, every_refused_allocation_is_told_and_leaves_no_database)
{
    bool done = false;
    settings = (struct settings){.exports = EXPORT_NPZ | EXPORT_GRAPHML | EXPORT_LONG, .sqlite = sample_path("x.db")};
    for (long index = 0; !done; index++) {
        struct failure failure = {0};
        refuse_allocation(index, false);
        const enum status status = write_all(&failure);
        done = refuse_nothing() <= index;
        cr_expect_eq(status, done ? STATUS_OK : STATUS_FAILED, "allocation %ld: %s", index, failure.message);
        close_all();
        cr_expect_eq(is_there("x.db"), done, "allocation %ld", index);
    }
    cr_expect_eq(sample_entry_count(), 2);
}
