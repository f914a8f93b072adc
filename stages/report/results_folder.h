/*
 * results_folder.h - the folder OUT, which appears whole or not at all.
 *
 * Opening it makes a temporary folder beside OUT, so that a place that cannot be written to fails before the work.
 * Committing renames it to OUT; closing removes what was not committed. What a killed run with the same OUT left is
 * removed by the next one that opens it.
 */
#ifndef MIZAN_RESULTS_FOLDER_H
#define MIZAN_RESULTS_FOLDER_H

#include <stdbool.h>

#include "failure.h"
#include "writer.h"

struct database;

/* Zero-initialized it is closed. */
struct results_folder {
    char *target;    /* OUT, without slashes at its end, links resolved */
    char *temporary; /* beside it: holds `made` and, for a moment, the old OUT */
    char *made;      /* temporary/new */
    int lock;        /* on `temporary`, of use while that is set; -1: the file system has no locks */
    bool may_replace;
    struct database *database; /* where the rows of tables go, too, or NULL; borrowed */
};

/*
 * FAILURE_CANNOT_CREATE when the folder that is to hold `output` is not there or cannot be written to; when `output` is
 * there and `may_replace` is false; when it is no folder, or a folder that is neither empty nor holds a run.json of
 * mizan.
 */
enum status results_folder_open(struct results_folder *folder, const char *output, bool may_replace,
                                struct failure *failure) MUST_CHECK;

/* Makes a file in the folder; the caller closes the writer before the commit. */
enum status results_folder_create(const struct results_folder *folder, const char *name, struct writer *writer,
                                  struct failure *failure) MUST_CHECK;

/* Makes a folder in the folder. */
enum status results_folder_add(const struct results_folder *folder, const char *name,
                               struct failure *failure) MUST_CHECK;

/* OUT now holds what was made; an old OUT is gone, or, if this fails, back in its place. */
enum status results_folder_commit(struct results_folder *folder, struct failure *failure) MUST_CHECK;

/* Removes what is left of the temporary folder. */
void results_folder_close(struct results_folder *folder);

#endif
