/*
 * document_pack.c - what a line of NDJSON declares is parsed into the document's arena, whose blocks double: of 1,200
 * bytes a document half was room that nobody used, and the path and the language were the same in all of them.
 */
#include "document_pack.h"

enum { SPAN_COUNT = 10 };

static void list_spans(struct document *document, struct span *spans[SPAN_COUNT])
{
    struct span *const all[SPAN_COUNT] = {
        &document->id,    &document->source, &document->event,     &document->language,        &document->date,
        &document->title, &document->genre,  &document->published, &document->translated_from, &document->path};
    memcpy(spans, all, sizeof all);
}

static const struct column *column_before(const struct document *before, size_t index)
{
    return before != NULL && index < before->column_count ? &before->columns[index] : NULL;
}

/* Where a string is to be had without keeping it, else NULL. */
static const char *known_bytes(struct span text, const struct span *before)
{
    if (text.length == 0) {
        return text.bytes == NULL ? NULL : "";
    }
    return before != NULL && span_equal(text, *before) ? before->bytes : NULL;
}

static size_t bytes_of(struct span text, const struct span *before)
{
    return text.length == 0 || known_bytes(text, before) != NULL ? 0 : text.length + 1;
}

static void move(struct span *text, const struct span *before, char **pool)
{
    const size_t bytes = bytes_of(*text, before);
    if (bytes == 0) {
        text->bytes = known_bytes(*text, before);
        return;
    }
    memcpy(*pool, text->bytes, text->length);
    (*pool)[text->length] = '\0';
    text->bytes = *pool;
    *pool += bytes;
}

enum status document_pack(struct document *document, struct arena *arena, const struct document *before,
                          struct arena *lasting, struct failure *failure)
{
    struct document known = before != NULL ? *before : (struct document){0};
    struct span *spans[SPAN_COUNT], *spans_before[SPAN_COUNT];
    if (document->apparatus != NULL || document->repair_list != NULL || document->kept_text.bytes != NULL ||
        document->kept_words != NULL) {
        return STATUS_OK;
    }
    list_spans(document, spans);
    list_spans(&known, spans_before);
    size_t bytes = document->column_count * sizeof *document->columns;
    for (size_t i = 0; i < SPAN_COUNT; i++) {
        bytes += bytes_of(*spans[i], spans_before[i]);
    }
    for (size_t i = 0; i < document->column_count; i++) {
        const struct column *const same = column_before(before, i);
        bytes += bytes_of(document->columns[i].name, same != NULL ? &same->name : NULL) +
                 bytes_of(document->columns[i].value, same != NULL ? &same->value : NULL);
    }
    void *memory = NULL;
    if (arena_take(lasting, bytes, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct column *const columns = memory;
    char *pool = (char *)(columns + document->column_count);
    for (size_t i = 0; i < SPAN_COUNT; i++) {
        move(spans[i], spans_before[i], &pool);
    }
    for (size_t i = 0; i < document->column_count; i++) {
        const struct column *const same = column_before(before, i);
        columns[i] = document->columns[i];
        move(&columns[i].name, same != NULL ? &same->name : NULL, &pool);
        move(&columns[i].value, same != NULL ? &same->value : NULL, &pool);
    }
    document->columns = document->column_count > 0 ? columns : NULL;
    arena_clear(arena);
    return STATUS_OK;
}
