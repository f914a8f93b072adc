/* earlier_run.h - the options of an earlier run, read from its run.json. Implemented in stages/report/. */
#ifndef MIZAN_EARLIER_RUN_H
#define MIZAN_EARLIER_RUN_H

#include <stddef.h>

#include "arena.h"
#include "failure.h"
#include "record.h"

/* An option as the command line would have it. */
struct earlier_option {
    const char *name;  /* without the dashes; not checked against the options there are */
    const char *value; /* NULL: true or false alone was written */
};

/* Zero-initialized it is empty. Options that were not in force (null, false) are left out. */
struct earlier_run {
    struct earlier_option *options; /* in the order of the file */
    size_t option_count, option_capacity;
    const char **corpora; /* the corpus arguments */
    size_t corpus_count, corpus_capacity;
    struct input_file *inputs; /* what was read */
    size_t input_count, input_capacity;
    const char *version; /* of mizan, or NULL */
    struct arena arena;  /* of the strings */
};

/*
 * FAILURE_NO_INPUT when there is no such file, FAILURE_CONFIGURATION, with the file and the line or the key, when it is
 * no run.json of mizan. Free it also after a failure.
 */
enum status earlier_run_read(struct earlier_run *run, const char *path, struct failure *failure) MUST_CHECK;
void earlier_run_free(struct earlier_run *run);

#endif
