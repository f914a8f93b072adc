/*
 * source_intervals.c - the delete-one-group jackknife of MEASURES: each group of sentences of a telling is taken out in
 * turn, and what is left is measured against every other telling of the event.
 *
 * A task is one telling: its groups are taken out once for all its partners. More than JACKKNIFE_GROUPS_MOST groups
 * would make a long text cost the square of its length and the interval no better, so the groups of a long text are
 * longer. The row that is left lies spread over the columns, so that a partner costs as much as its own row.
 */
#include "source_intervals.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "jackknife.h"
#include "segment_groups.h"

/* One worker's. */
struct room {
    uint32_t *sums, *lead_sums; /* counts of the group and of its lead, by column; all 0 between groups */
    double *spread;             /* values of what is left, by column; all 0 between groups */
    uint32_t *columns, *counts, *lead_columns, *lead_counts;
    double *values;
    double *replicates; /* partner by partner, JACKKNIFE_GROUPS_MOST each */
};

struct intervals {
    struct source_pairs *pairs;
    size_t *group_counts; /* by telling */
    double *variances;    /* two a pair: of side a and of side b */
    struct room *rooms;
    size_t room_count;
};

static uint64_t group_words(const struct telling *telling)
{
    const uint64_t wanted = (telling->tokens + JACKKNIFE_GROUPS_MOST - 1) / JACKKNIFE_GROUPS_MOST;
    return wanted > GROUP_WORDS ? wanted : GROUP_WORDS;
}

/* The row without the counts in `sums`, which are 0 again; `columns` and `counts` have room for it. */
static struct term_row subtract(struct term_row row, uint32_t *sums, uint32_t *columns, uint32_t *counts)
{
    size_t count = 0;
    for (size_t i = 0; i < row.count; i++) {
        const uint32_t column = row.columns[i], taken = sums[column];
        sums[column] = 0;
        if (row.counts[i] > taken) {
            columns[count] = column;
            counts[count++] = row.counts[i] - taken;
        }
    }
    return (struct term_row){columns, counts, count};
}

/* What is left of the telling without the counts in sums, scaled and spread over the columns. */
static struct term_row leave_out(struct room *room, const struct similarity_measure *measure, struct term_row total,
                                 struct term_row lead)
{
    const struct term_row left = subtract(total, room->sums, room->columns, room->counts);
    const struct term_row lead_left = subtract(lead, room->lead_sums, room->lead_columns, room->lead_counts);
    (void)similarity_scale(measure, left, lead_left, room->values);
    for (size_t i = 0; i < left.count; i++) {
        room->spread[room->columns[i]] = room->values[i];
    }
    return left;
}

static double spread_product(const struct room *room, struct scaled_row partner)
{
    double sum = 0;
    for (size_t i = 0; i < partner.row.count; i++) {
        sum += room->spread[partner.row.columns[i]] * partner.values[i];
    }
    return sum;
}

static void replicate(struct intervals *intervals, size_t telling, size_t group, struct room *room)
{
    const struct source_pairs *const pairs = intervals->pairs;
    const struct tellings *const tellings = pairs->tellings;
    const size_t event = tellings->items[telling].event, first = tellings->event_starts[event];
    const struct term_row left =
        leave_out(room, pairs->measure, tellings_row(tellings, telling), tellings_lead(tellings, telling));
    for (size_t partner = first; partner < tellings->event_starts[event + 1]; partner++) {
        if (partner != telling && intervals->group_counts[partner] >= JACKKNIFE_GROUPS) {
            room->replicates[(partner - first) * JACKKNIFE_GROUPS_MOST + group] =
                similarity_settle(pairs->measure, spread_product(room, source_pairs_row(pairs, partner)));
        }
    }
    for (size_t i = 0; i < left.count; i++) {
        room->spread[left.columns[i]] = 0;
    }
}

/* The variance that this telling's groups bring into each of its pairs. */
static void settle(struct intervals *intervals, size_t telling, size_t group_count, const struct room *room)
{
    const struct tellings *const tellings = intervals->pairs->tellings;
    const size_t event = tellings->items[telling].event, first = tellings->event_starts[event];
    for (size_t partner = first; partner < tellings->event_starts[event + 1]; partner++) {
        if (partner != telling && intervals->group_counts[partner] >= JACKKNIFE_GROUPS) {
            const bool is_a = telling < partner;
            const size_t a = is_a ? telling : partner, b = is_a ? partner : telling;
            const size_t pair = source_pairs_index(intervals->pairs, event, a - first, b - first);
            intervals->variances[pair * 2 + !is_a] =
                jackknife_variance(room->replicates + (partner - first) * JACKKNIFE_GROUPS_MOST, group_count);
        }
    }
}

