/* field_runs.h - the words of a document that are not of its body, run by run, as apparatus.csv lists them. */
#ifndef MIZAN_FIELD_RUNS_H
#define MIZAN_FIELD_RUNS_H

#include "arena.h"
#include "line.h"

/*
 * An excerpt is the head of the run's text, each line from its first word of the run to its last, lines and white space
 * made single spaces, with an ellipsis where it is cut.
 * Memory must not grow with the text: what follows the last run that is listed is only counted.
 */
enum { FIELD_RUN_EXCERPT = 80 /* characters */, FIELD_RUNS_MOST = 1 << 14 };

/* Zero-initialized it is empty. */
struct field_runs {
    struct apparatus_run *items; /* their excerpts have a length, and no bytes yet */
    size_t count, capacity;
    char *excerpts; /* one behind another */
    size_t excerpt_bytes, excerpt_capacity;
    size_t characters; /* of the last run's excerpt; beyond FIELD_RUN_EXCERPT when that is cut */
    bool is_open;      /* the next word may belong to the last run */
    uint64_t unlisted; /* words of runs beyond FIELD_RUNS_MOST */
};

void field_runs_begin(struct field_runs *runs);

/* The next line of the document, its words' fields set. */
enum status field_runs_add(struct field_runs *runs, const struct line *line, struct failure *failure) MUST_CHECK;

/* Copies the runs to the arena; *listed is NULL if there are none. */
enum status field_runs_list(const struct field_runs *runs, struct arena *arena, const struct apparatus_run **listed,
                            struct failure *failure) MUST_CHECK;

void field_runs_free(struct field_runs *runs);

#endif
