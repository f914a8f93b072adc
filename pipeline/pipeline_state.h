/* pipeline_state.h - the inside of a running pipeline. For pipeline/ alone. */
#ifndef MIZAN_PIPELINE_STATE_H
#define MIZAN_PIPELINE_STATE_H

#include "chain.h"
#include "crew.h"
#include "pipeline.h"
#include "shared.h"
#include "shown_warnings.h"
#include "spill.h"
#include "worker.h"

struct pipeline {
    const struct settings *settings;
    struct progress *progress;
    struct failure *failure;
    struct chain source, ordered;
    struct worker *workers;
    size_t worker_stages;
    unsigned worker_count;
    struct crew crew;
    struct jobs jobs;
    struct waiting_place words_place; /* of one document */
    struct spill *spill;
    struct shared *shared, own_shared; /* within another pipeline: that one's */
    const struct pipeline *outer;      /* that this one reads again for, or NULL */
    bool borrows_spill;                /* a reading within another pipeline: what that one holds counts, too */
    uint64_t reading_bytes;            /* behind the barrier: what the stages of one worker gave back */
    uint64_t accepted_count;           /* documents; the journal has them, but for those that are read again */
    struct journal journal;
    struct journal
        settled;        /* the documents as of the last flow_wait, for workers: the journal itself goes on growing */
    struct arena arena; /* the journal's strings */
    uint32_t next_number;
    /* Warnings of the source since its last document: they go with the next one, so that their place is fixed. */
    struct warning *source_warnings;
    size_t source_warning_count, source_warning_capacity;
    struct arena source_arena;
    struct shown_warnings shown_warnings;
    atomic_uint_least64_t expected; /* documents, as the source told; 0: unknown */
    atomic_bool expected_is_estimate;
    bool is_behind_barrier;  /* the documents are read: stages finish */
    size_t pushes;           /* of records since then */
    atomic_bool interrupted; /* latched, so that all stages see the same */
};

/* pipeline_run within another one, whose spill it takes its arrays from: without progress, and with little that waits.
 */
enum status pipeline_run_within(struct pipeline *outer, const struct plan *plan, const struct settings *settings,
                                struct failure *failure) MUST_CHECK;

/* Behind the barrier: keeps --memory, or fails and names how much is enough. Any thread may call it. */
enum status pipeline_check_tables(struct pipeline *pipeline, struct failure *failure) MUST_CHECK;

/* Shows a warning, unless there were many alike, and keeps it in the journal. At the in-order point alone. */
enum status pipeline_note_warning(struct pipeline *pipeline, const struct warning *warning) MUST_CHECK;

#endif
