/* field_runs.c - built line by line, so that no run and no excerpt depends on how the text comes in blocks. */
#include "field_runs.h"

#include <stdlib.h>

#include "array.h"

#define ELLIPSIS "\u2026"

void field_runs_begin(struct field_runs *runs)
{
    runs->count = 0;
    runs->excerpt_bytes = 0;
    runs->is_open = false;
    runs->unlisted = 0;
}

/* Appends to the last run's excerpt; there is room. */
static void put(struct field_runs *runs, struct span bytes)
{
    memcpy(runs->excerpts + runs->excerpt_bytes, bytes.bytes, bytes.length);
    runs->excerpt_bytes += bytes.length;
    runs->items[runs->count - 1].excerpt.length += bytes.length;
}

/* Bytes of the character that starts the text. */
static size_t character_bytes(struct span text)
{
    size_t length = 1;
    while (length < text.length && ((unsigned char)text.bytes[length] & 0xC0) == 0x80) {
        length++;
    }
    return length;
}

/* Appends a line's part of the run, as far as there is room for it in the excerpt. */
static enum status quote(struct field_runs *runs, struct span text, struct failure *failure)
{
    enum { CHARACTER_BYTES_MOST = 4 };
    if (runs->characters > FIELD_RUN_EXCERPT) {
        return STATUS_OK;
    }
    if (array_reserve((void **)&runs->excerpts, &runs->excerpt_capacity,
                      runs->excerpt_bytes + (FIELD_RUN_EXCERPT + 2) * CHARACTER_BYTES_MOST, 1, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    bool is_spaced = runs->characters > 0;
    while (text.length > 0 && runs->characters <= FIELD_RUN_EXCERPT) {
        const size_t length = character_bytes(text);
        const struct span character = {text.bytes, length};
        text = (struct span){text.bytes + length, text.length - length};
        if ((unsigned char)character.bytes[0] <= ' ') {
            is_spaced = runs->characters > 0;
            continue;
        }
        const size_t wanted = is_spaced ? 2 : 1;
        if (runs->characters + wanted > FIELD_RUN_EXCERPT) {
            put(runs, span_of(ELLIPSIS));
            runs->characters = FIELD_RUN_EXCERPT + 1;
            break;
        }
        if (is_spaced) {
            put(runs, span_of(" "));
        }
        put(runs, character);
        runs->characters += wanted;
        is_spaced = false;
    }
    return STATUS_OK;
}

/* Words [first, last) of the line are one field's. */
static enum status add_run(struct field_runs *runs, const struct line *line, size_t first, size_t last,
                           struct failure *failure)
{
    const struct word *const words = line->words;
    const bool goes_on = runs->is_open && runs->items[runs->count - 1].field == words[first].field;
    if (!goes_on) {
        if (runs->count == FIELD_RUNS_MOST) {
            runs->unlisted += last - first;
            return STATUS_OK;
        }
        if (array_reserve((void **)&runs->items, &runs->capacity, runs->count + 1, sizeof *runs->items, failure) !=
            STATUS_OK) {
            return STATUS_FAILED;
        }
        runs->items[runs->count++] = (struct apparatus_run){.start = words[first].start, .field = words[first].field};
        runs->characters = 0;
    }
    struct apparatus_run *const run = &runs->items[runs->count - 1];
    run->words += last - first;
    run->end = words[last - 1].end;
    const size_t start = (size_t)(words[first].start - line->offset);
    return quote(runs, (struct span){line->text.bytes + start, (size_t)(run->end - words[first].start)}, failure);
}

enum status field_runs_add(struct field_runs *runs, const struct line *line, struct failure *failure)
{
    for (size_t first = 0, last = 0; first < line->count; first = last) {
        const enum field field = line->words[first].field;
        while (last < line->count && line->words[last].field == field) {
            last++;
        }
        if (field != FIELD_BODY && add_run(runs, line, first, last, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        runs->is_open = field != FIELD_BODY && runs->unlisted == 0;
    }
    return STATUS_OK;
}

enum status field_runs_list(const struct field_runs *runs, struct arena *arena, const struct apparatus_run **listed,
                            struct failure *failure)
{
    *listed = NULL;
    if (runs->count == 0) {
        return STATUS_OK;
    }
    struct span kept;
    void *memory = NULL;
    if (arena_copy(arena, (struct span){runs->excerpts, runs->excerpt_bytes}, &kept, failure) != STATUS_OK ||
        arena_take(arena, runs->count * sizeof *runs->items, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct apparatus_run *const items = memory;
    const char *excerpt = kept.bytes;
    for (size_t i = 0; i < runs->count; i++) {
        items[i] = runs->items[i];
        items[i].excerpt.bytes = excerpt;
        excerpt += items[i].excerpt.length;
    }
    *listed = items;
    return STATUS_OK;
}

void field_runs_free(struct field_runs *runs)
{
    free(runs->excerpts);
    free(runs->items);
    *runs = (struct field_runs){0};
}
