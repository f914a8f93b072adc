/*
 * changed_lists.c - the ranked lists of terms: the strongest, the contrasts, the silences.
 *
 * A list has changed if one of the first ten of the one side stands nowhere in the list of the other: lists are longer
 * than ten (twenty by default), so terms that are as good as equal and change places at rank ten are no change. Of a
 * contrast that both sides have, the effect must leave the baseline's 95 % interval: that of the common odds ratio
 * where there is one, else log odds +- 1.96 standard errors (z = log odds / standard error).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "comparison.h"

enum { HEAD = 10, VALUE_COUNT = 5 };

/* The columns: first those of the group, then term, form, rank, then the values of an effect. */
struct list_spec {
    const char *file;
    const char *const *columns;
    size_t group_columns;
    bool has_effect; /* log_odds, z, mantel_haenszel, low, high stand behind rank */
};

static const char *const term_columns[] = {"kind", "name", "term", "form", "rank", NULL};
static const char *const contrast_columns[] = {"source", "event", "language", "direction", "term",
                                               "form",   "rank",  "log_odds", "z",         "mantel_haenszel",
                                               "low",    "high",  NULL};
static const char *const silence_columns[] = {"source", "event", "language", "term", "form", "rank", NULL};

static const struct list_spec terms_spec = {"terms.csv", term_columns, 2, false};
static const struct list_spec contrasts_spec = {"contrasts.csv", contrast_columns, 4, true};
static const struct list_spec silences_spec = {"silences.csv", silence_columns, 3, false};

enum effect { LOG_ODDS, Z, MANTEL_HAENSZEL, LOW, HIGH };

struct lists {
    struct comparison *comparison;
    const struct list_spec *spec;
    struct result_table tables[SIDE_COUNT];
    size_t *orders[SIDE_COUNT];
    size_t first[SIDE_COUNT], end[SIDE_COUNT]; /* the group, in the orders */
    char *text;                                /* of forms */
    size_t text_capacity;
};

static struct span cell(const struct lists *lists, enum side side, size_t at, size_t column)
{
    return result_table_cell(&lists->tables[side], lists->orders[side][at], column);
}

static size_t term_column(const struct lists *lists)
{
    return lists->spec->group_columns;
}

/* Of more, less and silences: over all events or on one; without a language, or with it. */
static const char *const list_subjects[3][2][2] = {
    {{"what % has more of", "what % has more of (%)"}, {"what % has more of on %", "what % has more of on % (%)"}},
    {{"what % has less of", "what % has less of (%)"}, {"what % has less of on %", "what % has less of on % (%)"}},
    {{"what % leaves out", "what % leaves out (%)"}, {"what % leaves out on %", "what % leaves out on % (%)"}}};

/* The kind, our words, and the names of a group. */
static struct check_change describe(const struct lists *lists, enum side side, size_t at)
{
    const struct span first = cell(lists, side, at, 0), second = cell(lists, side, at, 1);
    struct check_change change = {.file = lists->spec->file,
                                  .line = lists->tables[side].lines[lists->orders[side][at]],
                                  .names = {first, second}};
    if (lists->spec == &terms_spec) {
        const bool is_topic = span_equal(first, span_of("topic"));
        change.kind = is_topic ? CHECK_TOPICS : CHECK_TERMS;
        change.subject = is_topic                               ? "terms of %"
                         : span_equal(first, span_of("source")) ? "strongest terms of source %"
                         : span_equal(first, span_of("event"))  ? "strongest terms of event %"
                                                                : "strongest terms of %";
        change.names[0] = second;
        change.names[1] = (struct span){0};
        return change;
    }
    /* A list each language: without it two lists of a source would be told by one name. */
    const struct span language = cell(lists, side, at, 2);
    const bool is_overall = second.length == 0;
    change.names[is_overall ? 1 : 2] = language;
    change.kind = lists->spec == &silences_spec ? CHECK_SILENCES : CHECK_CONTRASTS;
    const bool is_more = change.kind == CHECK_CONTRASTS && span_equal(cell(lists, side, at, 3), span_of("more"));
    change.subject = list_subjects[change.kind == CHECK_SILENCES ? 2
                                   : is_more                     ? 0
                                                                 : 1][!is_overall][language.length > 0];
    return change;
}

/* Is the group about what both sides have? */
static bool is_shared(const struct lists *lists, enum side side, size_t at)
{
    const struct span first = cell(lists, side, at, 0), second = cell(lists, side, at, 1);
    const struct comparison *const comparison = lists->comparison;
    if (lists->spec != &terms_spec)
        return comparison_has_source(comparison, first) && comparison_has_event(comparison, second);
    if (span_equal(first, span_of("source")))
        return comparison_has_source(comparison, second);
    if (span_equal(first, span_of("event")))
        return comparison_has_event(comparison, second);
    if (span_equal(first, span_of("document")))
        return comparison_document(comparison, SIDE_BEFORE, second) != SIZE_MAX &&
               comparison_document(comparison, SIDE_AFTER, second) != SIZE_MAX;
    return true;
}

