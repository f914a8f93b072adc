/*
 * tellings.c - documents sorted by what they tell and who tells it.
 *
 * A unit's row is not copied: it lies in the matrix already. A telling's row is the sum of those of its units.
 */
#include "tellings.h"

#include <stdlib.h>

#include "array.h"
#include "language.h"
#include "passage_units.h"
#include "similarity.h"
#include "spill.h"

static int compare_named_units(const void *a, const void *b)
{
    const struct passage_unit *const first = a, *const second = b;
    const int by_event = span_compare(first->event, second->event);
    const int by_source = by_event != 0 ? by_event : span_compare(first->source, second->source);
    return by_source != 0 ? by_source : (first->document > second->document) - (first->document < second->document);
}

static int compare_names(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

/* Sorts the names and keeps one of each; returns how many are left. */
static size_t sort_distinct(struct span *names, size_t count)
{
    size_t kept = 0;
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !span_equal(names[kept - 1], names[i])) {
            names[kept++] = names[i];
        }
    }
    return kept;
}

/* The place of a name that is among the sorted ones. */
static size_t find_name(const struct span *names, size_t count, struct span name)
{
    const struct span *const found = bsearch(&name, names, count, sizeof *names, compare_names);
    return found != NULL ? (size_t)(found - names) : count;
}

