/* event_passages.h - documents cut into overlapping runs of whole sentences, each to be asked which events it is about.
 */
#ifndef MIZAN_EVENT_PASSAGES_H
#define MIZAN_EVENT_PASSAGES_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "matrix.h"

/* Segments first .. end - 1, rows of counts->segments, of one document. */
struct event_passage {
    size_t document; /* a row of counts->rows */
    uint64_t first, end;
    uint64_t words; /* counted words, stop words included */
};

/* Zero-initialized it is empty. */
struct event_passages {
    struct event_passage *items; /* by document, then as they are read */
    size_t count;
};

/*
 * A passage has at least `words` words, in as few sentences as do; the next one begins at the first sentence behind
 * half of that. The last one of a document is as long as the others where the document is, and then overlaps more. A
 * document whose segments are not kept, or that has none, has no passage.
 */
enum status event_passages_cut(struct event_passages *passages, const struct counts *counts, uint64_t words,
                               struct failure *failure) MUST_CHECK;
void event_passages_free(struct event_passages *passages);

/* Its bytes in the decoded text: from the first word of its first sentence to the last byte of its sentences. */
struct segment_text event_passages_place(const struct counts *counts, const struct event_passage *passage);

#endif
