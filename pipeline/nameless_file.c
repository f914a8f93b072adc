/*
 * nameless_file.c - O_TMPFILE (open(2)) never shows the file in its folder, so that nothing is left behind even by
 * SIGKILL; where the file system does not know it, the name is taken away at once.
 */
#include "nameless_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int nameless_file_open(const char *folder)
{
    const int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, S_IRUSR | S_IWUSR);
    if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL)) {
        return file;
    }
    char path[PATH_MAX];
    const int length = snprintf(path, sizeof path, "%s/mizan-XXXXXX", folder);
    if (length < 0 || (size_t)length >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    const int named = mkostemp(path, O_CLOEXEC);
    if (named >= 0) {
        (void)unlink(path);
    }
    return named;
}
