/* pipeline.h - runs documents through a plan of stages, on any number of workers, in input order past the workers. */
#ifndef MIZAN_PIPELINE_H
#define MIZAN_PIPELINE_H

#include "progress.h"
#include "stage.h"

/*
 * The stages in the order of work: a source, PER_WORKER stages, IN_ORDER stages, WHOLE stages (each group but the
 * source may be empty). What one produces the next must consume.
 */
struct plan {
    const struct stage_type *const *stages;
    size_t count;
    /* A PER_WORKER stage of them that consumes RECORD_WORDS, or NULL: of a long document it and the PER_WORKER stages
     * behind it may run on another thread than those before it, at the same time. Up to its end_document none of them
     * may then emit to an IN_ORDER stage, warn, reject, or look at what the others write into the document or
     * allocate for it, but for what is known with its first word; nor may they look at the text of the words. */
    const struct stage_type *apart_from;
};

/*
 * Opens every stage, runs the source to its end, and closes them all, whatever happened. `progress` may be NULL: then
 * warnings and progress are not shown. On failure the first failure in input order is worded: which one does not depend
 * on the number of workers.
 */
enum status pipeline_run(const struct plan *plan, const struct settings *settings, struct progress *progress,
                         struct failure *failure) MUST_CHECK;

#endif
