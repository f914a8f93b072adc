/* mantel_haenszel.h - one odds ratio over several tables, so that an unequal mix of events makes no difference. */
#ifndef MIZAN_MANTEL_HAENSZEL_H
#define MIZAN_MANTEL_HAENSZEL_H

#include <stddef.h>

#include "keyness.h"

/* An interval wants this many events in which the term stands. */
enum { MANTEL_HAENSZEL_EVENTS = 5 };

struct common_odds {
    double log_odds;  /* of the common odds ratio; NaN where one side never has the term: it would be infinite */
    double low, high; /* 95 %; NaN with fewer than MANTEL_HAENSZEL_EVENTS tables that hold the term, and where the
                         log odds without one of the events would be infinite */
};

/* A table an event. Tables without the term, or with an empty side, say nothing and are not counted. */
struct common_odds mantel_haenszel(const struct keyness_table *tables, size_t count);

#endif
