/*
 * source_nulls.c - the null of MEASURES: S(a, b) against all S(a', b') with a' of a's source and b' of b's, in their
 * languages, on two events that differ, all cut to one length by random runs of at least 40 words.
 *
 * The pair is averaged over its draws, the null is not. Of the pair's two texts one has just that length, so that its
 * draws are all alike, and averaging takes no chance out of them; the texts of the null are longer, and their averages
 * vary less than texts of that length do. Held against averages, .096 of unrelated pairs came at or below .05, and as
 * many at the other end. Held against single draws a pair varies at most as much as its null, so that the percentile
 * errs towards the middle.
 *
 * Where there are more pairs than are compared, each draw takes others: pairs of one length share their null, and a
 * hundred that are drawn once and for all may hold one on nearly the same matter, which all pairs of that length then
 * come after (the encyclopedias of tests/slow/certainty.py: by seed, the percentile went with length by -.22 to .53).
 *
 * The length is the shorter one of the pair, taken down to a step of a scale (400, 566, 800, 1,131 ...: half an octave
 * each), so that pairs of one step share their null: one job. The measure is flat from 400 words on, so a step costs
 * little.
 */
#include "source_nulls.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "keyed_random.h"
#include "null_cuts.h"

/* So many cuts and products take some seconds; beyond it there are fewer draws. */
enum { WORK_MOST = 1500000 };

/* A mean of equal values may differ from them by so much: equal ones count as above. */
#define ROUNDING 1e-12

/* Pairs of one job have the same key. */
struct null_key {
    size_t source_a, source_b;
    struct span language_a, language_b;
    uint64_t length;
};

struct null_pair {
    size_t a, b; /* tellings */
};

struct null_job {
    struct null_key key;
    size_t first_member, member_count; /* of nulls->members */
    size_t eligible, events;
};

struct member {
    struct null_key key;
    size_t pair;
};

struct nulls {
    struct source_pairs *pairs;
    uint64_t seed;
    unsigned draws;
    struct member *members; /* by key, then pair */
    size_t member_count;
    struct null_job *jobs;
    size_t job_count;
    struct segment_groups *groups; /* by telling; empty where it is too short */
    size_t group_count;
};

static struct span language_of(const struct tellings *tellings, size_t telling)
{
    return tellings->units[tellings->items[telling].first_unit].language;
}

static bool is_usable(const struct tellings *tellings, size_t telling, uint64_t length)
{
    return tellings->items[telling].tokens >= length && tellings_are_monolingual(tellings, telling, telling);
}

