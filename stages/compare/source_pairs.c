/*
 * source_pairs.c - a telling is one text: the counts of its documents are summed and measured as a document would be.
 */
#include "source_pairs.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"
#include "spill.h"

/* Room for two rows without names, for one worker. */
struct room {
    uint32_t *columns, *counts;
    double *values;
};

struct work {
    struct source_pairs *pairs;
    struct room *rooms; /* two a worker */
    size_t room_count;
};

static size_t longest_total(const struct tellings *tellings)
{
    size_t longest = 0;
    for (size_t i = 0; i < tellings->count; i++) {
        const size_t count = tellings_row(tellings, i).count;
        longest = count > longest ? count : longest;
    }
    return longest;
}

static enum status open_rooms(struct work *work, size_t workers, struct failure *failure)
{
    const size_t longest = longest_total(work->pairs->tellings);
    if (array_zeroed((void **)&work->rooms, workers * 2, sizeof *work->rooms, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    work->room_count = workers * 2;
    for (size_t i = 0; i < work->room_count; i++) {
        struct room *const room = &work->rooms[i];
        if (array_zeroed((void **)&room->columns, longest, sizeof *room->columns, failure) != STATUS_OK ||
            array_zeroed((void **)&room->counts, longest, sizeof *room->counts, failure) != STATUS_OK ||
            array_zeroed((void **)&room->values, longest, sizeof *room->values, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static void close_rooms(struct work *work)
{
    for (size_t i = 0; i < work->room_count; i++) {
        free(work->rooms[i].values);
        free(work->rooms[i].counts);
        free(work->rooms[i].columns);
    }
    free(work->rooms);
}

struct scaled_row source_pairs_row(const struct source_pairs *pairs, size_t telling)
{
    return (struct scaled_row){tellings_row(pairs->tellings, telling),
                               pairs->values + pairs->tellings->totals.starts[telling]};
}

static double without_names(const struct source_pairs *pairs, const struct source_pair *pair, struct room *rooms)
{
    const struct vocabulary_term *const terms = pairs->tellings->counts->terms;
    const size_t tellings[] = {pair->a, pair->b};
    struct scaled_row rows[2];
    for (size_t side = 0; side < 2; side++) {
        rows[side].row = scaled_row_without_names(terms, tellings_row(pairs->tellings, tellings[side]),
                                                  rooms[side].columns, rooms[side].counts);
        rows[side].values = rooms[side].values;
        if (!similarity_scale(pairs->measure, rows[side].row, tellings_lead(pairs->tellings, tellings[side]),
                              rooms[side].values)) {
            return NAN;
        }
    }
    return similarity_of_rows(pairs->measure, rows[0], rows[1]);
}

static void measure_pair(const struct source_pairs *pairs, struct source_pair *pair, struct room *rooms)
{
    if (!pairs->exists[pair->a] || !pairs->exists[pair->b]) {
        return;
    }
    const struct scaled_row a = source_pairs_row(pairs, pair->a), b = source_pairs_row(pairs, pair->b);
    pair->similarity = similarity_of_rows(pairs->measure, a, b);
    if (similarity_is_like(pairs->measure, pair->similarity)) {
        pair->names_share = similarity_names_share(pairs->measure, a, b);
    }
    pair->without_names = without_names(pairs, pair, rooms);
}

static enum status measure_event(void *context, size_t event, unsigned worker, struct failure *failure)
{
    (void)failure;
    struct work *const work = context;
    struct source_pairs *const pairs = work->pairs;
    for (size_t i = pairs->event_starts[event]; i < pairs->event_starts[event + 1]; i++) {
        measure_pair(pairs, &pairs->items[i], &work->rooms[worker * 2]);
    }
    return STATUS_OK;
}

size_t source_pairs_wanted(const struct tellings *tellings)
{
    size_t wanted = 0;
    for (size_t event = 0; event < tellings->event_count; event++) {
        const size_t count = tellings->event_starts[event + 1] - tellings->event_starts[event];
        wanted += count * (count - 1) / 2;
    }
    return wanted;
}

static void list_pairs(struct source_pairs *pairs)
{
    const struct tellings *const tellings = pairs->tellings;
    for (size_t event = 0; event < tellings->event_count; event++) {
        for (size_t a = tellings->event_starts[event]; a < tellings->event_starts[event + 1]; a++) {
            for (size_t b = a + 1; b < tellings->event_starts[event + 1]; b++) {
                pairs->items[pairs->count++] = (struct source_pair){.a = a,
                                                                    .b = b,
                                                                    .similarity = NAN,
                                                                    .names_share = NAN,
                                                                    .without_names = NAN,
                                                                    .variance = NAN,
                                                                    .centred = NAN};
            }
        }
        pairs->event_starts[event + 1] = pairs->count;
    }
}

enum status source_pairs_open(struct source_pairs *pairs, const struct tellings *tellings,
                              const struct similarity_measure *measure, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    const struct count_rows *const totals = &tellings->totals;
    struct work work = {.pairs = pairs};
    *pairs = (struct source_pairs){.tellings = tellings, .measure = measure};
    if (spill_zeroed(tellings->counts->spill, (void **)&pairs->values, totals->starts[tellings->count],
                     sizeof *pairs->values, failure) != STATUS_OK ||
        array_zeroed((void **)&pairs->exists, tellings->count, sizeof *pairs->exists, failure) != STATUS_OK ||
        array_zeroed((void **)&pairs->items, source_pairs_wanted(tellings), sizeof *pairs->items, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&pairs->event_starts, tellings->event_count + 1, sizeof *pairs->event_starts, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < tellings->count; i++) {
        pairs->exists[i] = similarity_scale(measure, tellings_row(tellings, i), tellings_lead(tellings, i),
                                            pairs->values + totals->starts[i]);
    }
    list_pairs(pairs);
    enum status status = open_rooms(&work, flow_workers(flow), failure);
    if (status == STATUS_OK) {
        status = flow_parallel_shown(flow, "comparing sources on events", tellings->event_count, measure_event, &work);
    }
    close_rooms(&work);
    return status;
}

void source_pairs_close(struct source_pairs *pairs)
{
    free(pairs->event_starts);
    free(pairs->items);
    free(pairs->exists);
    if (pairs->tellings != NULL) {
        spill_free(pairs->tellings->counts->spill, pairs->values);
    }
    *pairs = (struct source_pairs){0};
}

static bool is_year(const struct vocabulary_term *term)
{
    static const size_t prefix = sizeof TERM_YEAR_PREFIX - 1;
    return term->channel == CHANNEL_DATE && term->term.length > prefix &&
           memcmp(term->term.bytes, TERM_YEAR_PREFIX, prefix) == 0;
}

size_t source_pairs_years(const struct source_pairs *pairs, const struct source_pair *pair, size_t *years)
{
    const struct term_row a = tellings_row(pairs->tellings, pair->a), b = tellings_row(pairs->tellings, pair->b);
    size_t count = 0;
    for (size_t i = 0, k = 0; scaled_row_next_shared(a, b, &i, &k); i++, k++) {
        if (is_year(&pairs->tellings->counts->terms[a.columns[i]])) {
            years[count++] = a.columns[i];
        }
    }
    return count;
}
