/* summary_passages.h - what the summary says of how the texts were sorted into events. */
#ifndef MIZAN_SUMMARY_PASSAGES_H
#define MIZAN_SUMMARY_PASSAGES_H

#include "finding.h"
#include "screen.h"
#include "settings.h"

/* A sentence or two; nothing where the corpus names the events. */
void summary_passages_write(const struct event_model *events, const struct settings *settings, struct screen *screen);

#endif