static enum status tell(struct lists *lists, enum side side, size_t at, const struct check_change *change,
                        struct failure *failure)
{
    const struct span first = cell(lists, side, at, 0), second = cell(lists, side, at, 1);
    if (lists->spec != &terms_spec)
        return comparison_change_sources(lists->comparison, change, &first, 1, second, failure);
    if (span_equal(first, span_of("source")))
        return comparison_change_sources(lists->comparison, change, &second, 1, (struct span){0}, failure);
    if (span_equal(first, span_of("event")))
        return comparison_change_sources(lists->comparison, change, NULL, 0, second, failure);
    return comparison_change_documents(lists->comparison, change, &second, 1, failure);
}

/* The place of the term in the group of the other side, or SIZE_MAX. Lists are short. */
static size_t find(const struct lists *lists, enum side side, struct span term)
{
    for (size_t i = lists->first[side]; i < lists->end[side]; i++) {
        if (span_equal(cell(lists, side, i, term_column(lists)), term))
            return i;
    }
    return SIZE_MAX;
}

/* Appends the forms of the first ten that the other side has not; returns by *lost how many. */
static enum status gather_lost(struct lists *lists, enum side side, size_t *length, size_t *lost,
                               struct failure *failure)
{
    const enum side other = side == SIDE_AFTER ? SIDE_BEFORE : SIDE_AFTER;
    const size_t start = *length;
    for (size_t i = lists->first[side]; i < lists->end[side] && i - lists->first[side] < HEAD; i++) {
        const struct span term = cell(lists, side, i, term_column(lists));
        const struct span form = cell(lists, side, i, term_column(lists) + 1);
        const struct span shown = form.length > 0 ? form : term;
        if (term.length == 0 || find(lists, other, term) != SIZE_MAX) /* a row without a term is one with a reason */
            continue;
        ++*lost;
        if (array_reserve((void **)&lists->text, &lists->text_capacity, *length + shown.length + 2, 1, failure) !=
            STATUS_OK)
            return STATUS_FAILED;
        if (*length > start) {
            memcpy(lists->text + *length, ", ", 2);
            *length += 2;
        }
        memcpy(lists->text + *length, shown.bytes, shown.length);
        *length += shown.length;
    }
    return STATUS_OK;
}

