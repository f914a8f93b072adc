/* long_array.h - an array that grows with one document: in plain memory while it is short, of the spill beyond. */
#ifndef MIZAN_LONG_ARRAY_H
#define MIZAN_LONG_ARRAY_H

#include "failure.h"
#include "spill.h"

/* From so many bytes on it is of the spill: those of nearly all documents are no business of its register. */
enum { LONG_ARRAY_BYTES = 1 << 20 };

/* As spill_reserve (NULL: without a spill), to be given back with spill_free. Where there is no room: nearly always
 * there is, so ask before the call. */
enum status long_array_grow(struct spill *spill, void **items, size_t *capacity, size_t wanted, size_t item_bytes,
                            struct failure *failure) MUST_CHECK;

#endif