static enum status name_everything(struct tellings *tellings, const struct passage_unit *named, struct failure *failure)
{
    const size_t count = tellings->unit_count;
    if (array_zeroed((void **)&tellings->events, count, sizeof *tellings->events, failure) != STATUS_OK ||
        array_zeroed((void **)&tellings->sources, count, sizeof *tellings->sources, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < count; i++) {
        tellings->events[i] = named[i].event;
        tellings->sources[i] = named[i].source;
    }
    tellings->event_count = sort_distinct(tellings->events, count);
    tellings->source_count = sort_distinct(tellings->sources, count);
    return STATUS_OK;
}

/* Varieties of one language share its stemmer, and so their terms. */
struct span tellings_language(const struct document *document)
{
    const struct language *const known = language_find(document->language);
    return known != NULL ? span_of(known->code) : document->language;
}

/* The whole document, or its ranges, whose row is made later. */
static struct telling_unit unit_of(const struct tellings *tellings, const struct passage_unit *named)
{
    const struct counts *const counts = tellings->counts;
    struct telling_unit unit = {.document = named->document,
                                .event = find_name(tellings->events, tellings->event_count, named->event),
                                .source = find_name(tellings->sources, tellings->source_count, named->source),
                                .tokens = counts->documents[named->document]->tokens,
                                .language = tellings_language(counts->documents[named->document]),
                                .row = similarity_row(&counts->rows, named->document),
                                .lead = similarity_row(&counts->leads, named->document)};
    if (tellings->map != NULL) {
        unit.lead = (struct term_row){0};
        unit.tokens = 0;
        unit.ranges = tellings->ranges + named->first_range;
        unit.range_count = named->range_count;
        for (size_t i = 0; i < unit.range_count; i++) {
            unit.tokens += passage_units_words(counts, unit.ranges[i]);
        }
    }
    return unit;
}

static enum status make_units(struct tellings *tellings, const struct passage_unit *named, struct failure *failure)
{
    const struct counts *const counts = tellings->counts;
    if (array_zeroed((void **)&tellings->units, tellings->unit_count, sizeof *tellings->units, failure) != STATUS_OK ||
        (tellings->map == NULL && array_zeroed((void **)&tellings->ranges, tellings->unit_count,
                                               sizeof *tellings->ranges, failure) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < tellings->unit_count; i++) {
        struct telling_unit *const unit = &tellings->units[i];
        *unit = unit_of(tellings, &named[i]);
        if (tellings->map == NULL && counts->segment_starts != NULL) {
            tellings->ranges[i] = (struct segment_range){counts->segment_starts[unit->document],
                                                         counts->segment_starts[unit->document + 1]};
            unit->ranges = &tellings->ranges[i];
            unit->range_count = 1;
        }
    }
    return STATUS_OK;
}

/* Units that stand side by side and tell the same event for the same source are one telling. */
static enum status group_units(struct tellings *tellings, struct failure *failure)
{
    if (array_zeroed((void **)&tellings->items, tellings->unit_count, sizeof *tellings->items, failure) != STATUS_OK ||
        array_zeroed((void **)&tellings->event_starts, tellings->event_count + 1, sizeof *tellings->event_starts,
                     failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < tellings->unit_count; i++) {
        const struct telling_unit *const unit = &tellings->units[i];
        const struct telling *const last = tellings->count > 0 ? &tellings->items[tellings->count - 1] : NULL;
        if (last == NULL || last->event != unit->event || last->source != unit->source) {
            tellings->items[tellings->count++] =
                (struct telling){.event = unit->event, .source = unit->source, .first_unit = i};
        }
        struct telling *const telling = &tellings->items[tellings->count - 1];
        telling->unit_count++;
        telling->tokens += unit->tokens;
        tellings->event_starts[unit->event + 1] = tellings->count;
    }
    return STATUS_OK;
}

/* Counts of one telling after another, by column. */
struct pool {
    uint64_t *counts;  /* by column; all 0 between tellings */
    uint32_t *touched; /* columns that are not 0 */
    size_t touched_count;
};

static int compare_columns(const void *a, const void *b)
{
    const uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static void add_row(struct pool *pool, struct term_row row)
{
    for (size_t i = 0; i < row.count; i++) {
        if (pool->counts[row.columns[i]] == 0) {
            pool->touched[pool->touched_count++] = row.columns[i];
        }
        pool->counts[row.columns[i]] += row.counts[i];
    }
}

/* Appends what the pool holds as the next row, and empties it. */
static enum status append_row(const struct tellings *tellings, struct telling_rows *rows, struct pool *pool, size_t row,
                              struct failure *failure)
{
    const uint64_t start = rows->starts[row];
    const size_t wanted = (size_t)start + pool->touched_count;
    struct spill *const spill = tellings->counts->spill;
    if (spill_reserve(spill, (void **)&rows->columns, &rows->columns_capacity, wanted, sizeof *rows->columns,
                      failure) != STATUS_OK ||
        spill_reserve(spill, (void **)&rows->counts, &rows->counts_capacity, wanted, sizeof *rows->counts, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    if (pool->touched_count > 0) {
        qsort(pool->touched, pool->touched_count, sizeof *pool->touched, compare_columns);
    }
    for (size_t i = 0; i < pool->touched_count; i++) {
        const uint32_t column = pool->touched[i];
        const uint64_t count = pool->counts[column];
        rows->columns[start + i] = column;
        rows->counts[start + i] = count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
        pool->counts[column] = 0;
    }
    rows->starts[row + 1] = wanted;
    pool->touched_count = 0;
    return STATUS_OK;
}

static enum status open_pool(struct pool *pool, size_t terms, struct failure *failure)
{
    return array_zeroed((void **)&pool->counts, terms, sizeof *pool->counts, failure) == STATUS_OK &&
                   array_zeroed((void **)&pool->touched, terms, sizeof *pool->touched, failure) == STATUS_OK
               ? STATUS_OK
               : STATUS_FAILED;
}

static enum status sum_tellings(struct tellings *tellings, struct pool *pool, struct failure *failure)
{
    struct telling_rows *const totals = &tellings->total_rows, *const leads = &tellings->lead_rows;
    if (array_zeroed((void **)&totals->starts, tellings->count + 1, sizeof *totals->starts, failure) != STATUS_OK ||
        array_zeroed((void **)&leads->starts, tellings->count + 1, sizeof *leads->starts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < tellings->count; i++) {
        const struct telling *const telling = &tellings->items[i];
        for (size_t unit = 0; unit < telling->unit_count; unit++) {
            add_row(pool, tellings->units[telling->first_unit + unit].row);
        }
        if (append_row(tellings, totals, pool, i, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        for (size_t unit = 0; unit < telling->unit_count; unit++) {
            add_row(pool, tellings->units[telling->first_unit + unit].lead);
        }
        if (append_row(tellings, leads, pool, i, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    tellings->totals = (struct count_rows){tellings->count, totals->starts, totals->columns, totals->counts};
    tellings->leads = (struct count_rows){tellings->count, leads->starts, leads->columns, leads->counts};
    return STATUS_OK;
}

static void add_ranges(const struct tellings *tellings, const struct telling_unit *unit, struct pool *pool)
{
    const struct count_rows *const segments = &tellings->counts->segments;
    for (size_t i = 0; i < unit->range_count; i++) {
        for (uint64_t segment = unit->ranges[i].first; segment < unit->ranges[i].end; segment++) {
            const uint64_t start = segments->starts[segment], end = segments->starts[segment + 1];
            add_row(pool,
                    (struct term_row){segments->columns + start, segments->counts + start, (size_t)(end - start)});
        }
    }
}

/* The rows of units that are parts of documents. */
static enum status sum_units(struct tellings *tellings, struct pool *pool, struct failure *failure)
{
    struct telling_rows *const rows = &tellings->unit_rows;
    if (array_zeroed((void **)&rows->starts, tellings->unit_count + 1, sizeof *rows->starts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < tellings->unit_count; i++) {
        add_ranges(tellings, &tellings->units[i], pool);
        if (append_row(tellings, rows, pool, i, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    const struct count_rows view = {tellings->unit_count, rows->starts, rows->columns, rows->counts};
    for (size_t i = 0; i < tellings->unit_count; i++) {
        tellings->units[i].row = similarity_row(&view, i);
    }
    return STATUS_OK;
}

static size_t name_documents(const struct counts *counts, struct passage_unit *named)
{
    size_t count = 0;
    for (size_t row = 0; row < counts->document_count; row++) {
        const struct document *const document = counts->documents[row];
        if (document->event.length > 0 && document->source.length > 0) {
            named[count++] =
                (struct passage_unit){.event = document->event, .source = document->source, .document = row};
        }
    }
    qsort(named, count, sizeof *named, compare_named_units);
    return count;
}

static enum status list_units(struct tellings *tellings, struct passage_unit *named, struct failure *failure)
{
    if (tellings->map == NULL) {
        tellings->unit_count = name_documents(tellings->counts, named);
        return STATUS_OK;
    }
    if (array_zeroed((void **)&tellings->ranges, tellings->map->range_count, sizeof *tellings->ranges, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    tellings->unit_count = passage_units_list(tellings->map, tellings->counts, named, tellings->ranges);
    return STATUS_OK;
}

static enum status open_tellings(struct tellings *tellings, bool one_length, struct failure *failure)
{
    const struct counts *const counts = tellings->counts;
    const size_t most = tellings->map != NULL ? tellings->map->range_count : counts->document_count;
    struct passage_unit *named = NULL;
    struct pool pool = {0};
    enum status status = array_zeroed((void **)&named, most, sizeof *named, failure);
    if (status == STATUS_OK) {
        status = list_units(tellings, named, failure);
    }
    if (status == STATUS_OK) {
        status = name_everything(tellings, named, failure);
    }
    if (status == STATUS_OK) {
        status = make_units(tellings, named, failure);
    }
    if (status == STATUS_OK) {
        status = group_units(tellings, failure);
    }
    if (status == STATUS_OK && one_length) {
        passage_units_cut(tellings);
    }
    if (status == STATUS_OK) {
        status = open_pool(&pool, counts->term_count, failure);
    }
    if (status == STATUS_OK && tellings->map != NULL) {
        status = sum_units(tellings, &pool, failure);
    }
    if (status == STATUS_OK) {
        status = sum_tellings(tellings, &pool, failure);
    }
    free(pool.touched);
    free(pool.counts);
    free(named);
    return status;
}

enum status tellings_open(struct tellings *tellings, const struct counts *counts, struct failure *failure)
{
    *tellings = (struct tellings){.counts = counts};
    return open_tellings(tellings, false, failure);
}

enum status tellings_open_map(struct tellings *tellings, const struct counts *counts, const struct event_map *map,
                              bool one_length, struct failure *failure)
{
    *tellings = (struct tellings){.counts = counts, .map = map};
    return open_tellings(tellings, one_length && map != NULL, failure);
}

static void free_rows(const struct tellings *tellings, struct telling_rows *rows)
{
    struct spill *const spill = tellings->counts != NULL ? tellings->counts->spill : NULL;
    spill_free(spill, rows->counts);
    spill_free(spill, rows->columns);
    free(rows->starts);
}

void tellings_close(struct tellings *tellings)
{
    if (tellings == NULL) {
        return;
    }
    free_rows(tellings, &tellings->lead_rows);
    free_rows(tellings, &tellings->unit_rows);
    free_rows(tellings, &tellings->total_rows);
    free(tellings->event_starts);
    free(tellings->items);
    free(tellings->ranges);
    free(tellings->units);
    free(tellings->sources);
    free(tellings->events);
    *tellings = (struct tellings){0};
}

struct term_row tellings_row(const struct tellings *tellings, size_t telling)
{
    return similarity_row(&tellings->totals, telling);
}

struct term_row tellings_lead(const struct tellings *tellings, size_t telling)
{
    return similarity_row(&tellings->leads, telling);
}

size_t tellings_find(const struct tellings *tellings, size_t event, size_t source)
{
    for (size_t i = tellings->event_starts[event]; i < tellings->event_starts[event + 1]; i++) {
        if (tellings->items[i].source == source) {
            return i;
        }
    }
    return tellings->count;
}

static struct span language_of(const struct tellings *tellings, size_t telling, size_t unit)
{
    return tellings->units[tellings->items[telling].first_unit + unit].language;
}

bool tellings_share_language(const struct tellings *tellings, size_t a, size_t b)
{
    for (size_t i = 0; i < tellings->items[a].unit_count; i++) {
        for (size_t j = 0; j < tellings->items[b].unit_count; j++) {
            if (span_equal(language_of(tellings, a, i), language_of(tellings, b, j))) {
                return true;
            }
        }
    }
    return false;
}

bool tellings_are_monolingual(const struct tellings *tellings, size_t a, size_t b)
{
    const struct span language = language_of(tellings, a, 0);
    for (size_t i = 1; i < tellings->items[a].unit_count; i++) {
        if (!span_equal(language_of(tellings, a, i), language)) {
            return false;
        }
    }
    for (size_t i = 0; i < tellings->items[b].unit_count; i++) {
        if (!span_equal(language_of(tellings, b, i), language)) {
            return false;
        }
    }
    return true;
}
