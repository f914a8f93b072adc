/* metadata.h - named values that came with a document, into the fields of struct document. */
#ifndef MIZAN_METADATA_H
#define MIZAN_METADATA_H

#include "arena.h"
#include "failure.h"
#include "record.h"
#include "settings.h"

/* Named values in the order of their header; names are distinct. */
struct metadata {
    struct column *columns;
    size_t count;
};

/* Is it one of the fields that mizan understands ("path", "id", "source" ...)? Any other is carried through. */
bool metadata_is_field(struct span name);

/* Is there a column of this name? If so, *value (if not NULL) is its value. */
bool metadata_find(const struct metadata *metadata, struct span name, struct span *value);

/*
 * Fills the document's fields; an empty id leaves the one it has, and `path` is never taken. --source-column and
 * --event-column say which columns play those parts (settings NULL: none do). Carried columns are put into the arena;
 * the bytes of names and values are borrowed.
 */
enum status metadata_apply(const struct metadata *metadata, const struct settings *settings, struct arena *arena,
                           struct document *document, struct failure *failure) MUST_CHECK;

/* Do all conditions of --where hold? A column that is not there satisfies none. */
bool metadata_satisfies(const struct metadata *metadata, const struct settings *settings);

/* The columns that --where, --source-column and --event-column name: the i-th from 0 with its option, or NULL past the
 * last. */
const char *metadata_asked_column(const struct settings *settings, size_t i, const char **option);

/* Words FAILURE_USAGE for the i-th asked column, which `where` (a file) has not, naming those that it has. */
enum status metadata_not_there(const struct metadata *metadata, const struct settings *settings, size_t i,
                               const char *where, struct failure *failure);

/* The same for the first asked column that is not among the metadata's; STATUS_OK if all are. */
enum status metadata_check_asked(const struct metadata *metadata, const struct settings *settings, const char *where,
                                 struct failure *failure) MUST_CHECK;

#endif
