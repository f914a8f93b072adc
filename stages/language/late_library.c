/* late_library.c - by dlopen, whose handles it counts: a library that is opened twice is loaded once. It is not
 * unloaded: what it brings with it may leave functions to be called at the end. */
#include "late_library.h"

#include <dlfcn.h>
#include <string.h>

enum status late_library_open(void **library, const char *file, const char *package,
                              const struct late_function *functions, size_t count, struct failure *failure)
{
    *library = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (*library == NULL)
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "%s cannot be loaded, and is needed here: install the package %s (Debian's name)", file,
                           package);
    for (size_t i = 0; i < count; i++) {
        void *const found = dlsym(*library, functions[i].name);
        if (found == NULL)
            return failure_set(failure, FAILURE_CONFIGURATION,
                               "%s lacks %s, which is needed here: install the package %s (Debian's name)", file,
                               functions[i].name, package);
        memcpy(functions[i].place, &found, sizeof found); /* POSIX: they have the same size; ISO C has no cast for it */
    }
    return STATUS_OK;
}

void late_library_close(void *library)
{
    if (library != NULL)
        (void)dlclose(library);
}
