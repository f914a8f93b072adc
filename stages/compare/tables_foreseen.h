/* tables_foreseen.h - what compare is going to take, while documents still come: so that a limit that is too small is
 * named but once. */
#ifndef MIZAN_TABLES_FORESEEN_H
#define MIZAN_TABLES_FORESEEN_H

#include "record.h"
#include "settings.h"
#include "spill.h"

/* What is known while documents come. */
struct tables_known {
    const struct settings *settings;
    const struct journal *journal; /* documents that were read; their events and sources are looked at */
    unsigned workers;
};

/* A spill_foresight on a struct tables_known: tables_needed_of sizes that grew with the documents as they did from the
 * first half of those that are known to all of them. Without memory to count what sources tell it is taken for nothing.
 */
struct spill_demand tables_foresee(const void *context, const struct spill_prospect *prospect);

#endif
