/* libraries.c - versions for people and for run.json, and the three settings that hold for the whole program. */
#include "libraries.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_version.h>
#include <jansson.h>
#include <malloc.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/uversion.h>
#include <unistd.h>
#include <zlib.h>

#include "failure.h"
#include "mizan.h"

/* libstemmer has no call that tells its version: the one that it was built and measured with. */
#define LIBSTEMMER_VERSION "2.2.0"

/* Ends the program: write and _exit are all that is safe when ICU holds its locks. */
static void end_out_of_memory(void)
{
    static const char message[] = "mizan: out of memory inside ICU; close other programs or compare fewer documents\n";
    const ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(FAILURE_MEMORY);
}

static void *allocate(const void *context, size_t size)
{
    (void)context;
    void *memory = malloc(size > 0 ? size : 1);
    if (memory == NULL) {
        end_out_of_memory();
    }
    return memory;
}

static void *reallocate(const void *context, void *old, size_t size)
{
    (void)context;
    void *memory = realloc(old, size > 0 ? size : 1);
    if (memory == NULL) {
        end_out_of_memory();
    }
    return memory;
}

static void release(const void *context, void *memory)
{
    (void)context;
    free(memory);
}

void libraries_prepare(void)
{
    gsl_set_error_handler_off();
    /* One arena for all threads: glibc grows those of the other threads a page at a time, by a system call each, and no
     * token's way has an allocation on it that threads could wait for. */
    (void)mallopt(M_ARENA_MAX, 1);
    UErrorCode error = U_ZERO_ERROR;
    u_setMemoryFunctions(NULL, allocate, reallocate, release, &error);
}

bool libraries_version(unsigned i, const char **name, const char **version)
{
    const char *const table[][2] = {
        {"mizan", MIZAN_VERSION},           {"ICU", U_ICU_VERSION},
        {"Unicode", U_UNICODE_VERSION},     {"GSL", gsl_version},
        {"libstemmer", LIBSTEMMER_VERSION}, {"zlib", zlibVersion()},
        {"jansson", jansson_version_str()},
    };
    if (i >= sizeof table / sizeof *table) {
        return false;
    }
    *name = table[i][0];
    *version = table[i][1];
    return true;
}

void libraries_show_versions(FILE *stream)
{
    const char *name = NULL, *version = NULL;
    for (unsigned i = 0; libraries_version(i, &name, &version); i++) {
        fprintf(stream, "%s %s\n", name, version);
    }
}
