/*
 * document_pack.c - what a line of NDJSON declares is parsed into the document's arena, whose blocks double: of 1,200
 * bytes a document half was room that nobody used, and the path and the language were the same in all of them.
 */
#include "document_pack.h"

#include "document_details.h"

enum { SPAN_COUNT = 10, DETAIL_SPANS = 3 };

/* The document's own first, then those of its details. */
static void list_spans(struct document *document, struct document_details *details, struct span *spans[SPAN_COUNT])
{
    struct span *const all[SPAN_COUNT] = {
        &document->id,    &document->source, &document->event, &document->language, &document->date,
        &document->title, &document->path,   &details->genre,  &details->published, &details->translated_from};
    memcpy(spans, all, sizeof all);
}

static const struct column *column_before(const struct document_details *before, size_t index)
{
    return index < before->column_count ? &before->columns[index] : NULL;
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

static bool has_more_than_strings(const struct document_details *details)
{
    return details->apparatus != NULL || details->repair_list != NULL || details->kept_text.bytes != NULL ||
           details->kept_words != NULL;
}

/* Strings and numbers that say something. */
static bool says_something(const struct document_details *details)
{
    uint64_t sum =
        details->column_count + details->genre.length + details->published.length + details->translated_from.length;
    for (int field = 0; field < FIELD_COUNT; field++) {
        sum += details->cut_tokens[field];
    }
    for (int kind = 0; kind < REPAIR_COUNT; kind++) {
        sum += details->repairs[kind];
    }
    return sum > 0;
}

/* A document beside the one before it, whose strings need not be kept twice. */
struct pair {
    struct document_details details, details_before;
    struct document before;
    struct span *spans[SPAN_COUNT], *spans_before[SPAN_COUNT];
};

static void pair_up(struct pair *pair, struct document *document, const struct document *before)
{
    pair->before = before != NULL ? *before : (struct document){0};
    pair->details = *document_details(document);
    pair->details_before = *document_details(&pair->before);
    list_spans(document, &pair->details, pair->spans);
    list_spans(&pair->before, &pair->details_before, pair->spans_before);
}

/* Of columns and strings. */
static size_t bytes_of_all(const struct pair *pair)
{
    const struct document_details *const details = &pair->details;
    size_t bytes = details->column_count * sizeof *details->columns;
    for (size_t i = 0; i < SPAN_COUNT; i++) {
        bytes += bytes_of(*pair->spans[i], pair->spans_before[i]);
    }
    for (size_t i = 0; i < details->column_count; i++) {
        const struct column *const same = column_before(&pair->details_before, i);
        bytes += bytes_of(details->columns[i].name, same != NULL ? &same->name : NULL) +
                 bytes_of(details->columns[i].value, same != NULL ? &same->value : NULL);
    }
    return bytes;
}

/* To room of bytes_of_all. */
static void move_all(struct pair *pair, void *memory)
{
    struct document_details *const details = &pair->details;
    struct column *const columns = memory;
    char *pool = (char *)(columns + details->column_count);
    for (size_t i = 0; i < SPAN_COUNT; i++) {
        move(pair->spans[i], pair->spans_before[i], &pool);
    }
    for (size_t i = 0; i < details->column_count; i++) {
        const struct column *const same = column_before(&pair->details_before, i);
        columns[i] = details->columns[i];
        move(&columns[i].name, same != NULL ? &same->name : NULL, &pool);
        move(&columns[i].value, same != NULL ? &same->value : NULL, &pool);
    }
    details->columns = details->column_count > 0 ? columns : NULL;
}

enum status document_pack(struct document *document, struct arena *arena, const struct document *before,
                          struct arena *lasting, struct failure *failure)
{
    struct pair pair;
    void *memory = NULL;
    if (has_more_than_strings(document_details(document))) {
        return STATUS_OK;
    }
    pair_up(&pair, document, before);
    const bool has_details = says_something(&pair.details);
    const size_t head = has_details ? sizeof pair.details : 0;
    if (arena_take(lasting, head + bytes_of_all(&pair), &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    move_all(&pair, (char *)memory + head);
    document->details = has_details ? memory : NULL;
    if (has_details) {
        *document->details = pair.details;
    }
    arena_clear(arena);
    return STATUS_OK;
}
