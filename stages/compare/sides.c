/* sides.c - sums run in the order of the units, over events that both sides tell: an event that one of them leaves out
 * altogether is no difference of words. */
#include "sides.h"

#include <stdlib.h>

#include "array.h"

enum side comparison_side(const struct comparison *comparison, const struct frame_unit *unit)
{
    if (unit->source == comparison->source) {
        return SIDE_SOURCE;
    }
    return comparison->other == SIDES_ALL || unit->source == comparison->other ? SIDE_OTHERS : SIDE_NONE;
}

bool comparison_is_told(const struct comparison *comparison, size_t event)
{
    const struct frame *const frame = comparison->frame;
    bool has_source = false, has_others = false;
    for (size_t i = frame->event_starts[event]; i < frame->event_starts[event + 1]; i++) {
        const enum side side = comparison_side(comparison, &frame->units[i]);
        has_source = has_source || (side == SIDE_SOURCE && frame->units[i].words > 0);
        has_others = has_others || (side == SIDE_OTHERS && frame->units[i].words > 0);
    }
    return has_source && has_others;
}

bool comparison_covers(const struct comparison *comparison, size_t event)
{
    return (comparison->event == SIDES_ALL || comparison->event == event) && comparison_is_told(comparison, event);
}

enum status sides_open(struct sides *sides, size_t column_count, struct failure *failure)
{
    *sides = (struct sides){0};
    if (array_zeroed((void **)&sides->counts_a, column_count, sizeof *sides->counts_a, failure) != STATUS_OK ||
        array_zeroed((void **)&sides->counts_b, column_count, sizeof *sides->counts_b, failure) != STATUS_OK ||
        array_zeroed((void **)&sides->touched, column_count, sizeof *sides->touched, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void sides_close(struct sides *sides)
{
    free(sides->touched);
    free(sides->counts_b);
    free(sides->counts_a);
    *sides = (struct sides){0};
}

void sides_forget(struct sides *sides)
{
    for (size_t i = 0; i < sides->touched_count; i++) {
        sides->counts_a[sides->touched[i]] = 0;
        sides->counts_b[sides->touched[i]] = 0;
    }
    sides->touched_count = 0;
    sides->words_a = 0;
    sides->words_b = 0;
    sides->events = 0;
}

void sides_add(struct sides *sides, const struct frame_unit *unit, bool is_source)
{
    uint64_t *const counts = is_source ? sides->counts_a : sides->counts_b;
    *(is_source ? &sides->words_a : &sides->words_b) += unit->words;
    for (size_t i = 0; i < unit->row.count; i++) {
        const uint32_t column = unit->row.columns[i];
        if (sides->counts_a[column] == 0 && sides->counts_b[column] == 0) {
            sides->touched[sides->touched_count++] = column;
        }
        counts[column] += unit->row.counts[i];
    }
}

void sides_gather(struct sides *sides, const struct comparison *comparison)
{
    const struct frame *const frame = comparison->frame;
    sides_forget(sides);
    const bool is_all = comparison->event == SIDES_ALL;
    const size_t end = is_all ? comparison->event_count : comparison->event + 1;
    for (size_t event = is_all ? 0 : comparison->event; event < end; event++) {
        if (!comparison_covers(comparison, event)) {
            continue;
        }
        sides->events++;
        for (size_t i = frame->event_starts[event]; i < frame->event_starts[event + 1]; i++) {
            const enum side side = comparison_side(comparison, &frame->units[i]);
            if (side != SIDE_NONE) {
                sides_add(sides, &frame->units[i], side == SIDE_SOURCE);
            }
        }
    }
}
