/*
 * relabelling.h - how often chance alone would set a side this far apart: whole documents change sides within their
 * event, words never.
 */
#ifndef MIZAN_RELABELLING_H
#define MIZAN_RELABELLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stage.h"

/* Up to this many relabellings are enumerated; of more, this many are drawn. */
enum { RELABELLINGS_MOST = 100000 };

/* A document: which of the tested terms it has, and how much of each. */
struct relabelled_document {
    const uint32_t *terms; /* 0 .. term_count - 1 */
    const double *rates;   /* of each of them: what is summed over a side */
    size_t count;
    bool is_inside; /* on the side that is tested */
};

/* An event: documents first .. end - 1. Those inside and those outside change places with each other. */
struct relabelled_event {
    size_t first, end;
};

struct relabelling {
    const struct relabelled_document *documents;
    const struct relabelled_event *events;
    size_t event_count;
    size_t term_count;
    uint64_t seed; /* draw number i depends on it and on i alone */
};

/* In how many ways the sides can be dealt out, the one that is among them; RELABELLINGS_MOST + 1 where there are
 * more. */
uint64_t relabelling_ways(const struct relabelling *relabelling);

/*
 * p of each term, two-sided: the share of relabellings whose sum over the side is as far from its mean over all
 * relabellings as the one there is. Enumerated exactly up to RELABELLINGS_MOST ways; else drawn, p = (b + 1) / (B + 1).
 * Draws for a term end early, after 1,000, 2,000, 5,000 ..., once RELABELLING_ENOUGH were as far: such a p is large,
 * and known well (Besag & Clifford 1991). *made: enumerated or most that were drawn. Results do not depend on workers.
 */
enum { RELABELLING_ENOUGH = 100 };
enum status relabelling_test(const struct relabelling *relabelling, double *p, uint64_t *made,
                             struct flow *flow) MUST_CHECK;

#endif