/* The step of the scale at or below: 400 or 566 times a power of two. */
static uint64_t length_step(uint64_t words)
{
    const uint64_t half_octave = 566; /* 400 times the root of two */
    uint64_t step = NULL_WORDS_LEAST, between = half_octave;
    while (step * 2 <= words) {
        step *= 2;
        between *= 2;
    }
    return between <= words ? between : step;
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_keys(const struct null_key *a, const struct null_key *b)
{
    int order = compare_numbers(a->source_a, b->source_a);
    order = order != 0 ? order : compare_numbers(a->source_b, b->source_b);
    order = order != 0 ? order : compare_numbers(a->length, b->length);
    order = order != 0 ? order : span_compare(a->language_a, b->language_a);
    return order != 0 ? order : span_compare(a->language_b, b->language_b);
}

static int compare_members(const void *a, const void *b)
{
    const struct member *const first = a, *const second = b;
    const int order = compare_keys(&first->key, &second->key);
    return order != 0 ? order : compare_numbers(first->pair, second->pair);
}

static void list_members(struct nulls *nulls)
{
    const struct tellings *const tellings = nulls->pairs->tellings;
    for (size_t i = 0; i < nulls->pairs->count; i++) {
        struct source_pair *const pair = &nulls->pairs->items[i];
        if (isnan(pair->similarity) || !is_usable(tellings, pair->a, NULL_WORDS_LEAST) ||
            !is_usable(tellings, pair->b, NULL_WORDS_LEAST)) {
            continue;
        }
        const uint64_t a = tellings->items[pair->a].tokens, b = tellings->items[pair->b].tokens;
        pair->null_length = length_step(a < b ? a : b);
        nulls->members[nulls->member_count++] =
            (struct member){{tellings->items[pair->a].source, tellings->items[pair->b].source,
                             language_of(tellings, pair->a), language_of(tellings, pair->b), pair->null_length},
                            i};
    }
    qsort(nulls->members, nulls->member_count, sizeof *nulls->members, compare_members);
}

/* The tellings of one side that a job may use; returns how many. */
static size_t list_side(const struct tellings *tellings, const struct null_key *key, bool is_a, size_t *side)
{
    const size_t source = is_a ? key->source_a : key->source_b;
    const struct span language = is_a ? key->language_a : key->language_b;
    size_t count = 0;
    for (size_t i = 0; i < tellings->count; i++) {
        if (tellings->items[i].source == source && is_usable(tellings, i, key->length) &&
            span_equal(language_of(tellings, i), language)) {
            side[count++] = i;
        }
    }
    return count;
}

/* Room of one job: the pairs and the cuts of one draw, and what they came to. */
struct job_room {
    size_t *sides[2];
    size_t side_counts[2];
    struct null_pair *pairs; /* of the null, then those that are tested */
    size_t pair_count, pair_capacity;
    struct null_cuts cuts;
    double *values; /* of the null, by draw */
    double *sums;   /* over draws, by member of the job */
};

static void close_job_room(struct job_room *room)
{
    free(room->sums);
    free(room->values);
    null_cuts_close(&room->cuts);
    free(room->pairs);
    free(room->sides[1]);
    free(room->sides[0]);
}

static enum status open_sides(struct job_room *room, const struct tellings *tellings, struct failure *failure)
{
    if (array_zeroed((void **)&room->sides[0], tellings->count, sizeof(size_t), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return array_zeroed((void **)&room->sides[1], tellings->count, sizeof(size_t), failure);
}

static enum status add_pair(struct job_room *room, size_t a, size_t b, struct failure *failure)
{
    if (array_reserve((void **)&room->pairs, &room->pair_capacity, room->pair_count + 1, sizeof *room->pairs,
                      failure) != STATUS_OK ||
        null_cuts_add(&room->cuts, a, failure) != STATUS_OK || null_cuts_add(&room->cuts, b, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    room->pairs[room->pair_count++] = (struct null_pair){a, b};
    return STATUS_OK;
}

static bool differ(const struct tellings *tellings, size_t a, size_t b)
{
    return tellings->items[a].event != tellings->items[b].event;
}

/* Both sides are sorted by event, and a source tells an event once: what is not eligible is counted by merging. */
static void count_eligible(const struct tellings *tellings, const struct job_room *room, struct null_job *job)
{
    const size_t *const a = room->sides[0], *const b = room->sides[1];
    size_t same = 0;
    for (size_t i = 0, k = 0; i < room->side_counts[0] && k < room->side_counts[1];) {
        const size_t event_a = tellings->items[a[i]].event, event_b = tellings->items[b[k]].event;
        same += event_a == event_b;
        i += event_a <= event_b;
        k += event_b <= event_a;
    }
    job->eligible = room->side_counts[0] * room->side_counts[1] - same;
    job->events = room->side_counts[0] + room->side_counts[1] - same;
}

static bool is_chosen(const struct job_room *room, size_t a, size_t b)
{
    for (size_t i = 0; i < room->pair_count; i++) {
        if (room->pairs[i].a == a && room->pairs[i].b == b) {
            return true;
        }
    }
    return false;
}

/* All eligible pairs, or the draw's choice of them. */
static enum status choose_pairs(const struct nulls *nulls, const struct null_job *job, struct job_room *room,
                                unsigned draw, struct failure *failure)
{
    const struct tellings *const tellings = nulls->pairs->tellings;
    const size_t *const a = room->sides[0], *const b = room->sides[1];
    enum status status = STATUS_OK;
    if (job->eligible <= NULL_PAIRS_MOST) {
        for (size_t i = 0; i < room->side_counts[0]; i++) {
            for (size_t k = 0; k < room->side_counts[1] && status == STATUS_OK; k++) {
                status = differ(tellings, a[i], b[k]) ? add_pair(room, a[i], b[k], failure) : STATUS_OK;
            }
        }
        return status;
    }
    const uint64_t key[] = {span_hash(tellings->sources[job->key.source_a]),
                            span_hash(tellings->sources[job->key.source_b]), job->key.length, draw};
    struct keyed_random random = keyed_random_start(nulls->seed, key, sizeof key / sizeof *key);
    while (room->pair_count < NULL_PAIRS_MOST && status == STATUS_OK) {
        const size_t i = a[keyed_random_below(&random, room->side_counts[0])];
        const size_t k = b[keyed_random_below(&random, room->side_counts[1])];
        if (differ(tellings, i, k) && !is_chosen(room, i, k)) {
            status = add_pair(room, i, k, failure);
        }
    }
    return status;
}

static size_t used_pairs(const struct null_job *job)
{
    return job->eligible < NULL_PAIRS_MOST ? job->eligible : NULL_PAIRS_MOST;
}

static struct source_pair *tested_pair(const struct nulls *nulls, const struct null_job *job, size_t member)
{
    return &nulls->pairs->items[nulls->members[job->first_member + member].pair];
}

static void settle_job(const struct nulls *nulls, const struct null_job *job, const struct job_room *room)
{
    const size_t values = used_pairs(job) * nulls->draws;
    for (size_t i = 0; i < job->member_count; i++) {
        struct source_pair *const tested = tested_pair(nulls, job, i);
        const double mean = room->sums[i] / nulls->draws, least = mean - ROUNDING * fabs(mean);
        size_t above = 0;
        for (size_t k = 0; k < values; k++) {
            above += room->values[k] >= least;
        }
        tested->null_used = used_pairs(job);
        tested->null_above = (double)above / nulls->draws;
    }
}

static enum status draw_pairs(const struct nulls *nulls, const struct null_job *job, struct job_room *room,
                              unsigned draw, struct failure *failure)
{
    const size_t used = used_pairs(job);
    room->pair_count = 0;
    null_cuts_forget(&room->cuts);
    if (choose_pairs(nulls, job, room, draw, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < job->member_count; i++) {
        const struct source_pair *const tested = tested_pair(nulls, job, i);
        if (add_pair(room, tested->a, tested->b, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    null_cuts_draw(&room->cuts, nulls->pairs->measure, nulls->seed, job->key.length, draw);
    for (size_t i = 0; i < room->pair_count; i++) {
        const double value = similarity_of_rows(nulls->pairs->measure, null_cuts_row(&room->cuts, room->pairs[i].a),
                                                null_cuts_row(&room->cuts, room->pairs[i].b));
        if (i < used) {
            room->values[draw * used + i] = value;
        } else {
            room->sums[i - used] += value;
        }
    }
    return STATUS_OK;
}

static enum status draw_job(const struct nulls *nulls, const struct null_job *job, struct job_room *room,
                            struct failure *failure)
{
    const struct tellings *const tellings = nulls->pairs->tellings;
    room->side_counts[0] = list_side(tellings, &job->key, true, room->sides[0]);
    room->side_counts[1] = list_side(tellings, &job->key, false, room->sides[1]);
    if (null_cuts_open(&room->cuts, tellings, nulls->groups, failure) != STATUS_OK ||
        array_zeroed((void **)&room->values, used_pairs(job) * nulls->draws, sizeof *room->values, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&room->sums, job->member_count, sizeof *room->sums, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (unsigned draw = 0; draw < nulls->draws; draw++) {
        if (draw_pairs(nulls, job, room, draw, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    settle_job(nulls, job, room);
    return STATUS_OK;
}

static enum status run_job(void *context, size_t index, unsigned worker, struct failure *failure)
{
    (void)worker;
    const struct nulls *const nulls = context;
    const struct null_job *const job = &nulls->jobs[index];
    struct job_room room = {0};
    if (job->eligible < NULL_PAIRS_LEAST) {
        return STATUS_OK;
    }
    enum status status = open_sides(&room, nulls->pairs->tellings, failure);
    if (status == STATUS_OK) {
        status = draw_job(nulls, job, &room, failure);
    }
    close_job_room(&room);
    return status;
}

/* Members of one key stand side by side and make one job. */
static enum status list_jobs(struct nulls *nulls, struct failure *failure)
{
    struct job_room room = {0};
    if (array_zeroed((void **)&nulls->jobs, nulls->member_count, sizeof *nulls->jobs, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    enum status status = open_sides(&room, nulls->pairs->tellings, failure);
    for (size_t i = 0; i < nulls->member_count && status == STATUS_OK; i++) {
        const struct member *const member = &nulls->members[i];
        struct null_job *job = nulls->job_count > 0 ? &nulls->jobs[nulls->job_count - 1] : NULL;
        if (job == NULL || compare_keys(&job->key, &member->key) != 0) {
            job = &nulls->jobs[nulls->job_count++];
            *job = (struct null_job){.key = member->key, .first_member = i};
            room.side_counts[0] = list_side(nulls->pairs->tellings, &job->key, true, room.sides[0]);
            room.side_counts[1] = list_side(nulls->pairs->tellings, &job->key, false, room.sides[1]);
            count_eligible(nulls->pairs->tellings, &room, job);
        }
        job->member_count++;
        nulls->pairs->items[member->pair].null_pairs = job->eligible;
        nulls->pairs->items[member->pair].null_events = job->events;
    }
    close_job_room(&room);
    return status;
}

static enum status cut_groups(struct nulls *nulls, struct failure *failure)
{
    const struct tellings *const tellings = nulls->pairs->tellings;
    if (array_zeroed((void **)&nulls->groups, tellings->count, sizeof *nulls->groups, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    nulls->group_count = tellings->count;
    for (size_t i = 0; i < tellings->count; i++) {
        if (is_usable(tellings, i, NULL_WORDS_LEAST) &&
            segment_groups_make(&nulls->groups[i], tellings, i, GROUP_WORDS, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static unsigned draws_for(const struct nulls *nulls)
{
    size_t work = 0;
    for (size_t i = 0; i < nulls->job_count; i++) {
        const struct null_job *const job = &nulls->jobs[i];
        if (job->eligible >= NULL_PAIRS_LEAST) {
            work += 2 * (used_pairs(job) + job->member_count);
        }
    }
    const size_t draws = work > 0 ? WORK_MOST / work : NULL_DRAWS_MOST;
    const size_t at_least = draws > NULL_DRAWS_LEAST ? draws : NULL_DRAWS_LEAST;
    return (unsigned)(at_least < NULL_DRAWS_MOST ? at_least : NULL_DRAWS_MOST);
}

static void close_nulls(struct nulls *nulls)
{
    for (size_t i = 0; i < nulls->group_count; i++) {
        segment_groups_free(&nulls->groups[i]);
    }
    free(nulls->groups);
    free(nulls->jobs);
    free(nulls->members);
}

enum status source_nulls_find(struct source_pairs *pairs, uint64_t seed, unsigned *draws, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    struct nulls nulls = {.pairs = pairs, .seed = seed};
    enum status status = array_zeroed((void **)&nulls.members, pairs->count, sizeof *nulls.members, failure);
    if (status == STATUS_OK) {
        list_members(&nulls);
        status = list_jobs(&nulls, failure);
    }
    if (status == STATUS_OK) {
        status = cut_groups(&nulls, failure);
    }
    if (status == STATUS_OK) {
        nulls.draws = *draws = draws_for(&nulls);
        status = flow_parallel_shown(flow, "drawing pairs on other events", nulls.job_count, run_job, &nulls);
    }
    close_nulls(&nulls);
    return status;
}
