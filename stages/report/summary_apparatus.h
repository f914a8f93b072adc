/* summary_apparatus.h - the summary's sentence on the words that are not of the body. */
#ifndef MIZAN_SUMMARY_APPARATUS_H
#define MIZAN_SUMMARY_APPARATUS_H

#include "matrix.h"
#include "screen.h"
#include "settings.h"

/* One line, or nothing if all is body. */
void summary_apparatus_write(const struct settings *settings, const struct counts *counts, struct screen *screen);

#endif
