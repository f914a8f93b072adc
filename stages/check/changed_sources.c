/*
 * changed_sources.c - sources.csv, and the sentences that the summary begins with: on each event, and over all, which
 * two sources are most alike and which least; by a distance the smallest are most alike.
 *
 * A similarity with an interval has changed if it has left it; what goes with it (without_names) if it moved by more
 * than half the interval; a percentile of the null if by more than .05, the largest standard error of a share of the
 * 100 pairs that are drawn for it (sqrt(.5 * .5 / 100)); everything else by the tolerance. A sentence has changed if
 * the pair that it names is behind by more than the tolerance. Pairs in different languages are not ranked, as in the
 * summary.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "comparison.h"

enum column {
    EVENT,
    SOURCE_A,
    SOURCE_B,
    SIMILARITY,
    LOW,
    HIGH,
    PERCENTILE,
    NAMES_SHARE,
    WITHOUT_NAMES,
    YEARS,
    STATUS,
    CENTRED,
    REFERENCE_Z
};
static const char *const columns[] = {
    "event",       "source_a",      "source_b",     "similarity", "low",      "high",         "null_percentile",
    "names_share", "without_names", "shared_years", "status",     "?centred", "?reference_z", NULL};
static const char file[] = "sources.csv";
static const double percentile_error = .05;
static const double shown_half = .05; /* of the digit that the summary shows of a z */

enum { KEY_COLUMNS = 3 };

struct source_tables {
    struct comparison *comparison;
    struct result_table tables[SIDE_COUNT];
    size_t *orders[SIDE_COUNT];
};

static struct span cell(const struct source_tables *tables, enum side side, size_t row, enum column column)
{
    return result_table_cell(&tables->tables[side], row, column);
}

static enum status number(const struct source_tables *tables, enum side side, size_t row, enum column column,
                          double *value, struct failure *failure)
{
    return result_table_number(&tables->tables[side], row, column, value, failure);
}

/* Is it about two sources that both sides have? */
static bool is_shared(const struct source_tables *tables, enum side side, size_t row)
{
    const struct comparison *const comparison = tables->comparison;
    return comparison_has_event(comparison, cell(tables, side, row, EVENT)) &&
           comparison_has_source(comparison, cell(tables, side, row, SOURCE_A)) &&
           comparison_has_source(comparison, cell(tables, side, row, SOURCE_B));
}

/* ---- the pairs --------------------------------------------------------------------------------------------------- */

/* What is told of a column, on an event and over all events. */
static const struct {
    enum column column;
    const char *on_event, *overall;
} subjects[] = {
    {SIMILARITY, "% and % on %", "% and % over all events"},
    {PERCENTILE, "% and % on %, percentile of the null", "% and % over all events, percentile of the null"},
    {NAMES_SHARE, "% and % on %, share of names", "% and % over all events, share of names"},
    {WITHOUT_NAMES, "% and % on %, without names", "% and % over all events, without names"},
    {CENTRED, "% and % on %, centred", "% and % over all events, centred"},
    {REFERENCE_Z, "% and % on %, beside unrelated texts", "% and % over all events, beside unrelated texts"},
    {YEARS, "% and % on %, years in both", "% and % over all events, years in both"},
    {STATUS, "% and % on %, status", "% and % over all events, status"},
};

static enum status tell(const struct source_tables *tables, enum side side, size_t row, enum column column,
                        struct check_value before, struct check_value after, double weight, struct failure *failure)
{
    const struct span event = cell(tables, side, row, EVENT);
    const struct span sources[] = {cell(tables, side, row, SOURCE_A), cell(tables, side, row, SOURCE_B)};
    struct check_change change = {.kind = CHECK_SOURCES,
                                  .names = {sources[0], sources[1], event},
                                  .before = before,
                                  .after = after,
                                  .weight = weight,
                                  .file = file,
                                  .line = tables->tables[side].lines[row]};
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        if (subjects[i].column == column)
            change.subject = event.length > 0 ? subjects[i].on_event : subjects[i].overall;
    }
    return comparison_change_sources(tables->comparison, &change, sources, 2, event, failure);
}

