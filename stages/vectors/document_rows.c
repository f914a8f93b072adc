/* document_rows.c - a growing array, and a hash_index over it for the ids of each role. */
#include "document_rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "array.h"

/* ", line 12" for a line of a file that holds many documents, else "". */
enum { LINE_BYTES = 32 };
static const char *line_text(const struct document *document, char buffer[LINE_BYTES])
{
    buffer[0] = '\0';
    if (document->line > 0) {
        (void)snprintf(buffer, LINE_BYTES, ", line %" PRIu64, document->line);
    }
    return buffer;
}

enum status document_rows_fail_duplicate(struct flow *flow, const struct document *first, const struct document *second)
{
    char first_line[LINE_BYTES], second_line[LINE_BYTES];
    if (first->line == 0 && second->line == 0 && span_equal(first->path, second->path)) {
        return flow_fail(flow, FAILURE_DATA,
                         "document id \"%.*s\" is there twice, both times from %.*s; name the text once, or give it "
                         "another id the second time",
                         SPAN_ARGUMENTS(second->id), SPAN_ARGUMENTS(first->path));
    }
    return flow_fail(flow, FAILURE_DATA,
                     "%s id \"%.*s\" is there twice: %.*s%s and %.*s%s; give one of them another id or leave it out",
                     second->role == ROLE_DOCUMENT    ? "document"
                     : second->role == ROLE_REFERENCE ? "reference text's"
                                                      : "query",
                     SPAN_ARGUMENTS(second->id), SPAN_ARGUMENTS(first->path), line_text(first, first_line),
                     SPAN_ARGUMENTS(second->path), line_text(second, second_line));
}

enum status document_rows_add(struct document_rows *rows, struct document *document, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    struct hash_index *const ids = document->role == ROLE_DOCUMENT ? &rows->document_ids : &rows->query_ids;
    const uint64_t hash = span_hash(document->id);
    size_t place;
    for (uint32_t row = hash_index_first(ids, hash, &place); row != HASH_INDEX_NONE;
         row = hash_index_next(ids, hash, &place)) {
        if (span_equal(rows->items[row]->id, document->id)) {
            return document_rows_fail_duplicate(flow, rows->items[row], document);
        }
    }
    if (rows->count >= HASH_INDEX_NONE) {
        return flow_fail(flow, FAILURE_DATA, "the corpus has more than %" PRIu32 " documents; split it",
                         HASH_INDEX_NONE - 1);
    }
    if (document->role == ROLE_DOCUMENT && rows->document_count < rows->count) {
        return flow_fail(flow, FAILURE_INTERNAL, "document \"%.*s\" came after the first query",
                         SPAN_ARGUMENTS(document->id));
    }
    if (array_reserve((void **)&rows->items, &rows->capacity, rows->count + 1, sizeof(struct document *), failure) !=
            STATUS_OK ||
        hash_index_add(ids, hash, (uint32_t)rows->count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    rows->items[rows->count++] = document;
    rows->document_count += document->role == ROLE_DOCUMENT;
    return STATUS_OK;
}

void document_rows_free(struct document_rows *rows)
{
    free(rows->items);
    hash_index_free(&rows->query_ids);
    hash_index_free(&rows->document_ids);
    *rows = (struct document_rows){0};
}
