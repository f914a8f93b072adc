/*
 * event_evidence.h - how surprising it is that a text holds so much of what an event is known by.
 *
 * A text that is not about the event is taken to hold each term with that term's chance, each on its own, and to repeat
 * it x times or more with chance / x: words come in bursts (Katz 1996, "Distribution of content words and phrases in
 * text and language modelling"; a tail in 1 / x is that of Zipf's law with exponent 2). What a count says is its
 * surprise in nats, ln(x / chance); what a text says is the sum over the terms; and how surprising that sum is, is
 * minus the logarithm of the chance that a text which is not about the event reaches it. That chance is worked out from
 * the terms' chances alone, so more terms must bring more before they are believed.
 */
#ifndef MIZAN_EVENT_EVIDENCE_H
#define MIZAN_EVENT_EVIDENCE_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"

enum { EVENT_EVIDENCE_COUNT_MOST = 8 }; /* a term that stands there more often says no more */

/* Zero-initialized it is empty: nothing is surprising. */
struct event_evidence {
    double *surprises; /* by step of evidence; ascending */
};

/* `chances` are above 0 and at most 1. */
enum status event_evidence_open(struct event_evidence *evidence, const double *chances, size_t count,
                                struct failure *failure) MUST_CHECK;
void event_evidence_close(struct event_evidence *evidence);

/* ln(count / chance), count >= 1. */
double event_evidence_of(double chance, uint32_t count);

/* The surprise, in nats, of a sum of evidence of the terms that the table was opened with; 0 for a sum of 0. It is
 * never told too large: sums are rounded to steps of 1/16 against the text. */
double event_evidence_surprise(const struct event_evidence *evidence, double sum);

#endif
