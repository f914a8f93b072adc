/* tally.h - documents counted by what they have in common: source, event, language, encoding. */
#ifndef MIZAN_TALLY_H
#define MIZAN_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "record.h"

struct tally_entry {
    struct span name;
    uint64_t documents;
    uint64_t bytes; /* of their decoded text */
};

/* Zero-initialized it is empty. Names are borrowed from the documents. */
struct tally {
    struct tally_entry *items; /* by bytes of their names, "" first */
    size_t count;
};

/* Which of a document's facts is counted. */
typedef struct span (*tally_key)(const struct document *document);
struct span tally_source(const struct document *document);
struct span tally_event(const struct document *document);
struct span tally_language(const struct document *document);
struct span tally_encoding(const struct document *document);

/* Queries among the documents are not counted. */
enum status tally_documents(struct tally *tally, struct document *const *documents, size_t count, tally_key key,
                            struct failure *failure) MUST_CHECK;

/* Most documents first, then by bytes. */
void tally_order_by_size(struct tally *tally);

/* How many of the names are not empty. */
size_t tally_named(const struct tally *tally);

void tally_free(struct tally *tally);

#endif
