/*
 * changed_factors.c - factors.csv: what goes with event, source and language. Means, shares and correlations have
 * changed if they moved by more than the tolerance, or if another reason stands in their place; all documents go into
 * each, so no document of its own is the cause.
 */
#include <math.h>
#include <stdlib.h>

#include "comparison.h"

enum column { KIND, NAME, LANGUAGES, SIMILARITY, SHARE, BY_CHANCE, CORRELATION, STATUS };
static const char *const columns[] = {"kind",      "name",        "languages", "similarity", "share",
                                      "by_chance", "correlation", "status",    NULL};
static const char file[] = "factors.csv";

enum { KEY_COLUMNS = 3 };

struct factor_tables {
    struct comparison *comparison;
    struct result_table tables[SIDE_COUNT];
    size_t *orders[SIDE_COUNT];
};

static const struct {
    enum column column;
    const char *subject;
} numbers[] = {
    {SIMILARITY, "%, languages %: mean similarity"},
    {SHARE, "share of %"},
    {BY_CHANCE, "share of %, by chance"},
    {CORRELATION, "%, languages %: correlation with length"},
};

static enum status tell(const struct factor_tables *factors, size_t new, const char *subject,
                        const struct check_value values[SIDE_COUNT], double weight, struct failure *failure)
{
    const struct result_table *const after = &factors->tables[SIDE_AFTER];
    const struct check_change change = {
        .kind = CHECK_FACTORS,
        .subject = subject,
        .names = {result_table_cell(after, new, NAME), result_table_cell(after, new, LANGUAGES)},
        .before = values[SIDE_BEFORE],
        .after = values[SIDE_AFTER],
        .weight = weight,
        .file = file,
        .line = after->lines[new]};
    return comparison_change_sources(factors->comparison, &change, NULL, 0, (struct span){0}, failure);
}

/* *told: one of the numbers has changed, which says more than the reason that came or went with it. */
static enum status compare_numbers(const struct factor_tables *factors, size_t old, size_t new, bool *told,
                                   struct failure *failure)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double before, after;
        if (result_table_number(&factors->tables[SIDE_BEFORE], old, numbers[i].column, &before, failure) != STATUS_OK ||
            result_table_number(&factors->tables[SIDE_AFTER], new, numbers[i].column, &after, failure) != STATUS_OK)
            return STATUS_FAILED;
        if (!comparison_differs(before, after, factors->comparison->tolerance))
            continue;
        const struct check_value values[] = {check_number(before, NAN, NAN), check_number(after, NAN, NAN)};
        const double weight = isnan(before) || isnan(after) ? INFINITY : fabs(after - before);
        *told = true;
        if (tell(factors, new, numbers[i].subject, values, weight, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status compare_factor(const struct factor_tables *factors, size_t old, size_t new, struct failure *failure)
{
    bool told = false;
    factors->comparison->compared[CHECK_FACTORS]++;
    if (compare_numbers(factors, old, new, &told, failure) != STATUS_OK)
        return STATUS_FAILED;
    const struct span before = result_table_cell(&factors->tables[SIDE_BEFORE], old, STATUS);
    const struct span after = result_table_cell(&factors->tables[SIDE_AFTER], new, STATUS);
    if (told || span_equal(before, after))
        return STATUS_OK;
    const struct check_value values[] = {check_text(before), check_text(after)};
    return tell(factors, new, "%, status", values, 0, failure);
}

static enum status compare_tables(const struct factor_tables *factors, struct failure *failure)
{
    const struct result_table *const old = &factors->tables[SIDE_BEFORE], *const new = &factors->tables[SIDE_AFTER];
    for (size_t i = 0, k = 0; i < old->row_count && k < new->row_count;) {
        const size_t before = factors->orders[SIDE_BEFORE][i], after = factors->orders[SIDE_AFTER][k];
        const int order = result_table_compare(old, before, new, after, KEY_COLUMNS);
        if (order == 0 && compare_factor(factors, before, after, failure) != STATUS_OK)
            return STATUS_FAILED;
        i += order <= 0;
        k += order >= 0;
    }
    return STATUS_OK;
}

static enum status read_and_compare(struct factor_tables *factors, struct failure *failure)
{
    bool is_there = false;
    if (comparison_read(factors->comparison, file, columns, factors->tables, true, &is_there, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (!is_there)
        return STATUS_OK;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (result_table_sort(&factors->tables[side], KEY_COLUMNS, &factors->orders[side], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return compare_tables(factors, failure);
}

enum status changed_factors(struct comparison *comparison, struct failure *failure)
{
    struct factor_tables factors = {.comparison = comparison};
    const enum status status = read_and_compare(&factors, failure);
    for (int side = 0; side < SIDE_COUNT; side++) {
        result_table_free(&factors.tables[side]);
        free(factors.orders[side]);
    }
    return status;
}
