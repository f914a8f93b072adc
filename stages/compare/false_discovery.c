/* false_discovery.c - the step-up procedure: from the largest p down, no q above that of a larger p. */
#include "false_discovery.h"

#include <stdlib.h>

#include "array.h"

struct ranked_p {
    double p;
    size_t index;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked_p *const first = a, *const second = b;
    const int order = (first->p > second->p) - (first->p < second->p);
    return order != 0 ? order : (first->index > second->index) - (first->index < second->index);
}

enum status false_discovery_adjust(const double *p, double *q, size_t count, struct failure *failure)
{
    struct ranked_p *ranked = NULL;
    if (array_zeroed((void **)&ranked, count, sizeof *ranked, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < count; i++) {
        ranked[i] = (struct ranked_p){p[i], i};
    }
    qsort(ranked, count, sizeof *ranked, compare_ranked);
    double least = 1;
    for (size_t rank = count; rank > 0; rank--) {
        const double scaled = ranked[rank - 1].p * (double)count / (double)rank;
        least = scaled < least ? scaled : least;
        q[ranked[rank - 1].index] = least;
    }
    free(ranked);
    return STATUS_OK;
}
