/* summary_differences.h - the part of the summary that tells what sets each source apart and what it leaves out. */
#ifndef MIZAN_SUMMARY_DIFFERENCES_H
#define MIZAN_SUMMARY_DIFFERENCES_H

#include <stddef.h>

#include "failure.h"
#include "finding.h"
#include "screen.h"

enum { SUMMARY_DIFFERENCE_SOURCES = 20, SUMMARY_CONTRASTS = 10, SUMMARY_SILENCES = 6 };

/* A term with its strength: z, or minus the rank of a silence. */
struct summary_difference {
    size_t term;
    double strength;
    struct span event; /* of a silence; lasting */
};

struct summary_source {
    struct span name;                                                                   /* lasting */
    struct summary_difference contrasts[SUMMARY_CONTRASTS], silences[SUMMARY_SILENCES]; /* strongest first */
    size_t contrast_count, silence_count;
};

/* Zero-initialized it is empty. */
struct summary_differences {
    struct summary_source *items;
    size_t count, total; /* kept, and named by findings */
    struct span last;    /* source that was named last */
    bool are_contrasted; /* there were contrasts over all events, strong enough to be told or not */
};

/* Findings come source by source, first all contrasts, then all silences. */
enum status summary_differences_contrast(struct summary_differences *differences,
                                         const struct contrast_finding *contrast, struct failure *failure) MUST_CHECK;
enum status summary_differences_silence(struct summary_differences *differences, const struct silence_finding *silence,
                                        struct failure *failure) MUST_CHECK;
void summary_differences_close(struct summary_differences *differences);

/* Two headings with a line for each source; nothing where there is nothing, but a sentence where no contrast is strong.
 */
void summary_differences_write(const struct summary_differences *differences, const struct counts *counts,
                               struct screen *screen);

#endif
