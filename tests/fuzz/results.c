/*
 * results.c - any bytes as a file of a results folder: run.json, a table, the matrix or the pairs, by the first byte.
 * What is read holds what it promises, and what is refused is told with the file.
 */
#include "fuzz.h"

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "matrix_rows.h"
#include "pair_list.h"
#include "result_table.h"
#include "run_facts.h"

enum { FILES = 4, DOCUMENTS = 5 };
static const char *const names[FILES] = {"run.json", "table.csv", "similarity.csv", "similarity.mtx"};

static const char *put_file(const char *name, struct span content)
{
    static char folder[64], path[128];
    snprintf(folder, sizeof folder, "/tmp/mizan-fuzz-%ld", (long)getpid());
    (void)mkdir(folder, 0700);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *const file = fopen(path, "wb");
    REQUIRE(file != NULL);
    REQUIRE(content.length == 0 || fwrite(content.bytes, content.length, 1, file) == 1);
    REQUIRE(fclose(file) == 0);
    return folder;
}

static void read_run(const char *folder, struct failure *failure)
{
    struct run_facts facts;
    if (run_facts_read(&facts, folder, failure) == STATUS_OK) {
        for (int group = 0; group < RUN_GROUP_COUNT; group++) {
            const struct run_fact_list *const list = &facts.groups[group];
            for (size_t i = 0; i < list->count; i++) {
                REQUIRE(i == 0 || span_compare(list->items[i - 1].name, list->items[i].name) < 0);
                REQUIRE(run_facts_find(&facts, (enum run_fact_group)group, list->items[i].name) == &list->items[i]);
            }
        }
    }
    run_facts_free(&facts);
}

static void read_table(const char *folder, struct failure *failure)
{
    static const char *const columns[] = {"a", "?b", NULL};
    struct result_table table;
    size_t *order = NULL;
    if (result_table_read(&table, folder, "table.csv", columns, failure) == STATUS_OK) {
        struct failure own = {0};
        REQUIRE(result_table_sort(&table, 2, &order, &own) == STATUS_OK);
        for (size_t i = 0; i < table.row_count; i++) {
            double number;
            struct failure bad = {0};
            REQUIRE(i == 0 || table.lines[i] > table.lines[i - 1]);
            REQUIRE(i == 0 || result_table_compare(&table, order[i - 1], &table, order[i], 2) <= 0);
            REQUIRE(result_table_cell(&table, i, 0).bytes[result_table_cell(&table, i, 0).length] == '\0');
            if (result_table_number(&table, i, 1, &number, &bad) == STATUS_OK)
                REQUIRE(isnan(number) == (result_table_cell(&table, i, 1).length == 0));
            else
                fuzz_require_worded(&bad);
        }
    }
    free(order);
    result_table_free(&table);
}

/* Forward, then backward: the same values. */
static void read_matrix(const char *folder, struct failure *failure)
{
    struct matrix_rows matrix;
    enum status status = matrix_rows_open(&matrix, folder, failure);
    double *const firsts = calloc(matrix.count + 1, sizeof *firsts);
    REQUIRE(firsts != NULL);
    for (size_t row = 0; status == STATUS_OK && row < matrix.count; row++) {
        status = matrix_rows_read(&matrix, row, failure);
        firsts[row] = status == STATUS_OK ? matrix.values[0] : 0;
    }
    for (size_t row = matrix.count; status == STATUS_OK && row > 0; row--) {
        REQUIRE(matrix_rows_read(&matrix, row - 1, failure) == STATUS_OK);
        REQUIRE(matrix.values[0] == firsts[row - 1] || (isnan(matrix.values[0]) && isnan(firsts[row - 1])));
    }
    free(firsts);
    matrix_rows_close(&matrix);
}

static void read_pairs(const char *folder, struct failure *failure)
{
    struct pair_list list;
    if (pair_list_read(&list, folder, DOCUMENTS, failure) == STATUS_OK) {
        for (size_t i = 0; i < list.count; i++)
            REQUIRE(list.items[i].column < list.items[i].row && list.items[i].row < DOCUMENTS &&
                    isfinite(list.items[i].similarity));
    }
    pair_list_free(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const readers[FILES])(const char *, struct failure *) = {read_run, read_table, read_matrix,
                                                                           read_pairs};
    struct failure failure = {0};
    if (size == 0)
        return 0;
    const size_t kind = data[0] % FILES;
    const char *const folder = put_file(names[kind], fuzz_span(data + 1, size - 1));
    readers[kind](folder, &failure);
    if (failure.kind != FAILURE_NONE)
        fuzz_require_worded(&failure);
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, names[kind]);
    (void)unlink(path);
    (void)rmdir(folder);
    return 0;
}