static enum status compare_number(const struct source_tables *tables, size_t old, size_t new, enum column column,
                                  double tolerance, double low, double high, struct failure *failure)
{
    double before, after;
    if (number(tables, SIDE_BEFORE, old, column, &before, failure) != STATUS_OK ||
        number(tables, SIDE_AFTER, new, column, &after, failure) != STATUS_OK)
        return STATUS_FAILED;
    const bool is_within = !isnan(low) && !isnan(high) && after >= low && after <= high;
    if (is_within || !(comparison_differs(before, after, tolerance) || after < low || after > high))
        return STATUS_OK;
    return tell(tables, SIDE_AFTER, new, column, check_number(before, low, high), check_number(after, NAN, NAN),
                isnan(before) || isnan(after) ? INFINITY : fabs(after - before), failure);
}

static enum status compare_text(const struct source_tables *tables, size_t old, size_t new, enum column column,
                                struct failure *failure)
{
    const struct span before = cell(tables, SIDE_BEFORE, old, column), after = cell(tables, SIDE_AFTER, new, column);
    return span_equal(before, after)
               ? STATUS_OK
               : tell(tables, SIDE_AFTER, new, column, check_text(before), check_text(after), 0, failure);
}

/* An earlier mizan has no such column. */
static enum status compare_if_both(const struct source_tables *tables, size_t old, size_t new, enum column column,
                                   double tolerance, struct failure *failure)
{
    return cell(tables, SIDE_BEFORE, old, column).length == 0 || cell(tables, SIDE_AFTER, new, column).length == 0
               ? STATUS_OK
               : compare_number(tables, old, new, column, tolerance, NAN, NAN, failure);
}

static enum status compare_pair(const struct source_tables *tables, size_t old, size_t new, struct failure *failure)
{
    double low, high;
    const double tolerance = tables->comparison->tolerance;
    tables->comparison->compared[CHECK_SOURCES]++;
    if (number(tables, SIDE_BEFORE, old, LOW, &low, failure) != STATUS_OK ||
        number(tables, SIDE_BEFORE, old, HIGH, &high, failure) != STATUS_OK)
        return STATUS_FAILED;
    const double half = isnan(low) || isnan(high) ? 0 : (high - low) / 2;
    if (compare_number(tables, old, new, SIMILARITY, tolerance, low, high, failure) != STATUS_OK ||
        compare_number(tables, old, new, PERCENTILE, fmax(tolerance, percentile_error), NAN, NAN, failure) !=
            STATUS_OK ||
        compare_number(tables, old, new, NAMES_SHARE, tolerance, NAN, NAN, failure) != STATUS_OK ||
        compare_number(tables, old, new, WITHOUT_NAMES, fmax(tolerance, half), NAN, NAN, failure) != STATUS_OK ||
        compare_if_both(tables, old, new, CENTRED, fmax(tolerance, half), failure) != STATUS_OK ||
        compare_if_both(tables, old, new, REFERENCE_Z, fmax(tolerance, shown_half), failure) != STATUS_OK ||
        compare_text(tables, old, new, YEARS, failure) != STATUS_OK)
        return STATUS_FAILED;
    return compare_text(tables, old, new, STATUS, failure);
}

