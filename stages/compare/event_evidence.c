/*
 * event_evidence.c - the distribution of the sum is that of one term after another, convolved on a grid. Each term's
 * evidence is rounded up to the grid, so that no tail comes out too light.
 */
#include "event_evidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

/* Beyond the reach a chance is below 1e-27, and every further nat of evidence is one of surprise. */
enum { STEPS_OF_A_NAT = 16, REACH_NATS = 64, STEPS = STEPS_OF_A_NAT * REACH_NATS };

double event_evidence_of(double chance, uint32_t count)
{
    const uint32_t counted = count < EVENT_EVIDENCE_COUNT_MOST ? count : EVENT_EVIDENCE_COUNT_MOST;
    return (double)logl((long double)counted / (long double)chance);
}

static size_t steps_of(double sum)
{
    const double steps = ceil(sum * STEPS_OF_A_NAT);
    return steps < STEPS ? (size_t)steps : STEPS;
}

/* `from` is what it was without the term, `to` becomes what it is with it. */
static void add_term(double chance, const double *from, double *to)
{
    for (size_t i = 0; i <= STEPS; i++) {
        to[i] = from[i] * (1 - chance);
    }
    for (uint32_t count = 1; count <= EVENT_EVIDENCE_COUNT_MOST; count++) {
        const double next = count < EVENT_EVIDENCE_COUNT_MOST ? chance / (count + 1) : 0;
        const double exactly = chance / count - next;
        const size_t step = steps_of(event_evidence_of(chance, count));
        for (size_t i = 0; i <= STEPS; i++) {
            to[i + step < STEPS ? i + step : STEPS] += from[i] * exactly;
        }
    }
}

static void sum_tail(double *chances)
{
    double tail = 0;
    for (size_t i = STEPS + 1; i-- > 0;) {
        tail += chances[i];
        chances[i] = tail > 0 ? (double)-logl((long double)(tail < 1 ? tail : 1)) : REACH_NATS;
    }
}

enum status event_evidence_open(struct event_evidence *evidence, const double *chances, size_t count,
                                struct failure *failure)
{
    double *other = NULL;
    *evidence = (struct event_evidence){0};
    if (array_zeroed((void **)&evidence->surprises, STEPS + 1, sizeof *other, failure) != STATUS_OK ||
        array_zeroed((void **)&other, STEPS + 1, sizeof *other, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    double *from = evidence->surprises, *to = other;
    from[0] = 1;
    for (size_t i = 0; i < count; i++) {
        add_term(chances[i], from, to);
        double *const turned = from;
        from = to;
        to = turned;
    }
    evidence->surprises = from;
    free(to);
    sum_tail(evidence->surprises);
    return STATUS_OK;
}

void event_evidence_close(struct event_evidence *evidence)
{
    free(evidence->surprises);
    *evidence = (struct event_evidence){0};
}

double event_evidence_surprise(const struct event_evidence *evidence, double sum)
{
    if (!(sum > 0) || evidence->surprises == NULL) {
        return 0;
    }
    const double beyond = sum > REACH_NATS ? sum - REACH_NATS : 0;
    return evidence->surprises[steps_of(sum)] + beyond;
}
