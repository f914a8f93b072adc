/*
 * results_sample.h - two small results folders in the scratch folder, "before" and "after", alike until one is edited:
 * four documents of the sources post, globe and النجم on the events war and peace. Needs scratch_open.
 */
#ifndef MIZAN_RESULTS_SAMPLE_H
#define MIZAN_RESULTS_SAMPLE_H

#include "comparison.h"

/* Writes both folders. */
void results_sample_write(void);

/* Puts `with` in the place of the first `text` of a file ("after/sources.csv"); fails the test if it is not there. */
void results_sample_edit(const char *name, const char *text, const char *with);
void results_sample_remove(const char *name);

/* scratch_open and both folders: for TestSuite's .init, as scratch_close for its .fini. */
void results_sample_make(void);

/* What is compared in a test. */
struct sample_comparison {
    unsigned kinds;
    enum status (*compare)(struct comparison *, struct failure *);
    void (*prepare)(void); /* before each edit, behind results_sample_write; or NULL */
};

/* One edit of a table, and what is told of it. */
struct sample_edit {
    const char *text, *with, *changes;
};

/* Expects for each edit of the file, made alone, what it says is told. */
void results_sample_expect_each(struct sample_comparison of, const char *file, const struct sample_edit *edits,
                                size_t count);

/* Opens the comparison of both, of the kinds whose bits are set, with the default tolerance. */
void results_sample_open(struct comparison *comparison, unsigned kinds);

/* Compares, and returns every change as "cause kind: sentence", a line each: by kind, then weight. Static. */
const char *results_sample_changes(struct sample_comparison of);

#endif
