/* result_file.c - the temporary name is tried with O_EXCL and a number instead of mkstemp, whose mode 0600 would not be
 * the user's umask.
 *
 * A run that is killed leaves its temporary file; the next run takes it over. The maker holds a lock (flock) on it
 * until it has its name, so a file without one is nobody's. */
#include "result_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
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

/* Locks the file, which stands at the path still. A file system without locks is as good for a new file. */
static bool is_free(const char *path, int descriptor, bool is_new)
{
    struct stat held, named;
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || !is_new))
        return false;
    return fstat(descriptor, &held) == 0 && lstat(path, &named) == 0 && S_ISREG(held.st_mode) &&
           held.st_uid == geteuid() && held.st_nlink == 1 && held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

/* A new file, or one that a dead run has left, emptied. -1 with EEXIST if another run has it. */
static int take_name(const char *path)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    const bool is_new = descriptor >= 0;
    if (!is_new && errno != EEXIST)
        return -1;
    if (!is_new)
        descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor >= 0 && is_free(path, descriptor, is_new) && ftruncate(descriptor, 0) == 0)
        return descriptor;
    if (descriptor >= 0)
        close(descriptor);
    errno = EEXIST;
    return -1;
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
        descriptor = take_name(file->temporary);
        if (descriptor < 0 && errno != EEXIST)
            break;
    }
    if (descriptor < 0) {
        const int error = errno;
        free(file->temporary);
        file->temporary = NULL;
        return cannot_create(failure, path, error);
    }
    file->lock = fcntl(descriptor, F_DUPFD_CLOEXEC, 0); /* the lock outlives the writer's descriptor; -1: it does not */
    if (writer_attach(&file->writer, descriptor, path, failure) != STATUS_OK) {
        close(descriptor);
        return STATUS_FAILED;
    }
    file->writer.owns_descriptor = true;
    return STATUS_OK;
}

static void unlock(struct result_file *file)
{
    if (file->lock >= 0)
        close(file->lock);
    file->lock = -1;
}

enum status result_file_open(struct result_file *file, const char *path, struct failure *failure)
{
    struct stat facts;
    *file = (struct result_file){.lock = -1};
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
    unlock(file);
    return STATUS_OK;
}

void result_file_close(struct result_file *file)
{
    writer_discard(&file->writer);
    if (file->temporary != NULL)
        (void)unlink(file->temporary);
    if (file->target != NULL)
        unlock(file);
    free(file->temporary);
    free(file->target);
    *file = (struct result_file){0};
}
