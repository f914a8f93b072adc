/*
 * spill_file.c - the blocks are taken at once (posix_fallocate): a page of a mapping that finds the disk full would end
 * the process with SIGBUS.
 */
#include "spill_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nameless_file.h"

/* The folder that `path` stands in. */
static void folder_of(const char *path, char folder[SPILL_FOLDER_BYTES])
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    while (length > 0 && path[length - 1] != '/') {
        length--;
    }
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    (void)snprintf(folder, SPILL_FOLDER_BYTES, "%.*s", length > 0 ? (int)length : 1, length > 0 ? path : ".");
}

enum status spill_file_open(const char *output, const struct spill_file_words *words, int *file,
                            char folder[SPILL_FOLDER_BYTES], struct failure *failure)
{
    const char *const chosen = getenv("TMPDIR");
    const bool is_chosen = chosen != NULL && chosen[0] != '\0';
    char beside[SPILL_FOLDER_BYTES] = "";
    if (output != NULL) {
        folder_of(output, beside);
    }
    const char *const usual[] = {beside, "/var/tmp", "/tmp"};
    int error = 0;
    for (size_t i = 0; i < (is_chosen ? 1 : sizeof usual / sizeof *usual); i++) {
        const char *const candidate = is_chosen ? chosen : usual[i];
        if (candidate[0] == '\0') {
            continue;
        }
        *file = nameless_file_open(candidate);
        if (*file >= 0) {
            (void)snprintf(folder, SPILL_FOLDER_BYTES, "%s", candidate);
            return STATUS_OK;
        }
        error = errno;
        (void)snprintf(folder, SPILL_FOLDER_BYTES, "%s", candidate);
    }
    char reason[128];
    return failure_set(failure, FAILURE_IO,
                       "%s, and a temporary file cannot be made in %s: %s; set TMPDIR to a folder with room%s",
                       words->need, folder, strerror_r(error, reason, sizeof reason), words->else_do);
}

enum status spill_file_extend(int file, size_t bytes, const char *folder, struct failure *failure)
{
    int error = 0;
    do {
        error = posix_fallocate(file, 0, (off_t)bytes);
    } while (error == EINTR);
    if (error == 0) {
        return STATUS_OK;
    }
    char reason[128];
    return failure_set(failure, FAILURE_IO,
                       "the corpus does not fit --memory, and a temporary file of %zu MB in %s cannot be written: %s; "
                       "set TMPDIR to a folder with more room, or give more --memory",
                       bytes >> 20, folder, strerror_r(error, reason, sizeof reason));
}
