/*
 * standard_input.h - texts that come by standard input and are wanted a second time.
 *
 * A pipe is copied while it is read, and the copy takes its place (byte_source.h); then standard input is a regular
 * file that stands where its texts begin. compare puts those bytes into OUT, and explain takes them from there.
 */
#ifndef MIZAN_STANDARD_INPUT_H
#define MIZAN_STANDARD_INPUT_H

#include <stdbool.h>

#include "settings.h"

/* In a folder of results; the second where they came compressed. */
#define STANDARD_INPUT_FOLDER "texts"
#define STANDARD_INPUT_PLAIN STANDARD_INPUT_FOLDER "/standard-input.ndjson"
#define STANDARD_INPUT_GZIP STANDARD_INPUT_PLAIN ".gz"

/* More is not kept. */
enum { STANDARD_INPUT_BYTES_MOST = 1 << 30 };

/* Does the path mean it: "-"? */
bool standard_input_is_named(const char *path);

/* Is it one of the corpora? */
bool standard_input_is_asked(const struct settings *settings);

/* Do the settings want it a second time? */
bool standard_input_is_to_be_kept(const struct settings *settings);

/* After it was read: can it be read again? */
bool standard_input_is_kept(void);

/* Puts what compare kept in the folder `results` in the place of standard input; false where nothing is there. */
bool standard_input_restore(const char *results);

#endif
