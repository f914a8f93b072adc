/*
 * comparison.h - two results folders side by side: what is asked of both, and where changes are told.
 *
 * Each changed_X.c compares one kind of findings; a finding about a document, source or event that only one side has is
 * no change of its own: that the document is gone says it.
 */
#ifndef MIZAN_COMPARISON_H
#define MIZAN_COMPARISON_H

#include "arena.h"
#include "causes.h"
#include "change_list.h"
#include "check.h"
#include "failure.h"
#include "result_table.h"
#include "run_facts.h"

enum side { SIDE_BEFORE, SIDE_AFTER, SIDE_COUNT };

/* Columns of the documents' table, in this order. */
enum document_column {
    DOCUMENT_ID,
    DOCUMENT_SOURCE,
    DOCUMENT_EVENT,
    DOCUMENT_LANGUAGE,
    DOCUMENT_DATE,
    DOCUMENT_PATH,
    DOCUMENT_CRC,
    DOCUMENT_BYTES
};

/* A document whose text or metadata are not as they were, and the input that it comes from. */
struct origin {
    struct span document, source, event;
    size_t cause; /* or NO_CAUSE */
};

/* Distinct names that stand on both sides, sorted. */
struct name_set {
    struct span *items;
    size_t count;
};

/* Zero-initialized it is closed. */
struct comparison {
    const char *folders[SIDE_COUNT];
    double tolerance;
    unsigned kinds; /* bits of those that are compared */
    struct run_facts runs[SIDE_COUNT];
    struct result_table documents[SIDE_COUNT];
    size_t *by_id[SIDE_COUNT];   /* rows of the documents, sorted by id */
    size_t *renamed[SIDE_COUNT]; /* by row: the other side's row with this text under another id, or SIZE_MAX */
    struct name_set sources, events;
    struct result_table passages[SIDE_COUNT]; /* the events that events.csv names */
    struct causes causes;
    struct origin *by_document, *by_source; /* sorted */
    size_t origin_count;
    struct change_list changes;
    uint64_t compared[CHECK_KIND_COUNT], changed[CHECK_KIND_COUNT];
    struct span *notes;
    size_t note_count, note_capacity;
    struct arena arena;
};

/*
 * Opens OUT, and the baseline unless it is NULL. FAILURE_NO_INPUT where a folder or what every results folder holds is
 * not there (a missing baseline is told with the command that makes one), FAILURE_DATA where they have no document in
 * common or a file is not as mizan wrote it. Close it also after a failure.
 */
enum status comparison_open(struct comparison *comparison, const char *baseline, const char *output,
                            struct failure *failure) MUST_CHECK;
void comparison_close(struct comparison *comparison);

/* Row of a document, or SIZE_MAX. */
size_t comparison_document(const struct comparison *comparison, enum side side, struct span id);

/* Finds what is renamed; both sides' documents are read. */
enum status renamed_documents_find(struct comparison *comparison, struct failure *failure) MUST_CHECK;

/* The id that the baseline has for a document of OUT: another one where it was renamed. */
struct span comparison_earlier_id(const struct comparison *comparison, struct span document);

/* Do both sides have the document with the same text? An earlier mizan may not say. */
bool comparison_has_same_text(const struct comparison *comparison, struct span document);

/* Are the similarities of this side distances, of which less is nearer? */
bool comparison_is_distance(const struct comparison *comparison, enum side side);

/* The similarity, or the distance with its sign turned: more is nearer. */
double comparison_nearness(const struct comparison *comparison, enum side side, double similarity);

/* Do both sides have it? The empty name, all events, they have. */
bool comparison_has_source(const struct comparison *comparison, struct span source);
bool comparison_has_event(const struct comparison *comparison, struct span event);

/* Tells a change; what it is due to is found from its documents. */
enum status comparison_change_documents(struct comparison *comparison, const struct check_change *change,
                                        const struct span *documents, size_t count, struct failure *failure) MUST_CHECK;

/* The same for what sources tell of an event: empty, of all events; no source: all sources. */
enum status comparison_change_sources(struct comparison *comparison, const struct check_change *change,
                                      const struct span *sources, size_t count, struct span event,
                                      struct failure *failure) MUST_CHECK;

/* Reads a table of both folders. *is_there: both have it; where only one has, that is noted, or, when mizan of this
 * version always writes it, a failure (FAILURE_NO_INPUT). */
enum status comparison_read(struct comparison *comparison, const char *name, const char *const *columns,
                            struct result_table *tables, bool is_always_there, bool *is_there,
                            struct failure *failure) MUST_CHECK;

/* FAILURE_NO_INPUT where similarity.csv is not there though the run's options say that it was written. */
enum status comparison_check_matrix(const struct comparison *comparison, enum side side, bool is_there,
                                    struct failure *failure) MUST_CHECK;

/* Notes what is not compared; the text is copied. */
enum status comparison_note(struct comparison *comparison, const char *text, struct failure *failure) MUST_CHECK;

/* Has a number moved beyond the tolerance, or come or gone? */
bool comparison_differs(double before, double after, double tolerance);

static inline struct check_value check_text(struct span text)
{
    return (struct check_value){.type = text.length > 0 ? CHECK_TEXT : CHECK_NOTHING, .text = text};
}

struct check_value check_number(double number, double low, double high);

/* The kinds, each by what compares it. */
enum status changed_documents(struct comparison *comparison, struct failure *failure) MUST_CHECK;
enum status changed_matrix(struct comparison *comparison, struct failure *failure) MUST_CHECK;
enum status changed_pairs(struct comparison *comparison, struct failure *failure) MUST_CHECK;
enum status changed_neighbours(struct comparison *comparison, struct failure *failure) MUST_CHECK;
enum status changed_lists(struct comparison *comparison, struct failure *failure) MUST_CHECK;
enum status changed_sources(struct comparison *comparison, struct failure *failure) MUST_CHECK;
enum status changed_robustness(struct comparison *comparison, struct failure *failure) MUST_CHECK;
enum status changed_factors(struct comparison *comparison, struct failure *failure) MUST_CHECK;
enum status changed_events(struct comparison *comparison, struct failure *failure) MUST_CHECK;

#endif
