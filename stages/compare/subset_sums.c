/*
 * subset_sums.c - of the documents of an event that hold the term any so many are chosen, of the others the rest:
 * C(size
 * - holding, chosen - taken) ways that have the same sum, which is computed once.
 */
#include "subset_sums.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

uint64_t subset_ways(uint64_t n, uint64_t k, uint64_t most)
{
    uint64_t ways = 1;
    if (k > n) {
        return 0;
    }
    const uint64_t taken = k < n - k ? k : n - k;
    for (uint64_t i = 1; i <= taken && ways <= most; i++) {
        ways = ways * (n - taken + i) / i;
    }
    return ways <= most ? ways : most + 1;
}

static size_t holding(const struct subset_event *event)
{
    return event->end - event->first;
}

/* So many must be taken of those that hold it, as the others are too few. */
static size_t least_taken(const struct subset_event *event)
{
    const size_t others = event->size - holding(event);
    return event->chosen > others ? event->chosen - others : 0;
}

static size_t most_taken(const struct subset_event *event)
{
    return event->chosen < holding(event) ? event->chosen : holding(event);
}

uint64_t subset_sums_count(const struct subset_sums *sums, uint64_t most)
{
    uint64_t count = 1;
    size_t depth = 0;
    for (size_t e = 0; e < sums->event_count && count <= most; e++) {
        const struct subset_event *const event = &sums->events[e];
        uint64_t ways = 0;
        depth += most_taken(event);
        for (size_t taken = least_taken(event); taken <= most_taken(event) && ways <= most; taken++) {
            ways += subset_ways(holding(event), taken, most);
        }
        count = ways <= most ? count * ways : most + 1;
    }
    return count <= most && depth <= SUBSET_DEPTH_MOST ? count : most + 1;
}

struct walk {
    const struct subset_sums *sums;
    struct reach reach;
};

/* From event `e`, of which `taken` were taken so far, rates before `next` looked at, to the last one. */
static uint64_t walk_on(const struct walk *walk, size_t e, size_t next, size_t taken, double sum)
{
    if (e == walk->sums->event_count) {
        return reach_is_met(walk->reach, sum);
    }
    const struct subset_event *const event = &walk->sums->events[e];
    const size_t least = least_taken(event), missing = least > taken ? least - taken : 1;
    uint64_t as_far = 0;
    if (taken >= least) {
        const uint64_t ways = subset_ways(event->size - holding(event), event->chosen - taken, UINT32_MAX);
        const size_t after = e + 1 < walk->sums->event_count ? walk->sums->events[e + 1].first : 0;
        as_far += ways * walk_on(walk, e + 1, after, 0, sum);
    }
    for (size_t i = next; taken < event->chosen && i + missing <= event->end; i++) {
        as_far += walk_on(walk, e, i + 1, taken + 1, sum + walk->sums->rates[i]);
    }
    return as_far;
}

uint64_t subset_sums_as_far(const struct subset_sums *sums, struct reach reach)
{
    const struct walk walk = {sums, reach};
    return walk_on(&walk, 0, sums->event_count > 0 ? sums->events[0].first : 0, 0, 0);
}

/* ---- all terms ---- */

/* The documents' entries, term by term, and of a term event by event. */
struct term_index {
    const struct subset_terms *terms;
    size_t *starts;   /* by term, term_count + 1 */
    uint32_t *events; /* by entry */
    double *rates;
    struct subset_event *rooms; /* by worker and event */
    int64_t *as_far;
};

/* Counts into starts[term + 1]; returns how many there are. */
static size_t count_entries(const struct term_index *index)
{
    const struct relabelling *const relabelling = index->terms->relabelling;
    for (size_t e = 0; e < relabelling->event_count; e++) {
        for (size_t d = relabelling->events[e].first; d < relabelling->events[e].end; d++) {
            for (size_t i = 0; i < relabelling->documents[d].count; i++) {
                index->starts[relabelling->documents[d].terms[i] + 1]++;
            }
        }
    }
    for (size_t t = 0; t < relabelling->term_count; t++) {
        index->starts[t + 1] += index->starts[t];
    }
    return index->starts[relabelling->term_count];
}

static void fill_entries(const struct term_index *index)
{
    const struct relabelling *const relabelling = index->terms->relabelling;
    for (size_t e = 0; e < relabelling->event_count; e++) {
        for (size_t d = relabelling->events[e].first; d < relabelling->events[e].end; d++) {
            for (size_t i = 0; i < relabelling->documents[d].count; i++) {
                const size_t entry = index->starts[relabelling->documents[d].terms[i]]++;
                index->events[entry] = (uint32_t)e;
                index->rates[entry] = relabelling->documents[d].rates[i];
            }
        }
    }
    memmove(index->starts + 1, index->starts, relabelling->term_count * sizeof *index->starts);
    index->starts[0] = 0;
}

static void divide_entries(const struct term_index *index, size_t term, struct subset_event *events)
{
    const struct relabelling *const relabelling = index->terms->relabelling;
    size_t entry = index->starts[term];
    for (size_t e = 0; e < relabelling->event_count; e++) {
        const size_t first = entry, size = relabelling->events[e].end - relabelling->events[e].first;
        while (entry < index->starts[term + 1] && index->events[entry] == e) {
            entry++;
        }
        events[e] = (struct subset_event){size, index->terms->inside[e], first, entry};
    }
}

enum { TASK_TERMS = 64 };

static enum status count_terms(void *context, size_t task, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct term_index *const index = context;
    const struct relabelling *const relabelling = index->terms->relabelling;
    const uint64_t most = index->terms->most;
    struct subset_event *const events = index->rooms + worker * relabelling->event_count;
    for (size_t t = task * TASK_TERMS; t < relabelling->term_count && t < (task + 1) * TASK_TERMS; t++) {
        divide_entries(index, t, events);
        const struct subset_sums sums = {events, relabelling->event_count, index->rates};
        index->as_far[t] = subset_sums_count(&sums, most) <= most
                               ? (int64_t)subset_sums_as_far(&sums, index->terms->reaches[t])
                               : SUBSETS_UNCOUNTED;
    }
    return STATUS_OK;
}

static enum status fill_index(struct term_index *index, unsigned workers, struct failure *failure)
{
    const struct relabelling *const relabelling = index->terms->relabelling;
    if (array_zeroed((void **)&index->starts, relabelling->term_count + 1, sizeof *index->starts, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t entries = count_entries(index);
    if (array_zeroed((void **)&index->events, entries, sizeof *index->events, failure) != STATUS_OK ||
        array_zeroed((void **)&index->rates, entries, sizeof *index->rates, failure) != STATUS_OK ||
        array_zeroed((void **)&index->rooms, workers * relabelling->event_count, sizeof *index->rooms, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    fill_entries(index);
    return STATUS_OK;
}

enum status subset_sums_of_terms(const struct subset_terms *terms, int64_t *as_far, struct flow *flow)
{
    struct term_index index = {.terms = terms, .as_far = as_far};
    const size_t count = terms->relabelling->term_count;
    enum status status = fill_index(&index, flow_workers(flow), flow_failure(flow));
    if (status == STATUS_OK) {
        status = flow_parallel(flow, (count + TASK_TERMS - 1) / TASK_TERMS, count_terms, &index);
    }
    free(index.rooms);
    free(index.rates);
    free(index.events);
    free(index.starts);
    return status;
}
