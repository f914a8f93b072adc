/*
 * changed_pairs.c - similarity.mtx holds the pairs at or above a threshold (distances: at or below), so one that is in
 * one folder alone has crossed it: it has moved by as much as it lay above, at least.
 */
#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "comparison.h"
#include "pair_list.h"

struct pairs {
    struct comparison *comparison;
    struct pair_list sides[SIDE_COUNT];
    double threshold; /* the stricter of both */
    double sign;      /* -1: of distances, which lie at or below it */
};

static struct span id_of(const struct pairs *pairs, enum side side, uint32_t row)
{
    return result_table_cell(&pairs->comparison->documents[side], row, DOCUMENT_ID);
}

static double threshold_of(const struct comparison *comparison, enum side side)
{
    const struct run_fact *const option = run_facts_find(&comparison->runs[side], RUN_OPTIONS, span_of("threshold"));
    return option != NULL ? strtod(option->value.bytes, NULL) : 0;
}

static enum status tell(const struct pairs *pairs, enum side side, const struct listed_pair *pair, double before,
                        double after, struct failure *failure)
{
    const struct span names[] = {id_of(pairs, side, pair->column), id_of(pairs, side, pair->row)};
    const double missing = isnan(before) ? after : before;
    const struct check_change change = {
        .kind = CHECK_MATRIX,
        .subject = "% and %",
        .names = {names[0], names[1]},
        .before = check_number(before, NAN, NAN),
        .after = check_number(after, NAN, NAN),
        .weight = isnan(before) || isnan(after) ? pairs->sign * (missing - pairs->threshold) : fabs(after - before),
        .file = "similarity.mtx",
        .line = pair->line};
    return comparison_change_documents(pairs->comparison, &change, names, 2, failure);
}

/* The same pair of documents on the other side, or NULL. *is_known: both documents are there. */
static const struct listed_pair *find_other(const struct pairs *pairs, enum side side, const struct listed_pair *pair,
                                            bool *is_known)
{
    const enum side other = side == SIDE_AFTER ? SIDE_BEFORE : SIDE_AFTER;
    const struct pair_list *const list = &pairs->sides[other];
    const size_t a = comparison_document(pairs->comparison, other, id_of(pairs, side, pair->row));
    const size_t b = comparison_document(pairs->comparison, other, id_of(pairs, side, pair->column));
    *is_known = a != SIZE_MAX && b != SIZE_MAX && a != b;
    const size_t row = a > b ? a : b, column = a > b ? b : a;
    size_t low = 0, high = *is_known ? list->count : 0;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct listed_pair *const at = &list->items[middle];
        if (at->row == row && at->column == column)
            return at;
        if (at->row < row || (at->row == row && at->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static enum status compare_side(const struct pairs *pairs, enum side side, struct failure *failure)
{
    const struct comparison *const comparison = pairs->comparison;
    const struct pair_list *const list = &pairs->sides[side];
    for (size_t i = 0; i < list->count; i++) {
        const struct listed_pair *const pair = &list->items[i];
        bool is_known = false;
        const struct listed_pair *const other = find_other(pairs, side, pair, &is_known);
        if (!is_known || (other != NULL && side == SIDE_BEFORE))
            continue;
        pairs->comparison->compared[CHECK_MATRIX]++;
        const bool is_after = side == SIDE_AFTER;
        const bool differs = other != NULL
                                 ? comparison_differs(other->similarity, pair->similarity, comparison->tolerance)
                                 : pairs->sign * (pair->similarity - pairs->threshold) > comparison->tolerance;
        const double elsewhere = other != NULL ? other->similarity : (double)NAN;
        if (differs && tell(pairs, side, pair, is_after ? elsewhere : pair->similarity,
                            is_after ? pair->similarity : elsewhere, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status compare_lists(struct pairs *pairs, struct failure *failure)
{
    struct comparison *const comparison = pairs->comparison;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (pair_list_read(&pairs->sides[side], comparison->folders[side], comparison->documents[side].row_count,
                           failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    const bool before = pairs->sides[SIDE_BEFORE].is_there, after = pairs->sides[SIDE_AFTER].is_there;
    if (!before && !after)
        return STATUS_OK;
    if (!before || !after)
        return comparison_note(comparison,
                               after ? "similarity.mtx: only OUT has it" : "similarity.mtx: only the baseline has it",
                               failure);
    const double bounds[] = {threshold_of(comparison, SIDE_BEFORE), threshold_of(comparison, SIDE_AFTER)};
    pairs->sign = comparison_nearness(comparison, SIDE_AFTER, 1);
    pairs->threshold = pairs->sign > 0 ? fmax(bounds[0], bounds[1]) : fmin(bounds[0], bounds[1]);
    return compare_side(pairs, SIDE_AFTER, failure) == STATUS_OK ? compare_side(pairs, SIDE_BEFORE, failure)
                                                                 : STATUS_FAILED;
}

enum status changed_pairs(struct comparison *comparison, struct failure *failure)
{
    struct pairs pairs = {.comparison = comparison};
    const enum status status = compare_lists(&pairs, failure);
    for (int side = 0; side < SIDE_COUNT; side++)
        pair_list_free(&pairs.sides[side]);
    return status;
}
