/* corpus_kind.h - what a corpus argument names: told by what is there, or by how its name ends. */
#ifndef MIZAN_CORPUS_KIND_H
#define MIZAN_CORPUS_KIND_H

#include <stdbool.h>

#include "failure.h"

enum corpus_kind { CORPUS_FOLDER, CORPUS_MANIFEST, CORPUS_NDJSON, CORPUS_UNKNOWN };

/* Is there something at `path`, and what? FAILURE_NO_INPUT, FAILURE_USAGE where results could not name it. `where` is
 * put before the message ("--reference-corpus "), or "". */
enum status corpus_kind_look(const char *path, const char *where, enum corpus_kind *kind,
                             struct failure *failure) MUST_CHECK;

/* The same; what is no corpus is FAILURE_USAGE. */
enum status corpus_kind_find(const char *path, const char *where, enum corpus_kind *kind,
                             struct failure *failure) MUST_CHECK;

#endif
