/* libraries.h - what the program as a whole asks of the libraries beneath the stages. Implemented in stages/. */
#ifndef MIZAN_LIBRARIES_H
#define MIZAN_LIBRARIES_H

#include <stdbool.h>
#include <stdio.h>

/* For main, before anything else: GSL's error handler off, an allocator for ICU that ends the program cleanly (exit
 * code 71) when memory is refused, since ICU deadlocks or crashes in places then. */
void libraries_prepare(void);

/* mizan's version and those of its libraries, a line each, as --version shows them. */
void libraries_show_versions(FILE *stream);

/* The same for run.json: name and version of library i from 0; false past the last. Strings last as long as the
 * program. */
bool libraries_version(unsigned i, const char **name, const char **version);

#endif
