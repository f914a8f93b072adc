/* scratch.h - a folder for the files of one test; the test's process has one at a time. */
#ifndef MIZAN_SCRATCH_H
#define MIZAN_SCRATCH_H

#include "span.h"

/* Makes the folder, and takes it away with all that is in it. For .init and .fini of a suite. */
void scratch_open(void);
void scratch_close(void);

/* Path of a name in the folder ("" is the folder itself); valid until scratch_close. */
const char *scratch_path(const char *name);

/* Writes a file, with the folders on its way; returns its path. */
const char *scratch_write(const char *name, const char *text);
const char *scratch_write_bytes(const char *name, struct span bytes);

/* The same through gzip. */
const char *scratch_gzip(const char *name, struct span bytes);

/* A link at `name` that leads to `target`. */
const char *scratch_link(const char *name, const char *target);

/* The bytes of a file; valid until scratch_close. */
struct span scratch_read(const char *name);

#endif
