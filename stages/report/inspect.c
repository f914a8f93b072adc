/*
 * inspect.c - inspect_stage: what would be read, on standard output. The texts only pass (reading them is what finds
 * encodings, languages and rejects); the table is made from the run's journal at the end.
 */
#include "inspect_json.h"
#include "number.h"
#include "screen.h"
#include "stages.h"
#include "tally.h"
#include "text_width.h"

enum { ROWS_SHOWN = 50, FIELD_WIDTH_MOST = 40 };

struct inspect {
    struct screen screen;
    bool is_json;
};

static enum status open_inspect(void *state, const struct settings *settings, struct flow *flow)
{
    struct inspect *const inspect = state;
    inspect->is_json = settings->format == FORMAT_JSON;
    return screen_open(&inspect->screen, flow_failure(flow));
}

enum inspect_column { COLUMN_DOCUMENT, COLUMN_SOURCE, COLUMN_EVENT, COLUMN_LANGUAGE, COLUMN_ENCODING, COLUMN_COUNT };
static const char *const column_names[COLUMN_COUNT] = {"document", "source", "event", "language", "encoding"};

static struct span column_value(const struct document *document, enum inspect_column column)
{
    switch (column) {
    case COLUMN_DOCUMENT:
        return document->id;
    case COLUMN_SOURCE:
        return document->source;
    case COLUMN_EVENT:
        return document->event;
    case COLUMN_LANGUAGE:
        return document->language;
    case COLUMN_ENCODING:
    case COLUMN_COUNT:
        break;
    }
    return span_of(document->encoding);
}

/* The documents that are no queries, as many as are shown. */
struct shown {
    const struct document *rows[ROWS_SHOWN];
    size_t row_count;
    uint64_t document_count; /* all of them */
    uint64_t bytes;
    size_t widths[COLUMN_COUNT];
    bool has_detected;
};

static struct shown choose_rows(const struct journal *journal)
{
    struct shown shown = {0};
    for (int column = 0; column < COLUMN_COUNT; column++)
        shown.widths[column] = text_width(span_of(column_names[column]));
    for (size_t i = 0; i < journal->document_count; i++) {
        const struct document *const document = journal->documents[i];
        if (document->role != ROLE_DOCUMENT)
            continue;
        shown.document_count++;
        shown.bytes += document->bytes;
        if (shown.row_count == ROWS_SHOWN)
            continue;
        shown.rows[shown.row_count++] = document;
        for (int column = 0; column < COLUMN_COUNT; column++) {
            const bool is_marked = column == COLUMN_LANGUAGE && document->language_detected;
            const size_t width = text_width(column_value(document, (enum inspect_column)column)) + (is_marked ? 1 : 0);
            const size_t kept = width < FIELD_WIDTH_MOST ? width : FIELD_WIDTH_MOST;
            shown.widths[column] = kept > shown.widths[column] ? kept : shown.widths[column];
            shown.has_detected |= is_marked;
        }
    }
    return shown;
}

static void show_number(struct screen *screen, uint64_t value, size_t width)
{
    char text[NUMBER_BYTES];
    const size_t length = number_write_integer(value, text);
    text_show_field(&screen->writer, (struct span){text, length}, width, TEXT_RIGHT);
}

enum { BYTES_WIDTH = 12 };

static void show_row(struct screen *screen, const struct document *document, const struct shown *shown)
{
    for (int column = 0; column < COLUMN_COUNT; column++) {
        const struct span value = column_value(document, (enum inspect_column)column);
        const bool is_marked = column == COLUMN_LANGUAGE && document->language_detected;
        const size_t taken = text_width(value);
        if (is_marked && taken < shown->widths[column]) {
            text_show(&screen->writer, value);
            writer_byte(&screen->writer, '*');
            screen_spaces(screen, shown->widths[column] - taken - 1);
        } else {
            text_show_field(&screen->writer, value, shown->widths[column], TEXT_LEFT);
        }
        screen_spaces(screen, 2);
    }
    show_number(screen, document->bytes, BYTES_WIDTH);
    writer_byte(&screen->writer, '\n');
}

