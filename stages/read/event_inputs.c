/* event_inputs.c - languages are taken by their bytes, so that nothing depends on the order of the documents. */
#include "event_inputs.h"

#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "array.h"
#include "corpus_path.h"
#include "language.h"
#include "standard_input.h"
#include "suggestion.h"
#include "utf8.h"

/* A word of the option, mistyped, and not the name of a file? */
static bool means_auto(const char *path)
{
    static const char *const words[] = {EVENTS_AUTO};
    return strcasecmp(path, EVENTS_AUTO) == 0 || suggestion_find(path, words, 1, sizeof *words) != NULL;
}

enum status event_inputs_open(struct events_file *events, const char *path, struct arena *arena, struct flow *flow,
                              struct failure *failure)
{
    size_t broken;
    if (standard_input_is_named(path)) {
        return failure_set(failure, FAILURE_USAGE,
                           "--events -: the events must be in a file, because mizan explain reads them again");
    }
    if (!utf8_is_valid(span_of(path), &broken)) {
        return failure_set(failure, FAILURE_USAGE,
                           "--events: the file has a name that is not UTF-8, and results name it; rename it");
    }
    if (access(path, F_OK) == 0) {
        return events_file_read(events, path, arena, flow, failure);
    }
    return means_auto(path) ? failure_set(failure, FAILURE_NO_INPUT,
                                          "--events %s: no such file; did you mean " EVENTS_AUTO
                                          ", which finds the events in the texts?",
                                          path)
                            : corpus_path_missing(path, "--events ", failure);
}

/* What the documents are written in: each once, by bytes. Varieties of one language share its stemmer. */
struct spoken {
    struct span *items;
    size_t count;
};

static int compare_spans(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

static enum status list_languages(const struct journal *journal, struct spoken *spoken, struct failure *failure)
{
    size_t kept = 0;
    if (array_zeroed((void **)&spoken->items, journal->document_count + 1, sizeof *spoken->items, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < journal->document_count; i++) {
        const struct document *const document = journal->documents[i];
        const struct language *const language = language_find(document->language);
        if (document->role == ROLE_DOCUMENT && document->language.length > 0) {
            spoken->items[spoken->count++] = language != NULL ? span_of(language->code) : document->language;
        }
    }
    qsort(spoken->items, spoken->count, sizeof *spoken->items, compare_spans);
    for (size_t i = 0; i < spoken->count; i++) {
        if (kept == 0 || !span_equal(spoken->items[kept - 1], spoken->items[i])) {
            spoken->items[kept++] = spoken->items[i];
        }
    }
    spoken->count = kept;
    if (kept == 0) { /* none is known: words are read without one */
        spoken->items[spoken->count++] = span_of("und");
    }
    return STATUS_OK;
}

/* "EVENT [LANGUAGE]" */
static enum status make_id(struct arena *arena, struct span event, struct span language, struct span *id,
                           struct failure *failure)
{
    const struct span parts[] = {event, {" [", 2}, language, {"]", 1}};
    void *memory;
    size_t length = 0;
    if (arena_take(arena, event.length + language.length + sizeof " []", &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        memcpy((char *)memory + length, parts[i].bytes, parts[i].length);
        length += parts[i].length;
    }
    *id = (struct span){memory, length};
    return STATUS_OK;
}

static enum status emit_event(const struct events_file *events, size_t event, struct span language, bool has_dates,
                              struct arena *arena, struct flow *flow, struct failure *failure)
{
    const struct event_line *const line = &events->items[event];
    struct document declared = {.role = ROLE_EVENT,
                                .event = line->name,
                                .language = language,
                                .date = has_dates ? line->dates : (struct span){0},
                                .path = events->path,
                                .line = line->line,
                                .told_empty = true}; /* an event of dates alone is none that lacks words */
    if (make_id(arena, line->name, language, &declared.id, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const struct input input = {INPUT_TEXT, ROLE_EVENT, line->words, NULL, &declared};
    return flow_emit(flow, &(struct record){.kind = RECORD_INPUT, .as.input = &input});
}

enum status event_inputs_emit(const struct events_file *events, struct arena *arena, struct flow *flow,
                              struct failure *failure)
{
    const struct input_file file = {events->path, events->stored_bytes, events->stored_crc};
    struct spoken spoken = {0};
    if (events->ignored_count > 0 &&
        flow_warn(flow, "%.*s: %zu %s not used (\"%.*s\"%s); an event is found by `years`, `dates` and `words`",
                  SPAN_ARGUMENTS(events->path), events->ignored_count,
                  events->ignored_count == 1 ? "column is" : "columns are", SPAN_ARGUMENTS(events->ignored),
                  events->ignored_count == 1 ? "" : ", ...") != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (flow_add_input(flow, &file) != STATUS_OK || flow_wait(flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    enum status status = list_languages(flow_journal(flow), &spoken, failure);
    for (size_t event = 0; event < events->count && status == STATUS_OK; event++) {
        for (size_t i = 0; i < spoken.count && status == STATUS_OK; i++) {
            status = emit_event(events, event, spoken.items[i], i == 0, arena, flow, failure);
        }
    }
    free(spoken.items);
    return status;
}
