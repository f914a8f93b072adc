/*
 * relabelling.c - a permutation test within events (Good 2005; Lijffijt et al. 2016 on why words must not be permuted).
 *
 * Ties count as being as far: sums of the same rates in another order differ in their last bits, so a difference below
 * TIE of the size of what is summed is none.
 *
 * A draw's sides come from a counter-based generator, SplitMix64 (Steele, Lea & Flood 2014) over a state that is mixed
 * from seed and number: no draw depends on another, and any worker may make any of them.
 */
#include "relabelling.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "subset_sums.h"

#define TIE 1e-9

enum {
    TASK_RELABELLINGS = 125,
    ROUNDS = 7,
    SUBSETS_SHARE = 4, /* of the ways, beyond which a term's sums are quicker computed together with other terms' */
    SPARSE_SHARE = 3   /* of the terms, up to which the chosen documents' entries one by one are quicker (measured) */
};
static const uint64_t round_ends[ROUNDS] = {1000, 2000, 5000, 10000, 20000, 50000, RELABELLINGS_MOST};

static size_t count_inside(const struct relabelling *relabelling, const struct relabelled_event *event)
{
    size_t inside = 0;
    for (size_t d = event->first; d < event->end; d++) {
        inside += relabelling->documents[d].is_inside;
    }
    return inside;
}

uint64_t relabelling_ways(const struct relabelling *relabelling)
{
    uint64_t ways = 1;
    for (size_t e = 0; e < relabelling->event_count; e++) {
        const struct relabelled_event *const event = &relabelling->events[e];
        ways *= subset_ways(event->end - event->first, count_inside(relabelling, event), RELABELLINGS_MOST);
        if (ways > RELABELLINGS_MOST) {
            return RELABELLINGS_MOST + 1;
        }
    }
    return ways;
}

static uint64_t mix(uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31);
}

static uint64_t next_random(uint64_t *state)
{
    *state += 0x9E3779B97F4A7C15U;
    return mix(*state);
}

/* Below `bound`, every number equally often (Lemire 2019): the part of the range that does not fit a whole number of
 * times is drawn again. */
static uint32_t random_below(uint64_t *state, uint32_t bound)
{
    uint64_t product = (next_random(state) >> 32) * bound;
    if ((uint32_t)product < bound) {
        const uint32_t uneven = -bound % bound;
        while ((uint32_t)product < uneven) {
            product = (next_random(state) >> 32) * bound;
        }
    }
    return (uint32_t)(product >> 32);
}

/* What a worker needs for itself. */
struct worker_room {
    double *sums;    /* by place among the terms that are still tested; all 0 between relabellings if is_sparse */
    int64_t *as_far; /* likewise: how often in this round; if is_sparse, how much oftener than if all sums were 0 */
    size_t *chosen;  /* documents, event by event */
    uint64_t *drawn; /* by document: the number + 1 of the draw that chose it last */
};

/* Terms still tested, and the documents' shares of them. */
struct trial {
    const struct relabelling *relabelling;
    bool is_enumerated;
    size_t *inside;        /* by event */
    struct reach *reaches; /* by term */
    struct reach *placed;  /* by place */
    int64_t *as_far;       /* by term: of those enumerated or drawn so far */
    uint64_t *made;        /* by term */
    bool is_sparse;        /* a relabelling's side has few of the terms: the others' sums are not looked at */
    size_t *starts;        /* by document: its entries, document_count + 1 */
    uint32_t *places;      /* by entry: place among those still tested */
    double *rates;         /* by entry */
    uint32_t *tested;      /* the terms still tested */
    size_t tested_count, document_count;
    uint64_t first, end; /* of this round's relabellings */
    struct worker_room *rooms;
    unsigned room_count;
};

/* Relabelling `number` of all, those of the first event changing fastest; subsets in lexicographic order. */
static void unrank(const struct trial *trial, uint64_t number, size_t *chosen)
{
    for (size_t e = 0; e < trial->relabelling->event_count; e++) {
        const struct relabelled_event *const event = &trial->relabelling->events[e];
        const uint64_t ways = subset_ways(event->end - event->first, trial->inside[e], RELABELLINGS_MOST);
        uint64_t rank = number % ways;
        size_t wanted = trial->inside[e];
        number /= ways;
        for (size_t d = event->first; d < event->end && wanted > 0; d++) {
            if (wanted == 1) { /* one subset for each document that is left: of thousands none is looked at */
                *chosen++ = d + (size_t)rank;
                break;
            }
            const uint64_t with = subset_ways(event->end - d - 1, wanted - 1, RELABELLINGS_MOST);
            if (rank < with) {
                *chosen++ = d;
                wanted--;
            } else {
                rank -= with;
            }
        }
    }
}

