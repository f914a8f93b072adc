/*
 * gates.c - similarity.csv has every pair; where it is not there, similarity.mtx has those above its threshold, and
 * neighbours.csv the nearest of each document: whoever has a near-copy has it there, though not each of many.
 */
#include "gates.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "array.h"
#include "matrix_rows.h"
#include "pair_list.h"

struct gate_run {
    struct gates *gates;
    struct comparison *comparison;
    const struct settings *settings;
    size_t maximum;  /* the cause of --max-similarity */
    double *found;   /* by --min-similarity: the similarity */
    bool *is_known;  /* it is in OUT */
    bool *is_source; /* it is of two sources */
};

static struct span id_of(const struct gate_run *run, size_t row)
{
    return result_table_cell(&run->comparison->documents[SIDE_AFTER], row, DOCUMENT_ID);
}

static enum status tell(const struct gate_run *run, size_t cause, struct span a, struct span b, double bound,
                        double similarity, const char *file, uint64_t line, struct failure *failure)
{
    const bool is_most = cause == run->maximum;
    const struct check_change change = {.kind = CHECK_GATES,
                                        .cause = cause,
                                        .subject = "% and %",
                                        .names = {a, b},
                                        .before = check_number(bound, NAN, NAN),
                                        .after = check_number(similarity, NAN, NAN),
                                        .weight = isnan(similarity) ? INFINITY
                                                  : is_most         ? similarity - bound
                                                                    : bound - similarity,
                                        .file = file,
                                        .line = line};
    run->comparison->changed[CHECK_GATES]++;
    run->gates->causes[cause].changed[CHECK_GATES]++;
    run->gates->causes[cause].changed_in_all++;
    return change_list_add(&run->comparison->changes, &change, failure);
}

/* A pair of OUT, once each, in whatever file it stands. */
static enum status take_pair(const struct gate_run *run, struct span a, struct span b, double similarity,
                             const char *file, uint64_t line, struct failure *failure)
{
    const struct settings *const settings = run->settings;
    run->comparison->compared[CHECK_GATES] += settings->has_maximum;
    for (size_t i = 0; i < settings->least_count; i++) {
        const struct span first = span_of(settings->least[i].a), second = span_of(settings->least[i].b);
        if (!run->is_source[i] &&
            ((span_equal(a, first) && span_equal(b, second)) || (span_equal(a, second) && span_equal(b, first)))) {
            run->found[i] = similarity;
            run->is_known[i] = true;
        }
    }
    return settings->has_maximum && similarity > settings->maximum
               ? tell(run, run->maximum, a, b, settings->maximum, similarity, file, line, failure)
               : STATUS_OK;
}

