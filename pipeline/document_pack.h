/* document_pack.h - a document that is read keeps its strings, and nothing of the memory that reading them took. */
#ifndef MIZAN_DOCUMENT_PACK_H
#define MIZAN_DOCUMENT_PACK_H

#include "arena.h"
#include "failure.h"
#include "record.h"

/*
 * Moves the document's strings and details to `lasting`, side by side, and clears `arena`, where they were; details
 * that say nothing are not kept, and of the stored input nothing. What is the same in the document before (NULL: there
 * is none) is not kept twice: both must live equally long. A document with more than that in its arena (lists of
 * repairs, a kept text) stays as it is.
 */
enum status document_pack(struct document *document, struct arena *arena, const struct document *before,
                          struct arena *lasting, struct failure *failure) MUST_CHECK;

#endif