/* Draw `number`: of each event as many as are inside, each subset equally often (Floyd; Bentley 1987), without a look
 * at those that are not chosen. */
static void draw(const struct trial *trial, uint64_t number, struct worker_room *room)
{
    uint64_t state = mix(trial->relabelling->seed + 0x9E3779B97F4A7C15U) ^ mix(number + 1);
    size_t *chosen = room->chosen;
    for (size_t e = 0; e < trial->relabelling->event_count; e++) {
        const struct relabelled_event *const event = &trial->relabelling->events[e];
        const size_t count = event->end - event->first;
        for (size_t i = count - trial->inside[e]; i < count; i++) {
            const size_t one = event->first + random_below(&state, (uint32_t)i + 1);
            const size_t document = room->drawn[one] == number + 1 ? event->first + i : one;
            room->drawn[document] = number + 1;
            *chosen++ = document;
        }
    }
}

static void add_document(const struct trial *trial, size_t document, double *sums)
{
    for (size_t i = trial->starts[document]; i < trial->starts[document + 1]; i++) {
        sums[trial->places[i]] += trial->rates[i];
    }
}

/* Looks at every term. */
static void count_all(const struct trial *trial, const struct worker_room *room, size_t chosen_count)
{
    memset(room->sums, 0, trial->tested_count * sizeof *room->sums);
    for (size_t i = 0; i < chosen_count; i++) {
        add_document(trial, room->chosen[i], room->sums);
    }
    for (size_t i = 0; i < trial->tested_count; i++) {
        room->as_far[i] += reach_is_met(trial->placed[i], room->sums[i]);
    }
}

/* Looks at the terms of the chosen documents alone: what the others come to is known. */
static void count_chosen(const struct trial *trial, const struct worker_room *room, size_t chosen_count)
{
    for (size_t i = 0; i < chosen_count; i++) {
        add_document(trial, room->chosen[i], room->sums);
    }
    for (size_t i = 0; i < chosen_count; i++) {
        const size_t end = trial->starts[room->chosen[i] + 1];
        for (size_t entry = trial->starts[room->chosen[i]]; entry < end; entry++) {
            const uint32_t place = trial->places[entry];
            const struct reach reach = trial->placed[place];
            room->as_far[place] += reach_is_met(reach, room->sums[place]) - reach_is_met(reach, 0);
            room->sums[place] = 0; /* met again, it counts for nothing */
        }
    }
}

static enum status run_task(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)failure;
    const struct trial *const trial = context;
    struct worker_room *const room = &trial->rooms[worker];
    const uint64_t first = trial->first + index * TASK_RELABELLINGS;
    const uint64_t end = first + TASK_RELABELLINGS < trial->end ? first + TASK_RELABELLINGS : trial->end;
    size_t chosen_count = 0;
    for (size_t e = 0; e < trial->relabelling->event_count; e++) {
        chosen_count += trial->inside[e];
    }
    for (uint64_t number = first; number < end; number++) {
        if (trial->is_enumerated) {
            unrank(trial, number, room->chosen);
        } else {
            draw(trial, number, room);
        }
        if (trial->is_sparse) {
            count_chosen(trial, room, chosen_count);
        } else {
            count_all(trial, room, chosen_count);
        }
    }
    return STATUS_OK;
}

/* Means over all relabellings, and the reach of the one there is, a tie's breadth shorter. */
static void measure_reaches(const struct trial *trial)
{
    const struct relabelling *const relabelling = trial->relabelling;
    for (size_t e = 0; e < relabelling->event_count; e++) {
        const struct relabelled_event *const event = &relabelling->events[e];
        const double share = (double)trial->inside[e] / (double)(event->end - event->first);
        for (size_t d = event->first; d < event->end; d++) {
            const struct relabelled_document *const document = &relabelling->documents[d];
            for (size_t i = 0; i < document->count; i++) {
                struct reach *const reach = &trial->reaches[document->terms[i]];
                reach->mean += share * document->rates[i];
                reach->reach += document->is_inside ? document->rates[i] : 0;
            }
        }
    }
    for (size_t t = 0; t < relabelling->term_count; t++) {
        struct reach *const reach = &trial->reaches[t];
        const double size = reach->reach + reach->mean;
        reach->reach = fabs(reach->reach - reach->mean) - TIE * size;
    }
}

