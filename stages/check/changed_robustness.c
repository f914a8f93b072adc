/*
 * changed_robustness.c - statements that both sides make, and in how many settings they hold.
 *
 * A share has changed if it moved by more than a tenth: with 36 settings its standard error is up to sqrt(.25 / 36) =
 * .083, and a tenth is the next step beyond it that a reader names. Which statements are made follows from the
 * similarities, and is told with these.
 */
#include <math.h>
#include <stdlib.h>

#include "comparison.h"

enum column { KIND, EVENT, A, B, C, D, SHARE };
static const char *const columns[] = {"kind", "event", "a", "b", "c", "d", "share", NULL};
static const char file[] = "robustness.csv";
static const double least_step = .1;

enum { NEAREST_COLUMNS = 4 /* what comes next is no part of "b is nearest to a" */, PAIRS_COLUMNS = 6 };

struct robustness {
    struct comparison *comparison;
    struct result_table tables[SIDE_COUNT];
    size_t *orders[SIDE_COUNT];
};

static enum status compare_statement(const struct robustness *robustness, size_t old, size_t new,
                                     struct failure *failure)
{
    const struct result_table *const after = &robustness->tables[SIDE_AFTER];
    double before, now;
    if (result_table_number(&robustness->tables[SIDE_BEFORE], old, SHARE, &before, failure) != STATUS_OK ||
        result_table_number(after, new, SHARE, &now, failure) != STATUS_OK)
        return STATUS_FAILED;
    robustness->comparison->compared[CHECK_ROBUSTNESS]++;
    if (!comparison_differs(before, now, fmax(least_step, robustness->comparison->tolerance)))
        return STATUS_OK;
    const struct span kind = result_table_cell(after, new, KIND);
    const struct span names[] = {result_table_cell(after, new, A), result_table_cell(after, new, B),
                                 result_table_cell(after, new, C), result_table_cell(after, new, D)};
    const struct span event = result_table_cell(after, new, EVENT);
    const bool is_most = span_equal(kind, span_of("most_alike"));
    const bool is_nearest = !is_most && !span_equal(kind, span_of("pairs"));
    const struct check_change change = {
        .kind = CHECK_ROBUSTNESS,
        .subject = is_most      ? event.length > 0 ? "% and % are most alike on %, share of settings"
                                                   : "% and % are most alike over all events, share of settings"
                   : is_nearest ? "% is nearest to %, share of settings"
                                : "% and % are nearer to each other than % and %, share of settings",
        .names = {is_nearest ? names[1] : names[0], is_nearest ? names[0] : names[1],
                  is_most      ? event
                  : is_nearest ? (struct span){0}
                               : names[2],
                  is_nearest ? (struct span){0} : names[3]},
        .before = check_number(before, NAN, NAN),
        .after = check_number(now, NAN, NAN),
        .weight = fabs(now - before),
        .file = file,
        .line = after->lines[new]};
    return span_equal(kind, span_of("nearest_document"))
               ? comparison_change_documents(robustness->comparison, &change, names, 3, failure)
               : comparison_change_sources(robustness->comparison, &change, names, is_nearest ? 3 : 4, event, failure);
}

static enum status compare_tables(const struct robustness *robustness, struct failure *failure)
{
    const struct result_table *const before = &robustness->tables[SIDE_BEFORE];
    const struct result_table *const after = &robustness->tables[SIDE_AFTER];
    for (size_t i = 0, k = 0; i < before->row_count && k < after->row_count;) {
        const size_t old = robustness->orders[SIDE_BEFORE][i], new = robustness->orders[SIDE_AFTER][k];
        const bool is_pairs = span_equal(result_table_cell(after, new, KIND), span_of("pairs"));
        const int order = result_table_compare(before, old, after, new, is_pairs ? PAIRS_COLUMNS : NEAREST_COLUMNS);
        if (order == 0 && compare_statement(robustness, old, new, failure) != STATUS_OK)
            return STATUS_FAILED;
        i += order <= 0;
        k += order >= 0;
    }
    return STATUS_OK;
}

static enum status read_and_compare(struct robustness *robustness, struct failure *failure)
{
    bool is_there = false;
    if (comparison_read(robustness->comparison, file, columns, robustness->tables, false, &is_there, failure) !=
        STATUS_OK)
        return STATUS_FAILED;
    if (!is_there)
        return STATUS_OK;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (result_table_sort(&robustness->tables[side], PAIRS_COLUMNS, &robustness->orders[side], failure) !=
            STATUS_OK)
            return STATUS_FAILED;
    }
    return compare_tables(robustness, failure);
}

enum status changed_robustness(struct comparison *comparison, struct failure *failure)
{
    struct robustness robustness = {.comparison = comparison};
    const enum status status = read_and_compare(&robustness, failure);
    for (int side = 0; side < SIDE_COUNT; side++) {
        result_table_free(&robustness.tables[side]);
        free(robustness.orders[side]);
    }
    return status;
}
