/* events_file.c - the table is read as a manifest is; what is looked at here are its columns. */
#include "events_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "array.h"
#include "event_dates.h"
#include "manifest.h"

enum { WHERE_BYTES = FAILURE_MESSAGE_BYTES / 2 };

enum column_kind { COLUMN_EVENT, COLUMN_YEARS, COLUMN_DATES, COLUMN_WORDS, COLUMN_KINDS };
static const char *const column_names[COLUMN_KINDS] = {"event", "years", "dates", "words"};

#define NO_COLUMN SIZE_MAX

struct parse {
    struct events_file *events;
    struct manifest table;
    size_t columns[COLUMN_KINDS]; /* NO_COLUMN where there is none */
    struct event_dates dates;
    struct arena *arena;
    struct failure *failure;
};

static bool is_blank(struct span text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (memchr(" \t\r\n", text.bytes[i], 4) == NULL) {
            return false;
        }
    }
    return true;
}

static enum status find_columns(struct parse *parse)
{
    struct events_file *const events = parse->events;
    for (size_t kind = 0; kind < COLUMN_KINDS; kind++) {
        parse->columns[kind] = NO_COLUMN;
    }
    for (size_t i = 0; i < parse->table.column_count; i++) {
        size_t kind = 0;
        while (kind < COLUMN_KINDS && !span_equal(parse->table.columns[i], span_of(column_names[kind]))) {
            kind++;
        }
        if (kind < COLUMN_KINDS) {
            parse->columns[kind] = i;
        } else if (events->ignored_count++ == 0) {
            events->ignored = parse->table.columns[i];
        }
    }
    if (parse->columns[COLUMN_YEARS] == NO_COLUMN && parse->columns[COLUMN_DATES] == NO_COLUMN &&
        parse->columns[COLUMN_WORDS] == NO_COLUMN) {
        return failure_set(
            parse->failure, FAILURE_DATA,
            "%s:1: the header row names no column `years`, `dates` or `words`; at least one of them must "
            "say how each event is recognized",
            events->path.bytes);
    }
    return STATUS_OK;
}

static struct span value_of(const struct parse *parse, size_t row, enum column_kind kind)
{
    const size_t column = parse->columns[kind];
    return column != NO_COLUMN ? parse->table.rows[row].values[column] : (struct span){"", 0};
}

/* Names that differ in spaces alone would look the same. */
static struct span trim(struct span text)
{
    while (text.length > 0 && is_blank((struct span){text.bytes, 1})) {
        text = (struct span){text.bytes + 1, text.length - 1};
    }
    while (text.length > 0 && is_blank((struct span){text.bytes + text.length - 1, 1})) {
        text.length--;
    }
    return text;
}

static enum status check_name(const struct parse *parse, struct span name, uint64_t line)
{
    const struct events_file *const events = parse->events;
    if (name.length == 0) {
        return failure_set(parse->failure, FAILURE_DATA,
                           "%s:%" PRIu64 ": the row's `event` is blank; it must name the event", events->path.bytes,
                           line);
    }
    for (size_t i = 0; i < events->count; i++) {
        if (span_equal(events->items[i].name, name)) {
            return failure_set(parse->failure, FAILURE_DATA,
                               "%s:%" PRIu64 ": the event \"%.*s\" stands in line %" PRIu64
                               " already; put all its dates and words into one row, or give it another name",
                               events->path.bytes, line, SPAN_ARGUMENTS(name), events->items[i].line);
        }
    }
    return STATUS_OK;
}

static enum status read_dates(struct parse *parse, size_t row, struct span *dates)
{
    char where[WHERE_BYTES];
    (void)snprintf(where, sizeof where, "%s:%" PRIu64 ": ", parse->events->path.bytes, parse->table.rows[row].line);
    event_dates_clear(&parse->dates);
    if (event_dates_add(&parse->dates, value_of(parse, row, COLUMN_YEARS), where, parse->failure) != STATUS_OK ||
        event_dates_add(&parse->dates, value_of(parse, row, COLUMN_DATES), where, parse->failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return arena_copy(parse->arena, (struct span){parse->dates.terms, parse->dates.length}, dates, parse->failure);
}

static enum status read_row(struct parse *parse, size_t row)
{
    struct events_file *const events = parse->events;
    struct event_line made = {.name = trim(value_of(parse, row, COLUMN_EVENT)),
                              .words = trim(value_of(parse, row, COLUMN_WORDS)),
                              .line = parse->table.rows[row].line};
    if (check_name(parse, made.name, made.line) != STATUS_OK || read_dates(parse, row, &made.dates) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (made.words.length == 0 && made.dates.length == 0) {
        return failure_set(parse->failure, FAILURE_DATA,
                           "%s:%" PRIu64 ": the event \"%.*s\" has neither years, dates nor words; nothing says how to "
                           "recognize it",
                           events->path.bytes, made.line, SPAN_ARGUMENTS(made.name));
    }
    if (array_reserve((void **)&events->items, &events->capacity, events->count + 1, sizeof made, parse->failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    events->items[events->count++] = made;
    return STATUS_OK;
}

static enum status read_rows(struct parse *parse)
{
    struct events_file *const events = parse->events;
    events->path = parse->table.path;
    events->stored_bytes = parse->table.stored_bytes;
    events->stored_crc = parse->table.stored_crc;
    if (find_columns(parse) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t row = 0; row < parse->table.row_count; row++) {
        if (read_row(parse, row) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (events->count == 0) {
        return failure_set(parse->failure, FAILURE_DATA,
                           "%s: names no event; a row for each event was expected behind the header",
                           events->path.bytes);
    }
    return STATUS_OK;
}

enum status events_file_read(struct events_file *events, const char *path, struct arena *arena, struct flow *flow,
                             struct failure *failure)
{
    static const struct table_key key = {
        .name = "event", .meaning = "it names the event of each row", .duty = "name the event"};
    struct parse parse = {.events = events, .arena = arena, .failure = failure};
    enum status status = manifest_read_table(&parse.table, path, &key, arena, flow, failure);
    if (status == STATUS_OK) {
        status = read_rows(&parse);
    }
    event_dates_free(&parse.dates);
    manifest_free(&parse.table);
    return status;
}

void events_file_free(struct events_file *events)
{
    free(events->items);
    *events = (struct events_file){0};
}
