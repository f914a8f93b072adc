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
};

/*
 * Opens every stage, runs the source to its end, and closes them all, whatever happened. `progress` may be NULL: then
 * warnings and progress are not shown. On failure the first failure in input order is worded: which one does not depend
 * on the number of workers.
 */
enum status pipeline_run(const struct plan *plan, const struct settings *settings, struct progress *progress,
                         struct failure *failure) MUST_CHECK;

#endif
