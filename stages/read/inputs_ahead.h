/* inputs_ahead.h - how many documents are still to come behind a corpus, before they are read. */
#ifndef MIZAN_INPUTS_AHEAD_H
#define MIZAN_INPUTS_AHEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "line_reader.h"
#include "settings.h"

/* Documents of the corpora behind that of a number, of the reference corpus and of `queries` (NULL: none), by the
 * length of lines in some places of their files. False where that is not known: of folders, manifests, compressed files
 * and standard input. What is wrong with a file is told by who reads it. */
bool inputs_ahead(const struct settings *settings, size_t corpus, const struct line_reader *queries, struct flow *flow,
                  uint64_t *documents);

#endif
