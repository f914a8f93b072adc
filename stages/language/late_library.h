/*
 * late_library.h - a shared library that is loaded when it is first needed.
 *
 * libarchive and SQLite bring nine more libraries with them and took a third of the time that mizan needs to start,
 * for exports that few runs ask for. Types and constants come from the library's own header; its functions are called
 * through pointers, which X-macros in the files that use it list.
 */
#ifndef MIZAN_LATE_LIBRARY_H
#define MIZAN_LATE_LIBRARY_H

#include <stddef.h>

#include "failure.h"

struct late_function {
    const char *name;
    void *place; /* of the pointer to the function */
};

/* A member for a function of a library, in a structure of pointers. */
#define LATE_MEMBER(prefix, name) __typeof__(prefix##name) *name;

/* Loads `file` ("libsqlite3.so.0"; LATE_FILE_sqlite3 is what late_names.sh found when this was built) and finds the
 * functions; late_library_close in any case. FAILURE_CONFIGURATION where it is not installed, with `package`, that of
 * Debian, named. */
enum status late_library_open(void **library, const char *file, const char *package,
                              const struct late_function *functions, size_t count, struct failure *failure) MUST_CHECK;

/* What it gave must not be used any more. NULL: nothing. */
void late_library_close(void *library);

#endif
