/*
 * harness.h - a stage in a real pipeline between a feed and a collector.
 *
 *     struct harness harness = {.settings = harness_settings(), .stages = {&tokenize_stage}, .stage_count = 1,
 *                               .documents = documents, .document_count = 1, .collect = note_words, .context = &seen};
 *     cr_assert_eq(harness_run(&harness), STATUS_OK, "%s", harness.failure.message);
 */
#ifndef MIZAN_HARNESS_H
#define MIZAN_HARNESS_H

#include "stage.h"

/* What the feed does for one document: the records are pushed into the first stage under test; if that consumes
 * RECORD_INPUT, it gets `payload` (NULL: none) and `input_kind` instead. */
struct harness_document {
    struct document declared;
    enum input_kind input_kind;
    const char *payload;
    const struct record *records;
    size_t record_count;
};

struct harness {
    struct settings settings;
    const struct stage_type *stages[8]; /* under test, in order; a source may stand first: then no feed is used */
    size_t stage_count;
    const struct stage_type *apart_from; /* as in struct plan */
    const struct harness_document *documents;
    size_t document_count;
    const struct record *whole; /* fed once, when the first stage under test is placed WHOLE */
    size_t whole_count;
    /* Called in input order for each record that comes out; the flow answers flow_document. May be NULL. */
    void (*collect)(void *context, const struct record *record, struct flow *flow);
    /* Called at the end with the run's journal. May be NULL. */
    void (*inspect)(void *context, const struct journal *journal);
    void *context;
    struct failure failure; /* of the run */
};

/* The documented defaults, one worker. */
struct settings harness_settings(void);

/* Runs it; not to be called from two threads at once. */
enum status harness_run(struct harness *harness);

#endif
