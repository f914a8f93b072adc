/* record_copy.h - copies that outlive the call in which a record was passed. */
#ifndef MIZAN_RECORD_COPY_H
#define MIZAN_RECORD_COPY_H

#include "arena.h"
#include "record.h"

/* A deep copy of a record that a PER_WORKER stage may emit (text, words, terms, bag, hit), valid as long as the arena;
 * the forms of terms stay shared with the stage that made them, and what a bag lets take (bag.takeable) with the bag.
 */
enum status record_copy(struct arena *arena, const struct record *source, struct record *copy,
                        struct failure *failure) MUST_CHECK;

/* A copy of a document with all its spans and columns in the arena. */
enum status document_copy(struct arena *arena, const struct document *source, struct document *copy,
                          struct failure *failure) MUST_CHECK;

#endif
