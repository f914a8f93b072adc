/* event_passages.c - half of each passage is in the one before it, so that what is told across a cut is whole in one of
 * them. */
#include "event_passages.h"

#include <stdlib.h>

#include "array.h"

static uint64_t words_of(const struct counts *counts, uint64_t segment)
{
    return counts->segment_texts[segment].words;
}

/* From `first` on, up to `last`, which is none of the document's. */
static struct event_passage take(const struct counts *counts, uint64_t first, uint64_t last, uint64_t words)
{
    struct event_passage made = {.first = first, .end = first};
    while (made.end < last && made.words < words) {
        made.words += words_of(counts, made.end++);
    }
    return made;
}

/* Where the next passage begins: behind half of this one. */
static uint64_t step(const struct counts *counts, const struct event_passage *passage, uint64_t words)
{
    uint64_t passed = 0, next = passage->first;
    while (next < passage->end && passed * 2 < words) {
        passed += words_of(counts, next++);
    }
    return next;
}

/* The passages of one document are written from `target` on; returns how many there are. NULL: they are only counted.
 */
static size_t cut(const struct counts *counts, size_t document, uint64_t words, struct event_passage *target)
{
    const uint64_t start = counts->segment_starts[document], last = counts->segment_starts[document + 1];
    size_t count = 0;
    for (uint64_t first = start; first < last;) {
        struct event_passage made = take(counts, first, last, words);
        while (made.end == last && made.words < words && made.first > start) {
            made.words += words_of(counts, --made.first);
        }
        made.document = document;
        if (target != NULL) {
            target[count] = made;
        }
        count++;
        if (made.end == last) {
            break;
        }
        first = step(counts, &made, words);
    }
    return count;
}

enum status event_passages_cut(struct event_passages *passages, const struct counts *counts, uint64_t words,
                               struct failure *failure)
{
    size_t count = 0;
    *passages = (struct event_passages){0};
    if (counts->segment_starts == NULL) {
        return STATUS_OK;
    }
    for (size_t document = 0; document < counts->document_count; document++) {
        count += cut(counts, document, words, NULL);
    }
    if (array_zeroed((void **)&passages->items, count, sizeof *passages->items, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t document = 0; document < counts->document_count; document++) {
        passages->count += cut(counts, document, words, passages->items + passages->count);
    }
    return STATUS_OK;
}

void event_passages_free(struct event_passages *passages)
{
    free(passages->items);
    *passages = (struct event_passages){0};
}

struct segment_text event_passages_place(const struct counts *counts, const struct event_passage *passage)
{
    struct segment_text place = counts->segment_texts[passage->first];
    for (uint64_t segment = passage->first + 1; segment < passage->end; segment++) {
        const struct segment_text *const next = &counts->segment_texts[segment];
        place.start = next->start < place.start ? next->start : place.start;
        place.end = next->end > place.end ? next->end : place.end;
        place.words += next->words;
    }
    return place;
}