static enum status take_out(void *context, size_t telling, unsigned worker, struct failure *failure)
{
    struct intervals *const intervals = context;
    struct room *const room = &intervals->rooms[worker];
    const struct tellings *const tellings = intervals->pairs->tellings;
    const size_t event = tellings->items[telling].event;
    struct segment_groups groups;
    if (intervals->group_counts[telling] < JACKKNIFE_GROUPS ||
        tellings->event_starts[event + 1] - tellings->event_starts[event] < 2) {
        return STATUS_OK;
    }
    const enum status status =
        segment_groups_make(&groups, tellings, telling, group_words(&tellings->items[telling]), failure);
    if (status == STATUS_OK) {
        for (size_t group = 0; group < groups.count; group++) {
            segment_groups_add(&groups, &tellings->counts->segments, group, room->sums);
            segment_groups_add(&groups, &tellings->counts->segment_leads, group, room->lead_sums);
            replicate(intervals, telling, group, room);
        }
        settle(intervals, telling, groups.count, room);
    }
    segment_groups_free(&groups);
    return status;
}

static size_t most_partners(const struct tellings *tellings)
{
    size_t most = 0;
    for (size_t event = 0; event < tellings->event_count; event++) {
        const size_t count = tellings->event_starts[event + 1] - tellings->event_starts[event];
        most = count > most ? count : most;
    }
    return most;
}

static enum status open_room(struct room *room, const struct tellings *tellings, struct failure *failure)
{
    const size_t terms = tellings->counts->term_count;
    if (array_zeroed((void **)&room->sums, terms, sizeof *room->sums, failure) != STATUS_OK ||
        array_zeroed((void **)&room->lead_sums, terms, sizeof *room->lead_sums, failure) != STATUS_OK ||
        array_zeroed((void **)&room->lead_columns, terms, sizeof *room->lead_columns, failure) != STATUS_OK ||
        array_zeroed((void **)&room->lead_counts, terms, sizeof *room->lead_counts, failure) != STATUS_OK ||
        array_zeroed((void **)&room->spread, terms, sizeof *room->spread, failure) != STATUS_OK ||
        array_zeroed((void **)&room->columns, terms, sizeof *room->columns, failure) != STATUS_OK ||
        array_zeroed((void **)&room->counts, terms, sizeof *room->counts, failure) != STATUS_OK ||
        array_zeroed((void **)&room->values, terms, sizeof *room->values, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return array_zeroed((void **)&room->replicates, most_partners(tellings) * JACKKNIFE_GROUPS_MOST,
                        sizeof *room->replicates, failure);
}

static enum status open_intervals(struct intervals *intervals, size_t workers, struct failure *failure)
{
    const struct tellings *const tellings = intervals->pairs->tellings;
    if (array_zeroed((void **)&intervals->group_counts, tellings->count, sizeof *intervals->group_counts, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&intervals->variances, intervals->pairs->count * 2, sizeof *intervals->variances,
                     failure) != STATUS_OK ||
        array_zeroed((void **)&intervals->rooms, workers, sizeof *intervals->rooms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    intervals->room_count = workers;
    for (size_t i = 0; i < workers; i++) {
        if (open_room(&intervals->rooms[i], tellings, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    for (size_t i = 0; i < tellings->count; i++) {
        intervals->group_counts[i] = segment_groups_count(tellings, i, group_words(&tellings->items[i]));
    }
    return STATUS_OK;
}

static void close_intervals(struct intervals *intervals)
{
    for (size_t i = 0; i < intervals->room_count; i++) {
        struct room *const room = &intervals->rooms[i];
        free(room->replicates);
        free(room->values);
        free(room->lead_counts);
        free(room->lead_columns);
        free(room->lead_sums);
        free(room->counts);
        free(room->columns);
        free(room->spread);
        free(room->sums);
    }
    free(intervals->rooms);
    free(intervals->variances);
    free(intervals->group_counts);
}

static void note_variances(struct intervals *intervals)
{
    for (size_t i = 0; i < intervals->pairs->count; i++) {
        struct source_pair *const pair = &intervals->pairs->items[i];
        pair->groups_a = intervals->group_counts[pair->a];
        pair->groups_b = intervals->group_counts[pair->b];
        if (!isnan(pair->similarity) && pair->groups_a >= JACKKNIFE_GROUPS && pair->groups_b >= JACKKNIFE_GROUPS) {
            pair->variance = intervals->variances[i * 2] + intervals->variances[i * 2 + 1];
        }
    }
}

enum status source_intervals_find(struct source_pairs *pairs, struct flow *flow)
{
    struct intervals intervals = {.pairs = pairs};
    enum status status = open_intervals(&intervals, flow_workers(flow), flow_failure(flow));
    if (status == STATUS_OK) {
        status = flow_parallel_shown(flow, "finding intervals", pairs->tellings->count, take_out, &intervals);
    }
    if (status == STATUS_OK) {
        note_variances(&intervals);
    }
    close_intervals(&intervals);
    return status;
}