static enum status compare_group(struct lists *lists, enum side side, size_t at, struct failure *failure)
{
    size_t length = 0, left = 0, came = 0;
    struct check_change change = describe(lists, side, at);
    lists->comparison->compared[change.kind]++;
    if (gather_lost(lists, SIDE_BEFORE, &length, &left, failure) != STATUS_OK)
        return STATUS_FAILED;
    const size_t middle = length;
    if (gather_lost(lists, SIDE_AFTER, &length, &came, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (left + came == 0)
        return STATUS_OK;
    change.before = check_text((struct span){lists->text, middle});
    change.after =
        check_text(length > middle ? (struct span){lists->text + middle, length - middle} : (struct span){0});
    change.is_list = true;
    change.weight = (double)(left + came);
    return tell(lists, side, at, &change, failure);
}

/* ---- the effect of a contrast -------------------------------------------------------------------------------------*/

static enum status read_effect(const struct lists *lists, enum side side, size_t at, double *values,
                               struct failure *failure)
{
    for (size_t i = 0; i < VALUE_COUNT; i++) {
        if (result_table_number(&lists->tables[side], lists->orders[side][at], term_column(lists) + 3 + i, &values[i],
                                failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

static enum status compare_effect(struct lists *lists, size_t before, size_t after, struct failure *failure)
{
    static const double normal_quantile = 1.959963984540054; /* of .975 */
    double old[VALUE_COUNT], new[VALUE_COUNT];
    if (read_effect(lists, SIDE_BEFORE, before, old, failure) != STATUS_OK ||
        read_effect(lists, SIDE_AFTER, after, new, failure) != STATUS_OK)
        return STATUS_FAILED;
    const bool has_interval = !isnan(old[MANTEL_HAENSZEL]) && !isnan(old[LOW]) && !isnan(old[HIGH]);
    const enum effect effect = has_interval ? MANTEL_HAENSZEL : LOG_ODDS;
    const double half = normal_quantile * fabs(old[LOG_ODDS] / old[Z]);
    const double low = has_interval ? old[LOW] : old[LOG_ODDS] - half;
    const double high = has_interval ? old[HIGH] : old[LOG_ODDS] + half;
    lists->comparison->compared[CHECK_CONTRASTS]++;
    if (isnan(new[effect]) || isnan(low) || isnan(high) || (new[effect] >= low &&new[effect] <= high))
        return STATUS_OK;
    const struct span source = cell(lists, SIDE_AFTER, after, 0), event = cell(lists, SIDE_AFTER, after, 1);
    const struct span language = cell(lists, SIDE_AFTER, after, 2);
    const struct check_change change = {
        .kind = CHECK_CONTRASTS,
        .subject = event.length > 0 ? "% in % on % (%), log odds" : "% in % (%), log odds",
        .names = {cell(lists, SIDE_AFTER, after, term_column(lists) + 1), source, event.length > 0 ? event : language,
                  event.length > 0 ? language : (struct span){0}},
        .before = check_number(old[effect], low, high),
        .after = check_number(new[effect], NAN, NAN),
        .weight = fabs(new[effect] - old[effect]),
        .file = lists->spec->file,
        .line = lists->tables[SIDE_AFTER].lines[lists->orders[SIDE_AFTER][after]]};
    return comparison_change_sources(lists->comparison, &change, &source, 1, event, failure);
}

static enum status compare_effects(struct lists *lists, struct failure *failure)
{
    for (size_t i = lists->first[SIDE_AFTER]; lists->spec->has_effect && i < lists->end[SIDE_AFTER]; i++) {
        const struct span term = cell(lists, SIDE_AFTER, i, term_column(lists));
        const size_t before = term.length > 0 ? find(lists, SIDE_BEFORE, term) : SIZE_MAX;
        if (before != SIZE_MAX && compare_effect(lists, before, i, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}

/* ---- the groups ---------------------------------------------------------------------------------------------------
 */

/* Where the group that begins at `at` ends. */
static size_t group_end(const struct lists *lists, enum side side, size_t at)
{
    const struct result_table *const table = &lists->tables[side];
    size_t end = at;
    while (end < table->row_count && result_table_compare(table, lists->orders[side][at], table,
                                                          lists->orders[side][end], lists->spec->group_columns) == 0)
        end++;
    return end;
}

static int compare_places(const struct lists *lists, const size_t *at)
{
    if (at[SIDE_BEFORE] == lists->tables[SIDE_BEFORE].row_count)
        return 1;
    if (at[SIDE_AFTER] == lists->tables[SIDE_AFTER].row_count)
        return -1;
    return result_table_compare(&lists->tables[SIDE_BEFORE], lists->orders[SIDE_BEFORE][at[SIDE_BEFORE]],
                                &lists->tables[SIDE_AFTER], lists->orders[SIDE_AFTER][at[SIDE_AFTER]],
                                lists->spec->group_columns);
}

static enum status compare_groups(struct lists *lists, struct failure *failure)
{
    size_t at[SIDE_COUNT] = {0};
    while (at[SIDE_BEFORE] < lists->tables[SIDE_BEFORE].row_count ||
           at[SIDE_AFTER] < lists->tables[SIDE_AFTER].row_count) {
        const int order = compare_places(lists, at);
        const enum side side = order < 0 ? SIDE_BEFORE : SIDE_AFTER;
        for (int each = 0; each < SIDE_COUNT; each++) {
            const bool is_there = each == SIDE_BEFORE ? order <= 0 : order >= 0;
            lists->first[each] = at[each];
            lists->end[each] = is_there ? group_end(lists, (enum side)each, at[each]) : at[each];
        }
        if (is_shared(lists, side, at[side]) &&
            ((lists->comparison->kinds >> describe(lists, side, at[side]).kind) & 1) &&
            (compare_group(lists, side, at[side], failure) != STATUS_OK ||
             compare_effects(lists, failure) != STATUS_OK))
            return STATUS_FAILED;
        at[SIDE_BEFORE] = lists->end[SIDE_BEFORE];
        at[SIDE_AFTER] = lists->end[SIDE_AFTER];
    }
    return STATUS_OK;
}

static enum status read_and_compare(struct lists *lists, struct failure *failure)
{
    bool is_there = false;
    if (comparison_read(lists->comparison, lists->spec->file, lists->spec->columns, lists->tables, true, &is_there,
                        failure) != STATUS_OK)
        return STATUS_FAILED;
    if (!is_there)
        return STATUS_OK;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (result_table_sort(&lists->tables[side], lists->spec->group_columns, &lists->orders[side], failure) !=
            STATUS_OK)
            return STATUS_FAILED;
    }
    return compare_groups(lists, failure);
}

static enum status compare_lists(struct comparison *comparison, const struct list_spec *spec, struct failure *failure)
{
    struct lists lists = {.comparison = comparison, .spec = spec};
    const enum status status = read_and_compare(&lists, failure);
    for (int side = 0; side < SIDE_COUNT; side++) {
        result_table_free(&lists.tables[side]);
        free(lists.orders[side]);
    }
    free(lists.text);
    return status;
}

enum status changed_lists(struct comparison *comparison, struct failure *failure)
{
    static const struct {
        const struct list_spec *spec;
        unsigned kinds;
    } order[] = {{&contrasts_spec, 1u << CHECK_CONTRASTS},
                 {&silences_spec, 1u << CHECK_SILENCES},
                 {&terms_spec, 1u << CHECK_TERMS | 1u << CHECK_TOPICS}};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if ((comparison->kinds & order[i].kinds) != 0 && compare_lists(comparison, order[i].spec, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return STATUS_OK;
}
