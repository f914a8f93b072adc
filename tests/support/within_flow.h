/* within_flow.h - for functions that want a flow (workers, progress, interrupts) and are no stage. */
#ifndef MIZAN_WITHIN_FLOW_H
#define MIZAN_WITHIN_FLOW_H

#include "stage.h"

/* Calls `work` once inside of a running pipeline; returns the status of the run. Not from two threads at once. */
enum status within_flow(enum status (*work)(void *context, struct flow *flow), void *context, unsigned workers,
                        struct failure *failure);

#endif
