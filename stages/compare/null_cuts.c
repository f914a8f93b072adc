/* null_cuts.c - room is kept from draw to draw: a draw needs two hundred tellings of however many there are. */
#include "null_cuts.h"

#include <stdlib.h>

#include "array.h"
#include "keyed_random.h"

enum status null_cuts_open(struct null_cuts *cuts, const struct tellings *tellings, const struct segment_groups *groups,
                           struct failure *failure)
{
    size_t most_groups = 0;
    *cuts = (struct null_cuts){.tellings = tellings, .groups = groups};
    for (size_t i = 0; i < tellings->count; i++) {
        most_groups = groups[i].count > most_groups ? groups[i].count : most_groups;
    }
    if (array_zeroed((void **)&cuts->places, tellings->count, sizeof *cuts->places, failure) != STATUS_OK ||
        array_zeroed((void **)&cuts->sums, tellings->counts->term_count, sizeof *cuts->sums, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return array_zeroed((void **)&cuts->order, most_groups, sizeof *cuts->order, failure);
}

void null_cuts_close(struct null_cuts *cuts)
{
    for (size_t i = 0; i < cuts->rooms; i++) {
        free(cuts->items[i].values);
        free(cuts->items[i].counts);
        free(cuts->items[i].columns);
    }
    free(cuts->order);
    free(cuts->sums);
    free(cuts->places);
    free(cuts->items);
    *cuts = (struct null_cuts){0};
}

void null_cuts_forget(struct null_cuts *cuts)
{
    for (size_t i = 0; i < cuts->count; i++) {
        cuts->places[cuts->items[i].telling] = 0;
    }
    cuts->count = 0;
}

enum status null_cuts_add(struct null_cuts *cuts, size_t telling, struct failure *failure)
{
    if (cuts->places[telling] > 0) {
        return STATUS_OK;
    }
    if (array_reserve((void **)&cuts->items, &cuts->capacity, cuts->count + 1, sizeof *cuts->items, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t terms = tellings_row(cuts->tellings, telling).count;
    struct null_cut *const cut = &cuts->items[cuts->count];
    if (cuts->count++ == cuts->rooms) {
        *cut = (struct null_cut){0};
        cuts->rooms++;
    }
    cut->telling = telling;
    cuts->places[telling] = cuts->count;
    if (array_reserve((void **)&cut->columns, &cut->columns_capacity, terms, sizeof *cut->columns, failure) !=
            STATUS_OK ||
        array_reserve((void **)&cut->counts, &cut->counts_capacity, terms, sizeof *cut->counts, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return array_reserve((void **)&cut->values, &cut->values_capacity, terms, sizeof *cut->values, failure);
}

static uint64_t name_hash(const struct tellings *tellings, size_t telling)
{
    const uint64_t odd = 0xD6E8FEB86659FD93u; /* any odd number: sets (event, source) and (source, event) apart */
    return span_hash(tellings->events[tellings->items[telling].event]) * odd +
           span_hash(tellings->sources[tellings->items[telling].source]);
}

static void draw_cut(struct null_cuts *cuts, struct null_cut *cut, const struct similarity_measure *measure,
                     uint64_t seed, uint64_t length, unsigned draw)
{
    const struct tellings *const tellings = cuts->tellings;
    const struct segment_groups *const groups = &cuts->groups[cut->telling];
    const struct term_row total = tellings_row(tellings, cut->telling);
    const uint64_t key[] = {name_hash(tellings, cut->telling), length, draw};
    struct keyed_random random = keyed_random_start(seed, key, sizeof key / sizeof *key);
    uint64_t words = 0;
    for (size_t i = 0; i < groups->count; i++) {
        cuts->order[i] = i;
    }
    keyed_random_choose(&random, cuts->order, groups->count, groups->count);
    for (size_t i = 0; i < groups->count && words < length; i++) {
        segment_groups_add(groups, &tellings->counts->segments, cuts->order[i], cuts->sums);
        words += groups->words[cuts->order[i]];
    }
    cut->count = 0;
    for (size_t i = 0; i < total.count; i++) {
        const uint32_t column = total.columns[i];
        if (cuts->sums[column] > 0) {
            cut->columns[cut->count] = column;
            cut->counts[cut->count++] = cuts->sums[column];
            cuts->sums[column] = 0;
        }
    }
    (void)similarity_scale(measure, (struct term_row){cut->columns, cut->counts, cut->count}, (struct term_row){0},
                           cut->values);
}

void null_cuts_draw(struct null_cuts *cuts, const struct similarity_measure *measure, uint64_t seed, uint64_t length,
                    unsigned draw)
{
    for (size_t i = 0; i < cuts->count; i++) {
        draw_cut(cuts, &cuts->items[i], measure, seed, length, draw);
    }
}

struct scaled_row null_cuts_row(const struct null_cuts *cuts, size_t telling)
{
    const struct null_cut *const cut = &cuts->items[cuts->places[telling] - 1];
    return (struct scaled_row){{cut->columns, cut->counts, cut->count}, cut->values};
}
