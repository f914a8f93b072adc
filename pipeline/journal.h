/* journal.h - the run's own record of documents, rejects, warnings and inputs; struct journal is in record.h. */
#ifndef MIZAN_JOURNAL_H
#define MIZAN_JOURNAL_H

#include "arena.h"
#include "record.h"

/* Each appends to the journal; strings are copied into the arena, documents are taken as they are. */
enum status journal_add_document(struct journal *journal, struct document *document,
                                 struct failure *failure) MUST_CHECK;
enum status journal_add_reject(struct journal *journal, struct arena *arena, const struct document *document,
                               const char *reason, struct failure *failure) MUST_CHECK;
enum status journal_add_warning(struct journal *journal, struct arena *arena, const struct warning *warning,
                                struct failure *failure) MUST_CHECK;
enum status journal_add_input(struct journal *journal, struct arena *arena, const struct input_file *input,
                              struct failure *failure) MUST_CHECK;

/* Orders the inputs by path, the same path once. */
void journal_sort_inputs(struct journal *journal);

/* Frees the arrays; documents and the arena belong to the caller. */
void journal_free(struct journal *journal);

#endif
