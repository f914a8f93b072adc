/* result_file.h - one file that a user names (--documents FILE), made beside and renamed once it is whole. */
#ifndef MIZAN_RESULT_FILE_H
#define MIZAN_RESULT_FILE_H

#include "failure.h"
#include "writer.h"

/* Zero-initialized it is closed. */
struct result_file {
    struct writer writer; /* to write to */
    char *target;
    int lock;        /* on the temporary, while target is set; -1 for none */
    char *temporary; /* NULL: the target is a device or a pipe and is written to directly */
};

/* FAILURE_CANNOT_CREATE when nothing can be made there. A file that is there stays until the commit. */
enum status result_file_open(struct result_file *file, const char *path, struct failure *failure) MUST_CHECK;

/* Flushes, closes and renames. Committing a closed one does nothing. */
enum status result_file_commit(struct result_file *file, struct failure *failure) MUST_CHECK;

/* Removes what was not committed. */
void result_file_close(struct result_file *file);

#endif