/* Of a relabelling's documents, how many entries there are in the mean. */
static double mean_entries(const struct trial *trial)
{
    double entries = 0;
    for (size_t e = 0; e < trial->relabelling->event_count; e++) {
        const struct relabelled_event *const event = &trial->relabelling->events[e];
        entries += (double)(trial->starts[event->end] - trial->starts[event->first]) * (double)trial->inside[e] /
                   (double)(event->end - event->first);
    }
    return entries;
}

/* Copies the documents' entries of the terms that are still tested. */
static void narrow(struct trial *trial, uint32_t *place_of)
{
    size_t entry = 0;
    for (size_t i = 0; i < trial->tested_count; i++) {
        place_of[trial->tested[i]] = (uint32_t)i;
        trial->placed[i] = trial->reaches[trial->tested[i]];
    }
    for (size_t d = 0; d < trial->document_count; d++) {
        const struct relabelled_document *const document = &trial->relabelling->documents[d];
        trial->starts[d] = entry;
        for (size_t i = 0; i < document->count; i++) {
            if (place_of[document->terms[i]] != UINT32_MAX) {
                trial->places[entry] = place_of[document->terms[i]];
                trial->rates[entry++] = document->rates[i];
            }
        }
    }
    trial->starts[trial->document_count] = entry;
    trial->is_sparse = mean_entries(trial) * SPARSE_SHARE < (double)trial->tested_count;
}

/* Gathers what the workers counted, and lets go of the terms that have enough. */
static void settle_round(struct trial *trial, uint32_t *place_of)
{
    size_t kept = 0;
    for (size_t i = 0; i < trial->tested_count; i++) {
        const uint32_t term = trial->tested[i];
        if (trial->is_sparse && reach_is_met(trial->placed[i], 0)) {
            trial->as_far[term] += (int64_t)(trial->end - trial->first);
        }
        for (unsigned w = 0; w < trial->room_count; w++) {
            trial->as_far[term] += trial->rooms[w].as_far[i];
        }
        trial->made[term] = trial->end;
        place_of[term] = UINT32_MAX;
        if (trial->is_enumerated || trial->as_far[term] < RELABELLING_ENOUGH) {
            trial->tested[kept++] = term;
        }
    }
    trial->tested_count = kept;
}

static enum status run_round(struct trial *trial, uint32_t *place_of, struct flow *flow)
{
    narrow(trial, place_of);
    for (unsigned w = 0; w < trial->room_count; w++) {
        memset(trial->rooms[w].as_far, 0, trial->tested_count * sizeof *trial->rooms[w].as_far);
        memset(trial->rooms[w].sums, 0, trial->tested_count * sizeof *trial->rooms[w].sums);
    }
    const uint64_t tasks = (trial->end - trial->first + TASK_RELABELLINGS - 1) / TASK_RELABELLINGS;
    if (flow_parallel(flow, (size_t)tasks, run_task, trial) != STATUS_OK) {
        return STATUS_FAILED;
    }
    settle_round(trial, place_of);
    return STATUS_OK;
}

