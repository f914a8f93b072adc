/* line_filter.h - which lines of NDJSON become documents, where a column was asked for (--where and its kin). */
#ifndef MIZAN_LINE_FILTER_H
#define MIZAN_LINE_FILTER_H

#include "arena.h"
#include "failure.h"
#include "metadata.h"
#include "spill.h"

/* Zero-initialized it lets all lines pass. */
struct line_filter {
    const struct settings *settings;
    size_t count;          /* of asked columns: 0 means that no line needs to be looked at */
    bool *seen;            /* which of them stood in a line so far */
    struct metadata first; /* names of the first object's members, for the message */
    bool has_first;
    struct arena arena;
};

enum status line_filter_open(struct line_filter *filter, const struct settings *settings,
                             struct failure *failure) MUST_CHECK;
void line_filter_close(struct line_filter *filter);

/* Does the line become a document? A malformed one does, so that it is rejected by name. The line may be a giant one of
 * the spill, or NULL. The arena is for the moment. */
enum status line_filter_look(struct line_filter *filter, struct span line, struct spill *spill, struct arena *arena,
                             bool *wanted, struct failure *failure) MUST_CHECK;

/* Behind the last line: FAILURE_USAGE if an asked column stood in none of them. */
enum status line_filter_check(const struct line_filter *filter, const char *path, struct failure *failure) MUST_CHECK;

#endif
