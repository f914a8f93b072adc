/* workers.h - what the threads of a run do for all its workers together. For pipeline/ alone. */
#ifndef MIZAN_WORKERS_H
#define MIZAN_WORKERS_H

#include "pipeline_state.h"

/* Finishes the stages of all workers that were opened. Behind the last document. Of several failures the one of the
 * first worker is told. */
enum status workers_finish(struct pipeline *pipeline) MUST_CHECK;

/* Closes and frees them. Copes with any state, also without workers and crew; takes no memory. */
void workers_close(struct pipeline *pipeline);

#endif