static enum status take_rooms(struct trial *trial, unsigned workers, struct failure *failure)
{
    const size_t terms = trial->relabelling->term_count;
    if (array_zeroed((void **)&trial->rooms, workers, sizeof *trial->rooms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    trial->room_count = workers;
    for (unsigned w = 0; w < workers; w++) {
        struct worker_room *const room = &trial->rooms[w];
        if (array_zeroed((void **)&room->sums, terms, sizeof *room->sums, failure) != STATUS_OK ||
            array_zeroed((void **)&room->as_far, terms, sizeof *room->as_far, failure) != STATUS_OK ||
            array_zeroed((void **)&room->chosen, trial->document_count, sizeof *room->chosen, failure) != STATUS_OK ||
            array_zeroed((void **)&room->drawn, trial->document_count, sizeof *room->drawn, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status take_memory(struct trial *trial, uint32_t **place_of, unsigned workers, struct failure *failure)
{
    const struct relabelling *const relabelling = trial->relabelling;
    const size_t terms = relabelling->term_count, events = relabelling->event_count;
    size_t entries = 0;
    for (size_t e = 0; e < events; e++) {
        trial->document_count =
            relabelling->events[e].end > trial->document_count ? relabelling->events[e].end : trial->document_count;
    }
    for (size_t d = 0; d < trial->document_count; d++) {
        entries += relabelling->documents[d].count;
    }
    if (array_zeroed((void **)&trial->inside, events, sizeof *trial->inside, failure) != STATUS_OK ||
        array_zeroed((void **)&trial->reaches, terms, sizeof *trial->reaches, failure) != STATUS_OK ||
        array_zeroed((void **)&trial->placed, terms, sizeof *trial->placed, failure) != STATUS_OK ||
        array_zeroed((void **)&trial->as_far, terms, sizeof *trial->as_far, failure) != STATUS_OK ||
        array_zeroed((void **)&trial->made, terms, sizeof *trial->made, failure) != STATUS_OK ||
        array_zeroed((void **)&trial->tested, terms, sizeof *trial->tested, failure) != STATUS_OK ||
        array_zeroed((void **)place_of, terms, sizeof **place_of, failure) != STATUS_OK ||
        array_zeroed((void **)&trial->starts, trial->document_count + 1, sizeof *trial->starts, failure) != STATUS_OK ||
        array_zeroed((void **)&trial->places, entries, sizeof *trial->places, failure) != STATUS_OK ||
        array_zeroed((void **)&trial->rates, entries, sizeof *trial->rates, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return take_rooms(trial, workers, failure);
}

static void free_memory(struct trial *trial, uint32_t *place_of)
{
    for (unsigned w = 0; w < trial->room_count; w++) {
        free(trial->rooms[w].drawn);
        free(trial->rooms[w].chosen);
        free(trial->rooms[w].as_far);
        free(trial->rooms[w].sums);
    }
    free(trial->rooms);
    free(trial->rates);
    free(trial->places);
    free(trial->starts);
    free(place_of);
    free(trial->tested);
    free(trial->made);
    free(trial->as_far);
    free(trial->placed);
    free(trial->reaches);
    free(trial->inside);
}

/* Of all ways those terms first that few documents have; the rest is still to be tested. */
static enum status enumerate_terms(struct trial *trial, struct flow *flow)
{
    const struct subset_terms terms = {trial->relabelling, trial->inside, trial->reaches, trial->end / SUBSETS_SHARE};
    if (subset_sums_of_terms(&terms, trial->as_far, flow) != STATUS_OK) {
        return STATUS_FAILED;
    }
    trial->tested_count = 0;
    for (size_t t = 0; t < trial->relabelling->term_count; t++) {
        trial->made[t] = trial->end;
        if (trial->as_far[t] == SUBSETS_UNCOUNTED) {
            trial->as_far[t] = 0;
            trial->tested[trial->tested_count++] = (uint32_t)t;
        }
    }
    return STATUS_OK;
}

static enum status run_rounds(struct trial *trial, uint32_t *place_of, uint64_t ways, struct flow *flow)
{
    const struct relabelling *const relabelling = trial->relabelling;
    trial->is_enumerated = ways <= RELABELLINGS_MOST;
    for (size_t e = 0; e < relabelling->event_count; e++) {
        trial->inside[e] = count_inside(relabelling, &relabelling->events[e]);
    }
    measure_reaches(trial);
    trial->tested_count = relabelling->term_count;
    for (size_t t = 0; t < relabelling->term_count; t++) {
        trial->tested[t] = (uint32_t)t;
        place_of[t] = UINT32_MAX;
    }
    if (trial->is_enumerated) {
        trial->end = ways;
        if (enumerate_terms(trial, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
        return trial->tested_count > 0 ? run_round(trial, place_of, flow) : STATUS_OK;
    }
    for (size_t round = 0; round < ROUNDS && trial->tested_count > 0; round++) {
        trial->first = trial->end;
        trial->end = round_ends[round];
        if (run_round(trial, place_of, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

enum status relabelling_test(const struct relabelling *relabelling, double *p, uint64_t *made, struct flow *flow)
{
    struct trial trial = {.relabelling = relabelling};
    uint32_t *place_of = NULL;
    enum status status = take_memory(&trial, &place_of, flow_workers(flow), flow_failure(flow));
    if (status == STATUS_OK) {
        status = run_rounds(&trial, place_of, relabelling_ways(relabelling), flow);
    }
    *made = trial.end;
    for (size_t t = 0; status == STATUS_OK && t < relabelling->term_count; t++) {
        /* Of those enumerated the one there is is one; to those drawn it is added. */
        const double as_far = (double)trial.as_far[t], all = (double)trial.made[t];
        p[t] = trial.is_enumerated ? as_far / all : (as_far + 1) / (all + 1);
    }
    free_memory(&trial, place_of);
    return status;
}
