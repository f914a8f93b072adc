/* shown_warnings.h - which warnings reach standard error: where many are alike, the first of them and a count. */
#ifndef MIZAN_SHOWN_WARNINGS_H
#define MIZAN_SHOWN_WARNINGS_H

#include <stdbool.h>

#include "failure.h"
#include "progress.h"
#include "record.h"

enum { WARNINGS_ALIKE_SHOWN = 5 };

struct alike_warnings {
    const char *alike;
    uint64_t count;
    struct span last; /* of those that were not shown */
};

/* Zero-initialized, but for `all`. */
struct shown_warnings {
    bool all; /* --all-warnings */
    struct alike_warnings *kinds;
    size_t kind_count, kind_capacity;
};

/* Shows the warning, unless WARNINGS_ALIKE_SHOWN alike were shown. Its text must live until shown_warnings_tell_rest;
 * `alike` is compared as a string. */
enum status shown_warnings_add(struct shown_warnings *shown, const struct warning *warning, struct progress *progress,
                               struct failure *failure) MUST_CHECK;

/* Tells how many more of each kind there were, in the order in which the kinds began, and where they are named; a
 * single one is shown itself. Counts from anew afterwards. */
void shown_warnings_tell_rest(struct shown_warnings *shown, struct progress *progress, const char *where);

void shown_warnings_free(struct shown_warnings *shown);

#endif