/* A pair that only one side has, of sources that both have. */
static enum status tell_lone(const struct source_tables *tables, enum side side, size_t row, struct failure *failure)
{
    double value;
    if (!is_shared(tables, side, row))
        return STATUS_OK;
    tables->comparison->compared[CHECK_SOURCES]++;
    if (number(tables, side, row, SIMILARITY, &value, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (isnan(value))
        return STATUS_OK;
    const struct check_value there = check_number(value, NAN, NAN), none = {.type = CHECK_NOTHING};
    return tell(tables, side, row, SIMILARITY, side == SIDE_BEFORE ? there : none, side == SIDE_BEFORE ? none : there,
                INFINITY, failure);
}

static enum status compare_pairs(const struct source_tables *tables, struct failure *failure)
{
    const struct result_table *const before = &tables->tables[SIDE_BEFORE], *const after = &tables->tables[SIDE_AFTER];
    for (size_t i = 0, k = 0; i < before->row_count || k < after->row_count;) {
        const size_t old = i < before->row_count ? tables->orders[SIDE_BEFORE][i] : SIZE_MAX;
        const size_t new = k < after->row_count ? tables->orders[SIDE_AFTER][k] : SIZE_MAX;
        const int order = old == SIZE_MAX   ? 1
                          : new == SIZE_MAX ? -1
                                            : result_table_compare(before, old, after, new, KEY_COLUMNS);
        const enum status status = order < 0   ? tell_lone(tables, SIDE_BEFORE, old, failure)
                                   : order > 0 ? tell_lone(tables, SIDE_AFTER, new, failure)
                                               : compare_pair(tables, old, new, failure);
        if (status != STATUS_OK)
            return STATUS_FAILED;
        i += order <= 0;
        k += order >= 0;
    }
    return STATUS_OK;
}

/* ---- the sentences ------------------------------------------------------------------------------------------------
 */

/* The first and last of an event, in the order of the table: rows, or SIZE_MAX. */
struct extremes {
    size_t most, least;
    double most_nearness, least_nearness;
};

static bool is_ranked(const struct source_tables *tables, enum side side, size_t row)
{
    const struct span status = cell(tables, side, row, STATUS);
    return memmem(status.bytes, status.length, "different-languages", strlen("different-languages")) == NULL;
}

/* Of the event whose rows begin at *at in the order; *at then stands behind them. Pairs of sources that only one side
 * has are passed over. */
static enum status find_extremes(const struct source_tables *tables, enum side side, size_t *at,
                                 struct extremes *extremes, struct failure *failure)
{
    const struct result_table *const table = &tables->tables[side];
    const struct span event = cell(tables, side, tables->orders[side][*at], EVENT);
    const double sign = comparison_nearness(tables->comparison, side, 1);
    *extremes = (struct extremes){SIZE_MAX, SIZE_MAX, -INFINITY, INFINITY};
    for (; *at < table->row_count; ++*at) {
        const size_t row = tables->orders[side][*at];
        double value;
        if (!span_equal(cell(tables, side, row, EVENT), event))
            break;
        if (number(tables, side, row, SIMILARITY, &value, failure) != STATUS_OK)
            return STATUS_FAILED;
        if (isnan(value) || !is_shared(tables, side, row) || !is_ranked(tables, side, row))
            continue;
        if (sign * value > extremes->most_nearness) {
            extremes->most = row;
            extremes->most_nearness = sign * value;
        }
        if (sign * value < extremes->least_nearness) {
            extremes->least = row;
            extremes->least_nearness = sign * value;
        }
    }
    return STATUS_OK;
}

/* The row of the pair on the side of OUT, or SIZE_MAX. */
static size_t find_pair(const struct source_tables *tables, size_t row)
{
    const struct result_table *const before = &tables->tables[SIDE_BEFORE], *const after = &tables->tables[SIDE_AFTER];
    size_t low = 0, high = after->row_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2, at = tables->orders[SIDE_AFTER][middle];
        const int order = result_table_compare(after, at, before, row, KEY_COLUMNS);
        if (order == 0)
            return at;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

/* "a and b", in the arena. */
static enum status name_pair(const struct source_tables *tables, enum side side, size_t row, struct span *text,
                             struct failure *failure)
{
    static const char joint[] = " and ";
    const struct span a = cell(tables, side, row, SOURCE_A), b = cell(tables, side, row, SOURCE_B);
    void *memory = NULL;
    if (arena_take(&tables->comparison->arena, a.length + b.length + sizeof joint, &memory, failure) != STATUS_OK)
        return STATUS_FAILED;
    char *const bytes = memory;
    memcpy(bytes, a.bytes, a.length);
    memcpy(bytes + a.length, joint, sizeof joint - 1);
    memcpy(bytes + a.length + sizeof joint - 1, b.bytes, b.length);
    *text = (struct span){bytes, a.length + b.length + sizeof joint - 1};
    return STATUS_OK;
}

static enum status compare_sentence(const struct source_tables *tables, size_t old, size_t new, bool is_most,
                                    struct failure *failure)
{
    double now = NAN, was = NAN;
    struct span texts[SIDE_COUNT];
    tables->comparison->compared[CHECK_SENTENCES]++;
    const size_t old_now = find_pair(tables, old);
    if (old_now == new || number(tables, SIDE_AFTER, new, SIMILARITY, &now, failure) != STATUS_OK)
        return old_now == new ? STATUS_OK : STATUS_FAILED;
    if (old_now != SIZE_MAX && is_ranked(tables, SIDE_AFTER, old_now) &&
        number(tables, SIDE_AFTER, old_now, SIMILARITY, &was, failure) != STATUS_OK)
        return STATUS_FAILED;
    const double margin = isnan(was) ? INFINITY : fabs(now - was);
    if (margin <= tables->comparison->tolerance)
        return STATUS_OK;
    if (name_pair(tables, SIDE_BEFORE, old, &texts[SIDE_BEFORE], failure) != STATUS_OK ||
        name_pair(tables, SIDE_AFTER, new, &texts[SIDE_AFTER], failure) != STATUS_OK)
        return STATUS_FAILED;
    const struct span event = cell(tables, SIDE_AFTER, new, EVENT);
    const struct span sources[] = {cell(tables, SIDE_BEFORE, old, SOURCE_A), cell(tables, SIDE_BEFORE, old, SOURCE_B),
                                   cell(tables, SIDE_AFTER, new, SOURCE_A), cell(tables, SIDE_AFTER, new, SOURCE_B)};
    const struct check_change change = {
        .kind = CHECK_SENTENCES,
        .subject = is_most ? (event.length > 0 ? "most alike on %" : "most alike over all events")
                           : (event.length > 0 ? "least alike on %" : "least alike over all events"),
        .names = {event},
        .before = check_text(texts[SIDE_BEFORE]),
        .after = check_text(texts[SIDE_AFTER]),
        .weight = event.length > 0 ? margin : INFINITY, /* all events first */
        .file = file,
        .line = tables->tables[SIDE_AFTER].lines[new]};
    return comparison_change_sources(tables->comparison, &change, sources, 4, event, failure);
}

static enum status compare_event(const struct source_tables *tables, size_t *old, size_t *new, struct failure *failure)
{
    struct extremes before, after;
    if (find_extremes(tables, SIDE_BEFORE, old, &before, failure) != STATUS_OK ||
        find_extremes(tables, SIDE_AFTER, new, &after, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (before.most == SIZE_MAX || after.most == SIZE_MAX)
        return STATUS_OK;
    if (compare_sentence(tables, before.most, after.most, true, failure) != STATUS_OK)
        return STATUS_FAILED;
    return before.most == before.least || after.most == after.least
               ? STATUS_OK
               : compare_sentence(tables, before.least, after.least, false, failure);
}

static enum status compare_sentences(const struct source_tables *tables, struct failure *failure)
{
    const struct result_table *const before = &tables->tables[SIDE_BEFORE], *const after = &tables->tables[SIDE_AFTER];
    struct extremes unused;
    for (size_t i = 0, k = 0; i < before->row_count && k < after->row_count;) {
        const int order =
            result_table_compare(before, tables->orders[SIDE_BEFORE][i], after, tables->orders[SIDE_AFTER][k], 1);
        const enum status status = order < 0   ? find_extremes(tables, SIDE_BEFORE, &i, &unused, failure)
                                   : order > 0 ? find_extremes(tables, SIDE_AFTER, &k, &unused, failure)
                                               : compare_event(tables, &i, &k, failure);
        if (status != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status read_and_compare(struct source_tables *tables, struct failure *failure)
{
    bool is_there = false;
    const unsigned kinds = tables->comparison->kinds;
    if (comparison_read(tables->comparison, file, columns, tables->tables, true, &is_there, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (!is_there)
        return STATUS_OK;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (result_table_sort(&tables->tables[side], KEY_COLUMNS, &tables->orders[side], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    if ((kinds >> CHECK_SOURCES & 1) != 0 && compare_pairs(tables, failure) != STATUS_OK)
        return STATUS_FAILED;
    return (kinds >> CHECK_SENTENCES & 1) != 0 ? compare_sentences(tables, failure) : STATUS_OK;
}

enum status changed_sources(struct comparison *comparison, struct failure *failure)
{
    struct source_tables tables = {.comparison = comparison};
    const enum status status = read_and_compare(&tables, failure);
    for (int side = 0; side < SIDE_COUNT; side++) {
        result_table_free(&tables.tables[side]);
        free(tables.orders[side]);
    }
    return status;
}
