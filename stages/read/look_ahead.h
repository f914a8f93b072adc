/* look_ahead.h - what is still to come of the corpora: their files are looked through once more, without a document
 * being kept. */
#ifndef MIZAN_LOOK_AHEAD_H
#define MIZAN_LOOK_AHEAD_H

#include "settings.h"
#include "spill.h"

/* Can it be told with these settings? Not of standard input, of some of the documents (--where), of texts of events,
 * and of terms that are no words. */
bool look_ahead_is_possible(const struct settings *settings);

/* A spill_look_ahead on a struct settings. False for a manifest, for what is no regular file or is not as it was, and
 * beyond a gigabyte. */
bool look_ahead(const void *settings, uint64_t done, struct spill_outlook *outlook);

#endif
