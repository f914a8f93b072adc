/* spill_file.h - a temporary file without a name. */
#ifndef MIZAN_SPILL_FILE_H
#define MIZAN_SPILL_FILE_H

#include <stddef.h>

#include "failure.h"

enum { SPILL_FOLDER_BYTES = 4096 };

/* What a message says of it: why there is one, and what helps beside TMPDIR. */
struct spill_file_words {
    const char *need, *else_do;
};

/* Opens one in TMPDIR if that is set, else in the folder of `output` (NULL: none), in /var/tmp or in /tmp. `folder` is
 * which one, for messages. FAILURE_IO if none takes it. */
enum status spill_file_open(const char *output, const struct spill_file_words *words, int *file,
                            char folder[SPILL_FOLDER_BYTES], struct failure *failure) MUST_CHECK;

/* Makes the file `bytes` long, all of them there on the disk. FAILURE_IO if it is full. */
enum status spill_file_extend(int file, size_t bytes, const char *folder, struct failure *failure) MUST_CHECK;

#endif
