/* sources.h - how the sources agree, event by event and over all events. */
#ifndef MIZAN_SOURCES_H
#define MIZAN_SOURCES_H

#include "settings.h"
#include "similarity.h"
#include "stage.h"
#include "tellings.h"

/* More pairs than this are worked out only on --full. */
enum { SOURCE_PAIRS_MOST = 200000 };

/* Emits FINDING_SOURCES: for every event each two sources that tell it, or the one that does; then each two sources
 * over all events. Above SOURCE_PAIRS_MOST a warning instead. */
enum status sources_emit(const struct tellings *tellings, const struct similarity_measure *measure,
                         const struct settings *settings, struct flow *flow) MUST_CHECK;

#endif
