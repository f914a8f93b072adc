/* passages.c - the topics of long documents are those of their parts: a passage is about one thing, a book is not. */
#include "passages.h"

#include <stdlib.h>

#include "array.h"

/* The passages of one document are written from `target` on; returns how many there are. NULL: they are only counted.
 */
static size_t cut_document(const struct term_sequences *sequences, size_t document, size_t words,
                           struct passage *target)
{
    const uint64_t end = sequences->document_starts[document + 1];
    uint64_t first = sequences->document_starts[document]; /* segment that the next passage starts with */
    uint64_t held = 0;
    size_t count = 0;
    for (uint64_t segment = first; segment < end; segment++) {
        held += sequences->words[segment];
        if (held < words && segment + 1 < end) {
            continue;
        }
        const bool joins = held < words && count > 0;
        if (target != NULL && joins) {
            target[count - 1].end = sequences->starts[segment + 1];
        } else if (target != NULL) {
            target[count] = (struct passage){document, sequences->starts[first], sequences->starts[segment + 1]};
        }
        count += !joins;
        first = segment + 1;
        held = 0;
    }
    return count;
}

enum status passages_cut(const struct term_sequences *sequences, size_t document_count, size_t words,
                         struct passages *passages, struct failure *failure)
{
    size_t count = 0;
    *passages = (struct passages){0};
    for (size_t document = 0; document < document_count; document++) {
        count += cut_document(sequences, document, words, NULL);
    }
    if (array_zeroed((void **)&passages->items, count, sizeof *passages->items, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t document = 0; document < document_count; document++) {
        passages->count += cut_document(sequences, document, words, passages->items + passages->count);
    }
    return STATUS_OK;
}

void passages_free(struct passages *passages)
{
    free(passages->items);
    *passages = (struct passages){0};
}
