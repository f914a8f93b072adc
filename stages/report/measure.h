/* measure.h - the measure of the settings, in words and as a formula, for run.json, file headers and the summary. */
#ifndef MIZAN_MEASURE_H
#define MIZAN_MEASURE_H

#include "matrix.h"
#include "settings.h"

/* "corrected", "cosine" or "inner product" (a cosine that is not divided by lengths). Static strings. */
const char *measure_name(const struct settings *settings, const struct weighted *weighted);
const char *measure_words(const struct settings *settings, const struct weighted *weighted);
const char *measure_formula(const struct settings *settings, const struct weighted *weighted);

#endif
