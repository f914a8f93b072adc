/* summary_nearest.h - the part of the summary that tells which document is nearest to which, and what carries it. */
#ifndef MIZAN_SUMMARY_NEAREST_H
#define MIZAN_SUMMARY_NEAREST_H

#include "summary.h"

/* A section with a paragraph for each, fewer where the sources are told; nothing without a document that has a nearest
 * one. */
void summary_nearest_write(const struct summary *summary, struct screen *screen);

#endif
