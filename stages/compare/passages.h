/* passages.h - documents cut into runs of whole segments. */
#ifndef MIZAN_PASSAGES_H
#define MIZAN_PASSAGES_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "matrix.h"

struct passage {
    size_t document;     /* a row */
    uint64_t start, end; /* its terms in sequences.terms */
};

struct passages {
    struct passage *items; /* in reading order */
    size_t count;
};

/*
 * A passage is a run of segments of one document with at least `words` counted words (stop words and numbers included);
 * what is left at the end of a document joins its last passage, or is one alone where there is none. A document without
 * words has none. The sequences are those of `document_count` documents.
 */
enum status passages_cut(const struct term_sequences *sequences, size_t document_count, size_t words,
                         struct passages *passages, struct failure *failure) MUST_CHECK;
void passages_free(struct passages *passages);

#endif
