/* summary_factors.h - the part of the summary that tells what goes with event, source and language. */
#ifndef MIZAN_SUMMARY_FACTORS_H
#define MIZAN_SUMMARY_FACTORS_H

#include "finding.h"
#include "screen.h"

enum { SUMMARY_FACTOR_MEANS = 6, SUMMARY_FACTOR_SHARES = 4, SUMMARY_FACTOR_STATUS = 256 };

/* Zero-initialized there is nothing to say. `status` of what is kept is the text beside it. */
struct summary_factors {
    bool is_distance;                                  /* of what the means are */
    struct factor_finding means[SUMMARY_FACTOR_MEANS]; /* by relation, in one language and across */
    struct factor_finding shares[SUMMARY_FACTOR_SHARES];
    char statuses[SUMMARY_FACTOR_SHARES][SUMMARY_FACTOR_STATUS];
    size_t mean_count, share_count;
};

void summary_factors_add(struct summary_factors *factors, const struct factor_finding *factor);

/* A heading and two paragraphs; nothing where fewer than two tellings came, or one relation alone has pairs. */
void summary_factors_write(const struct summary_factors *factors, struct screen *screen);

#endif
