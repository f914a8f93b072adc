/* contrast_test.h - which of a source's terms differ from the others' by more than a chance dealing out of documents
 * would make them. */
#ifndef MIZAN_CONTRAST_TEST_H
#define MIZAN_CONTRAST_TEST_H

#include "relabelling.h"
#include "sides.h"

enum {
    CONTRAST_TEST_DOCUMENTS = 3,           /* a term that stands in fewer is not tested, */
    CONTRAST_TEST_EVENTS = 2,              /* nor one in fewer events, unless but one is compared */
    CONTRAST_TEST_TERMS = 5000,            /* of more, those in most documents are tested */
    CONTRAST_TEST_LEAST_RELABELLINGS = 40, /* with fewer no p can be below .05, and none is given */
    CONTRAST_TEST_RELABELLINGS_A_TERM = 20 /* with fewer for each term tested there is no q */
};

/* Of one comparison over all events. Zero-initialized it is closed. */
struct contrast_test {
    double *p, *q;       /* by column; NaN: not tested, no q */
    uint32_t *documents; /* by column: that hold it, of both sides together */
    uint32_t *events;    /* likewise; the event counted last and how many */
    uint32_t *last_event;
    uint32_t *tested; /* columns, ascending */
    size_t tested_count, column_count;
    uint64_t ways;         /* of dealing out the documents */
    uint64_t relabellings; /* enumerated or drawn; 0: none */
};

enum status contrast_test_open(struct contrast_test *test, size_t column_count, struct failure *failure) MUST_CHECK;
void contrast_test_close(struct contrast_test *test);

/* Tests what the comparison, of SIDES_ALL, bears. */
enum status contrast_test_run(struct contrast_test *test, const struct comparison *comparison, uint64_t seed,
                              struct flow *flow) MUST_CHECK;

#endif
