/* spill_growth.h - what the words and documents that are still to come will take, by how they came so far. For
 * spill_limit.c alone. */
#ifndef MIZAN_SPILL_GROWTH_H
#define MIZAN_SPILL_GROWTH_H

#include <stddef.h>

#include "spill.h"

/* Enough for five notes in each doubling of more documents than there can be. */
enum { SPILL_NOTES = 192 };

/* What there was behind so many documents: what cannot be spilled, without arrays of the spill. */
struct spill_note {
    uint64_t documents, bytes;
    struct spill_words words;
};

/* Zero-initialized it is empty. */
struct spill_growth {
    struct spill_note notes[SPILL_NOTES];
    size_t note_count;
    struct spill_note early; /* one of the first documents, but not the very first */
};

/* Is it time for a note: at the first documents, and when a fifth more were read than at the last? */
bool spill_growth_is_due(const struct spill_growth *growth, uint64_t documents);

/* Notes of the first documents replace each other: by then all workers have loaded their tables. */
void spill_growth_add(struct spill_growth *growth, const struct spill_note *note);

/* The words there will be with `expected` documents; those of now if no more are expected. */
struct spill_words spill_growth_words(const struct spill_growth *growth, const struct spill_note *now,
                                      uint64_t expected);

/* The same where somebody has looked ahead. */
struct spill_words spill_growth_seen(const struct spill_growth *growth, const struct spill_note *now,
                                     const struct spill_outlook *seen);

/* What cannot be spilled of all that is to come till then, when there are these words. Where none are kept it grows
 * with the documents. */
double spill_growth_bytes(const struct spill_growth *growth, const struct spill_note *now, uint64_t expected,
                          const struct spill_words *words);

#endif