static enum status try_matrix(const struct gate_run *run, struct matrix_rows *matrix, bool *is_done,
                              struct failure *failure)
{
    if (matrix_rows_open(matrix, run->comparison->folders[SIDE_AFTER], failure) != STATUS_OK)
        return STATUS_FAILED;
    *is_done = matrix->is_there;
    if (comparison_check_matrix(run->comparison, SIDE_AFTER, matrix->is_there, failure) != STATUS_OK)
        return STATUS_FAILED;
    for (size_t row = 0; *is_done && row < matrix->count; row++) {
        if (matrix_rows_read(matrix, row, failure) != STATUS_OK)
            return STATUS_FAILED;
        for (size_t column = row + 1; column < matrix->count; column++) {
            if (take_pair(run, matrix->ids[row], matrix->ids[column], matrix->values[column], "similarity.csv",
                          matrix->rows.line, failure) != STATUS_OK)
                return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status try_pairs(const struct gate_run *run, struct pair_list *pairs, struct failure *failure)
{
    if (pair_list_read(pairs, run->comparison->folders[SIDE_AFTER], run->comparison->documents[SIDE_AFTER].row_count,
                       failure) != STATUS_OK)
        return STATUS_FAILED;
    const struct run_fact *const threshold =
        run_facts_find(&run->comparison->runs[SIDE_AFTER], RUN_OPTIONS, span_of("threshold"));
    if (pairs->is_there && run->settings->has_maximum &&
        (threshold == NULL || strtod(threshold->value.bytes, NULL) > run->settings->maximum))
        return failure_set(failure, FAILURE_DATA,
                           "%s/similarity.mtx holds no pairs below --threshold %s, so --max-similarity %.15g cannot be "
                           "told; run mizan compare with a lower --threshold",
                           run->comparison->folders[SIDE_AFTER], threshold != NULL ? threshold->value.bytes : "?",
                           run->settings->maximum);
    for (size_t i = 0; i < pairs->count; i++) {
        const struct listed_pair *const pair = &pairs->items[i];
        if (take_pair(run, id_of(run, pair->column), id_of(run, pair->row), pair->similarity, "similarity.mtx",
                      pair->line, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

/* Each pair of the lists stands there twice, as a rule: it is taken from the list of the document that comes first, or
 * from the other's where it stands there alone. */
static bool is_listed(const struct result_table *table, const size_t *order, struct span document,
                      struct span neighbour)
{
    size_t low = 0, high = table->row_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct span at = result_table_cell(table, order[middle], 0);
        const int first = span_compare(at, document);
        const int compared = first != 0 ? first : span_compare(result_table_cell(table, order[middle], 1), neighbour);
        if (compared == 0)
            return true;
        if (compared < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static enum status walk_neighbours(const struct gate_run *run, const struct result_table *table, const size_t *order,
                                   struct failure *failure)
{
    for (size_t row = 0; row < table->row_count; row++) {
        const struct span a = result_table_cell(table, row, 0), b = result_table_cell(table, row, 1);
        double similarity;
        if (result_table_number(table, row, 2, &similarity, failure) != STATUS_OK)
            return STATUS_FAILED;
        if (span_compare(a, b) > 0 && is_listed(table, order, b, a))
            continue;
        if (take_pair(run, a, b, similarity, "neighbours.csv", table->lines[row], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status try_neighbours(const struct gate_run *run, struct failure *failure)
{
    static const char *const columns[] = {"document", "neighbour", "similarity", NULL};
    struct result_table table;
    size_t *order = NULL;
    enum status status =
        result_table_read(&table, run->comparison->folders[SIDE_AFTER], "neighbours.csv", columns, failure);
    if (status == STATUS_OK && !table.is_there)
        status = failure_set(failure, FAILURE_NO_INPUT,
                             "%s: is not there, so %s is no whole folder of results; make it again with mizan compare",
                             table.path, run->comparison->folders[SIDE_AFTER]);
    if (status == STATUS_OK)
        status = result_table_sort(&table, 2, &order, failure);
    if (status == STATUS_OK)
        status = walk_neighbours(run, &table, order, failure);
    free(order);
    result_table_free(&table);
    return status;
}

/* Over all events, of two sources. */
static enum status try_sources(const struct gate_run *run, struct failure *failure)
{
    static const char *const columns[] = {"event", "source_a", "source_b", "similarity", NULL};
    struct result_table table;
    enum status status =
        result_table_read(&table, run->comparison->folders[SIDE_AFTER], "sources.csv", columns, failure);
    for (size_t row = 0; status == STATUS_OK && row < table.row_count; row++) {
        const struct span a = result_table_cell(&table, row, 1), b = result_table_cell(&table, row, 2);
        for (size_t i = 0; i < run->settings->least_count && status == STATUS_OK; i++) {
            const struct span first = span_of(run->settings->least[i].a), second = span_of(run->settings->least[i].b);
            if (result_table_cell(&table, row, 0).length > 0 || !run->is_source[i] ||
                !((span_equal(a, first) && span_equal(b, second)) || (span_equal(a, second) && span_equal(b, first))))
                continue;
            run->is_known[i] = true;
            status = result_table_number(&table, row, 3, &run->found[i], failure);
        }
    }
    result_table_free(&table);
    return status;
}

static bool is_source(const struct gate_run *run, struct span name)
{
    const struct result_table *const documents = &run->comparison->documents[SIDE_AFTER];
    for (size_t row = 0; row < documents->row_count; row++) {
        if (span_equal(result_table_cell(documents, row, DOCUMENT_SOURCE), name))
            return true;
    }
    return false;
}

static bool is_document(const struct gate_run *run, struct span name)
{
    return comparison_document(run->comparison, SIDE_AFTER, name) != SIZE_MAX;
}

/* Are the two documents, or else sources? */
static enum status settle_names(const struct gate_run *run, size_t i, struct failure *failure)
{
    const struct least_similarity *const gate = &run->settings->least[i];
    const struct span names[] = {span_of(gate->a), span_of(gate->b)};
    if (is_document(run, names[0]) && is_document(run, names[1]))
        return STATUS_OK;
    for (int k = 0; k < 2; k++) {
        if (!is_source(run, names[k]) && !is_document(run, names[k]))
            return failure_set(failure, FAILURE_USAGE,
                               "--min-similarity: '%.*s' is neither a document nor a source of %s; documents.csv there "
                               "lists them",
                               SPAN_ARGUMENTS(names[k]), run->comparison->folders[SIDE_AFTER]);
    }
    run->is_source[i] = is_source(run, names[0]) && is_source(run, names[1]);
    return run->is_source[i]
               ? STATUS_OK
               : failure_set(failure, FAILURE_USAGE,
                             "--min-similarity: of '%s' and '%s' one is a document and one a source; name "
                             "two documents or two sources",
                             gate->a, gate->b);
}

static enum status tell_minimum(const struct gate_run *run, size_t i, struct failure *failure)
{
    const struct least_similarity *const gate = &run->settings->least[i];
    run->comparison->compared[CHECK_GATES]++;
    if (!run->is_known[i])
        return failure_set(
            failure, FAILURE_DATA,
            "%s does not hold the similarity of '%s' and '%s'; run mizan compare with --full and without "
            "--threshold",
            run->comparison->folders[SIDE_AFTER], gate->a, gate->b);
    if (run->found[i] >= gate->least)
        return STATUS_OK;
    return tell(run, run->maximum + run->settings->has_maximum + i, span_of(gate->a), span_of(gate->b), gate->least,
                run->found[i], run->is_source[i] ? "sources.csv" : "similarity.csv", 0, failure);
}

static enum status try_all(struct gate_run *run, struct failure *failure)
{
    struct matrix_rows matrix = {0};
    struct pair_list pairs = {0};
    bool is_done = false;
    enum status status = try_matrix(run, &matrix, &is_done, failure);
    if (status == STATUS_OK && !is_done)
        status = try_pairs(run, &pairs, failure);
    const bool has_pairs = pairs.is_there;
    matrix_rows_close(&matrix);
    pair_list_free(&pairs);
    if (status == STATUS_OK && !is_done && !has_pairs)
        status = try_neighbours(run, failure);
    if (status == STATUS_OK)
        status = try_sources(run, failure);
    for (size_t i = 0; i < run->settings->least_count && status == STATUS_OK; i++)
        status = tell_minimum(run, i, failure);
    return status;
}

static enum status list_gates(const struct gate_run *run, struct failure *failure)
{
    const struct settings *const settings = run->settings;
    struct gates *const gates = run->gates;
    char text[64];
    if (settings->has_maximum) {
        struct span bound;
        (void)snprintf(text, sizeof text, "%.15g", settings->maximum);
        if (arena_copy(&run->comparison->arena, span_of(text), &bound, failure) != STATUS_OK)
            return STATUS_FAILED;
        gates->causes[gates->count++] =
            (struct check_cause){.kind = CAUSE_GATE, .name = span_of("max-similarity"), .after = bound};
    }
    for (size_t i = 0; i < settings->least_count; i++) {
        struct span bound;
        (void)snprintf(text, sizeof text, "%.15g", settings->least[i].least);
        if (settle_names(run, i, failure) != STATUS_OK ||
            arena_copy(&run->comparison->arena, span_of(text), &bound, failure) != STATUS_OK)
            return STATUS_FAILED;
        gates->causes[gates->count++] =
            (struct check_cause){.kind = CAUSE_GATE, .name = span_of("min-similarity"), .after = bound};
    }
    return STATUS_OK;
}

enum status gates_try(struct gates *gates, struct comparison *comparison, const struct settings *settings,
                      struct failure *failure)
{
    struct gate_run run = {.gates = gates, .comparison = comparison, .settings = settings};
    void *causes = NULL, *found = NULL, *known = NULL, *sources = NULL;
    *gates = (struct gates){0};
    if (!settings->has_maximum && settings->least_count == 0)
        return STATUS_OK;
    if (comparison_is_distance(comparison, SIDE_AFTER))
        return failure_set(
            failure, FAILURE_USAGE,
            "%s holds distances (--similarity %s), and --max-similarity and --min-similarity bound "
            "similarities; make it with --similarity corrected or cosine to have them tried",
            comparison->folders[SIDE_AFTER],
            run_facts_find(&comparison->runs[SIDE_AFTER], RUN_OPTIONS, span_of("similarity"))->value.bytes);
    enum status status = array_zeroed(&causes, settings->least_count + 1, sizeof *gates->causes, failure);
    if (status == STATUS_OK)
        status = array_zeroed(&found, settings->least_count, sizeof *run.found, failure);
    if (status == STATUS_OK)
        status = array_zeroed(&known, settings->least_count, sizeof *run.is_known, failure);
    if (status == STATUS_OK)
        status = array_zeroed(&sources, settings->least_count, sizeof *run.is_source, failure);
    gates->causes = causes;
    run.found = found;
    run.is_known = known;
    run.is_source = sources;
    if (status == STATUS_OK)
        status = list_gates(&run, failure);
    if (status == STATUS_OK)
        status = try_all(&run, failure);
    free(found);
    free(known);
    free(sources);
    return status;
}

void gates_free(struct gates *gates)
{
    free(gates->causes);
    *gates = (struct gates){0};
}
