/*
 * changed_events.c - events.csv: which documents speak of which event, in how many passages, and, of a text that is as
 * it was, in which.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "comparison.h"

static const char *const columns[] = {"event", "document", "start", "end", NULL};
static const char file[] = "events.csv";
enum { EVENT, DOCUMENT, START, END };

struct event_tables {
    struct comparison *comparison;
    struct result_table tables[SIDE_COUNT];
    size_t *orders[SIDE_COUNT];
};

/* How many rows from `at` on are of the same event and document. */
static size_t passages(const struct event_tables *events, enum side side, size_t at)
{
    const struct result_table *const table = &events->tables[side];
    size_t end = at;
    while (end < table->row_count &&
           result_table_compare(table, events->orders[side][at], table, events->orders[side][end], 2) == 0)
        end++;
    return end - at;
}

/* The places of `count` rows from `at` on, as "0-888 469-1323", in the arena. */
static enum status list_places(const struct event_tables *events, enum side side, size_t at, size_t count,
                               struct span *text, struct failure *failure)
{
    const struct result_table *const table = &events->tables[side];
    void *memory = NULL;
    size_t length = 0;
    for (size_t i = at; i < at + count; i++) {
        for (size_t column = START; column <= END; column++)
            length += result_table_cell(table, events->orders[side][i], column).length + 1;
    }
    if (arena_take(&events->comparison->arena, length, &memory, failure) != STATUS_OK)
        return STATUS_FAILED;
    char *const bytes = memory;
    length = 0;
    for (size_t i = at; i < at + count; i++) {
        for (size_t column = START; column <= END; column++) {
            const struct span cell = result_table_cell(table, events->orders[side][i], column);
            if (length > 0)
                bytes[length++] = column == END ? '-' : ' ';
            memcpy(bytes + length, cell.bytes, cell.length);
            length += cell.length;
        }
    }
    *text = (struct span){bytes, length};
    return STATUS_OK;
}

/* As many passages as before: of the same text they should be the same. */
static enum status compare_places(const struct event_tables *events, size_t old, size_t new, size_t count,
                                  struct failure *failure)
{
    const struct result_table *const table = &events->tables[SIDE_AFTER];
    const size_t row = events->orders[SIDE_AFTER][new];
    const struct span event = result_table_cell(table, row, EVENT), document = result_table_cell(table, row, DOCUMENT);
    struct span texts[SIDE_COUNT];
    if (!comparison_has_same_text(events->comparison, document))
        return STATUS_OK;
    if (list_places(events, SIDE_BEFORE, old, count, &texts[SIDE_BEFORE], failure) != STATUS_OK ||
        list_places(events, SIDE_AFTER, new, count, &texts[SIDE_AFTER], failure) != STATUS_OK)
        return STATUS_FAILED;
    if (span_equal(texts[SIDE_BEFORE], texts[SIDE_AFTER]))
        return STATUS_OK;
    const struct check_change change = {.kind = CHECK_EVENTS,
                                        .subject = "bytes of % on %",
                                        .names = {document, event},
                                        .before = check_text(texts[SIDE_BEFORE]),
                                        .after = check_text(texts[SIDE_AFTER]),
                                        .file = file,
                                        .line = table->lines[row]};
    return comparison_change_documents(events->comparison, &change, &document, 1, failure);
}

static enum status compare_document(const struct event_tables *events, enum side side, size_t at, size_t before,
                                    size_t after, struct failure *failure)
{
    const struct result_table *const table = &events->tables[side];
    const size_t row = events->orders[side][at];
    const struct span event = result_table_cell(table, row, EVENT), document = result_table_cell(table, row, DOCUMENT);
    if (comparison_document(events->comparison, SIDE_BEFORE, document) == SIZE_MAX ||
        comparison_document(events->comparison, SIDE_AFTER, document) == SIZE_MAX)
        return STATUS_OK;
    events->comparison->compared[CHECK_EVENTS]++;
    const struct check_change change = {.kind = CHECK_EVENTS,
                                        .subject = "passages of % on %",
                                        .names = {document, event},
                                        .before = check_number((double)before, NAN, NAN),
                                        .after = check_number((double)after, NAN, NAN),
                                        .weight = before > after ? (double)(before - after) : (double)(after - before),
                                        .file = file,
                                        .line = table->lines[row]};
    return before == after ? STATUS_OK
                           : comparison_change_documents(events->comparison, &change, &document, 1, failure);
}

static enum status compare_tables(const struct event_tables *events, struct failure *failure)
{
    const struct result_table *const old = &events->tables[SIDE_BEFORE], *const new = &events->tables[SIDE_AFTER];
    for (size_t i = 0, k = 0; i < old->row_count || k < new->row_count;) {
        const int order = i == old->row_count   ? 1
                          : k == new->row_count ? -1
                                                : result_table_compare(old, events->orders[SIDE_BEFORE][i], new,
                                                                       events->orders[SIDE_AFTER][k], 2);
        const size_t before = order <= 0 ? passages(events, SIDE_BEFORE, i) : 0;
        const size_t after = order >= 0 ? passages(events, SIDE_AFTER, k) : 0;
        if (compare_document(events, order < 0 ? SIDE_BEFORE : SIDE_AFTER, order < 0 ? i : k, before, after, failure) !=
                STATUS_OK ||
            (before == after && compare_places(events, i, k, before, failure) != STATUS_OK))
            return STATUS_FAILED;
        i += before;
        k += after;
    }
    return STATUS_OK;
}

static enum status read_and_compare(struct event_tables *events, struct failure *failure)
{
    bool is_there = false;
    if (comparison_read(events->comparison, file, columns, events->tables, true, &is_there, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (!is_there)
        return STATUS_OK;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (result_table_sort(&events->tables[side], 2, &events->orders[side], failure) != STATUS_OK)
            return STATUS_FAILED;
    }
    return compare_tables(events, failure);
}

enum status changed_events(struct comparison *comparison, struct failure *failure)
{
    struct event_tables events = {.comparison = comparison};
    const enum status status = read_and_compare(&events, failure);
    for (int side = 0; side < SIDE_COUNT; side++) {
        result_table_free(&events.tables[side]);
        free(events.orders[side]);
    }
    return status;
}