static void show_table(struct screen *screen, const struct shown *shown)
{
    for (int column = 0; column < COLUMN_COUNT; column++) {
        text_show_field(&screen->writer, span_of(column_names[column]), shown->widths[column], TEXT_LEFT);
        screen_spaces(screen, 2);
    }
    text_show_field(&screen->writer, span_of("bytes"), BYTES_WIDTH, TEXT_RIGHT);
    writer_byte(&screen->writer, '\n');
    for (size_t i = 0; i < shown->row_count; i++)
        show_row(screen, shown->rows[i], shown);
    if (shown->row_count < shown->document_count) {
        writer_text(&screen->writer, "and ");
        screen_count(screen, shown->document_count - shown->row_count, "document more\n", "documents more\n");
    }
    if (shown->has_detected)
        writer_text(&screen->writer, "* language detected\n");
}

static void show_tally(struct screen *screen, const char *heading, const struct tally *tally)
{
    static const struct span nameless = {"(none)", sizeof "(none)" - 1};
    size_t width = text_width(nameless);
    const size_t shown = tally->count < ROWS_SHOWN ? tally->count : ROWS_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const size_t wanted = text_width(tally->items[i].name);
        const size_t kept = wanted < FIELD_WIDTH_MOST ? wanted : FIELD_WIDTH_MOST;
        width = kept > width ? kept : width;
    }
    screen_heading(screen, heading);
    for (size_t i = 0; i < shown; i++) {
        const struct tally_entry *const entry = &tally->items[i];
        screen_spaces(screen, 2);
        text_show_field(&screen->writer, entry->name.length > 0 ? entry->name : nameless, width, TEXT_LEFT);
        screen_spaces(screen, 2);
        screen_count(screen, entry->documents, "document, ", "documents, ");
        screen_count(screen, entry->bytes, "byte\n", "bytes\n");
    }
    if (shown < tally->count) {
        writer_text(&screen->writer, "  and ");
        screen_grouped(screen, tally->count - shown);
        writer_text(&screen->writer, " more\n");
    }
}

static enum status show_tallies(struct screen *screen, const struct journal *journal, struct failure *failure)
{
    static const struct {
        const char *heading;
        tally_key key;
    } tallies[] = {{"Sources", tally_source},
                   {"Events", tally_event},
                   {"Languages", tally_language},
                   {"Encodings", tally_encoding}};
    for (size_t i = 0; i < sizeof tallies / sizeof tallies[0]; i++) {
        struct tally tally = {0};
        if (tally_documents(&tally, journal->documents, journal->document_count, tallies[i].key, failure) != STATUS_OK)
            return STATUS_FAILED;
        tally_order_by_size(&tally);
        show_tally(screen, tallies[i].heading, &tally);
        tally_free(&tally);
    }
    return STATUS_OK;
}

static void show_totals(struct screen *screen, const struct journal *journal, const struct shown *shown)
{
    writer_byte(&screen->writer, '\n');
    screen_count(screen, shown->document_count, "document, ", "documents, ");
    screen_count(screen, shown->bytes, "byte of text, ", "bytes of text, ");
    screen_count(screen, journal->reject_count, "document rejected, ", "documents rejected, ");
    screen_count(screen, journal->warning_count, "warning\n", "warnings\n");
    for (size_t i = 0; i < journal->reject_count && i < ROWS_SHOWN; i++) {
        const struct reject *const reject = &journal->rejects[i];
        writer_text(&screen->writer, "  rejected ");
        text_show(&screen->writer, reject->id.length > 0 ? reject->id : reject->path);
        writer_text(&screen->writer, ": ");
        text_show(&screen->writer, reject->reason);
        writer_byte(&screen->writer, '\n');
    }
}

static enum status finish_inspect(void *state, struct flow *flow)
{
    struct inspect *const inspect = state;
    const struct journal *const journal = flow_journal(flow);
    struct failure *const failure = flow_failure(flow);
    if (inspect->is_json)
        return inspect_json_write(&inspect->screen.writer, journal, failure) == STATUS_OK
                   ? screen_close(&inspect->screen, failure)
                   : STATUS_FAILED;
    const struct shown shown = choose_rows(journal);
    show_table(&inspect->screen, &shown);
    if (show_tallies(&inspect->screen, journal, failure) != STATUS_OK)
        return STATUS_FAILED;
    show_totals(&inspect->screen, journal, &shown);
    return screen_close(&inspect->screen, failure);
}

static void close_inspect(void *state)
{
    struct inspect *const inspect = state;
    screen_discard(&inspect->screen);
}

const struct stage_type inspect_stage = {
    .name = "inspect",
    .placement = IN_ORDER,
    .consumes = RECORD_TEXT,
    .produces = RECORD_NONE,
    .state_size = sizeof(struct inspect),
    .open = open_inspect,
    .finish = finish_inspect,
    .close = close_inspect,
};
