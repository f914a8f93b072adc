/* result_file.c - the temporary name is tried with O_EXCL and a number instead of mkstemp, whose mode 0600 would not be
 * the user's umask. */
#include "result_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES_TRIED = 1000, SUFFIX_BYTES = 32 };

static enum status cannot_create(struct failure *failure, const char *path, int error)
{
    return failure_set(failure, FAILURE_CANNOT_CREATE,
                       "%s: cannot be created (%s); choose a place that can be written to", path, strerror(error));
}

/* Only a regular file can be replaced by another; /dev/null must not be. */
static bool is_special(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && !S_ISREG(facts.st_mode) && !S_ISDIR(facts.st_mode);
}

static enum status open_special(struct result_file *file, const char *path, struct failure *failure)
{
    const int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        return cannot_create(failure, path, errno);
    if (writer_attach(&file->writer, descriptor, path, failure) != STATUS_OK) {
        close(descriptor);
        return STATUS_FAILED;
    }
    file->writer.owns_descriptor = true;
    return STATUS_OK;
}

/* Makes "target.mizan-N" for the first N that is free. */
static enum status open_beside(struct result_file *file, const char *path, struct failure *failure)
{
    const size_t room = strlen(path) + SUFFIX_BYTES;
    file->target = strdup(path);
    file->temporary = malloc(room);
    if (file->target == NULL || file->temporary == NULL) {
        free(file->temporary);
        file->temporary = NULL;
        return failure_memory(failure, "the path of a result");
    }
    int descriptor = -1;
    for (unsigned number = 0; descriptor < 0 && number < NAMES_TRIED; number++) {
        (void)snprintf(file->temporary, room, "%s.mizan-%u", path, number);
        descriptor = open(file->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor < 0 && errno != EEXIST)
            break;
    }
    if (descriptor < 0) {
        const int error = errno;
        free(file->temporary);
        file->temporary = NULL;
        return cannot_create(failure, path, error);
    }
    if (writer_attach(&file->writer, descriptor, path, failure) != STATUS_OK) {
        close(descriptor);
        return STATUS_FAILED;
    }
    file->writer.owns_descriptor = true;
    return STATUS_OK;
}

enum status result_file_open(struct result_file *file, const char *path, struct failure *failure)
{
    struct stat facts;
    *file = (struct result_file){0};
    if (stat(path, &facts) == 0 && S_ISDIR(facts.st_mode))
        return cannot_create(failure, path, EISDIR);
    if ((is_special(path) ? open_special : open_beside)(file, path, failure) != STATUS_OK) {
        result_file_close(file);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

enum status result_file_commit(struct result_file *file, struct failure *failure)
{
    if (writer_close(&file->writer, failure) != STATUS_OK)
        return STATUS_FAILED;
    if (file->temporary == NULL)
        return STATUS_OK;
    if (rename(file->temporary, file->target) != 0)
        return cannot_create(failure, file->target, errno);
    free(file->temporary);
    file->temporary = NULL;
    return STATUS_OK;
}

void result_file_close(struct result_file *file)
{
    writer_discard(&file->writer);
    if (file->temporary != NULL)
        (void)unlink(file->temporary);
    free(file->temporary);
    free(file->target);
    *file = (struct result_file){0};
}
