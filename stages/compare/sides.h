/* sides.h - one source against others: who stands on which side, and what each side says. */
#ifndef MIZAN_SIDES_H
#define MIZAN_SIDES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "frames.h"

/* For `event`: all events that both sides tell, taken together. And for `other`: whoever is not the source. */
#define SIDES_ALL SIZE_MAX

enum side { SIDE_NONE, SIDE_SOURCE, SIDE_OTHERS };

/* What is compared: set by its owner. */
struct comparison {
    const struct frame *frame;
    size_t event_count; /* of the tellings */
    size_t event;       /* or SIDES_ALL */
    size_t source, other;
};

/* The side of a unit, whatever its event. */
enum side comparison_side(const struct comparison *comparison, const struct frame_unit *unit);

/* True where both sides have words on the event. */
bool comparison_is_told(const struct comparison *comparison, size_t event);

/* True where the event is among those compared, and both sides have words on it. */
bool comparison_covers(const struct comparison *comparison, size_t event);

/* Counts by column: all of them 0 between two calls of sides_gather. */
struct sides {
    uint64_t *counts_a, *counts_b; /* of the source, of the others; by column */
    uint32_t *touched;             /* columns that one of them has */
    size_t touched_count;
    uint64_t words_a, words_b;
    size_t events; /* that both sides tell */
};

enum status sides_open(struct sides *sides, size_t column_count, struct failure *failure) MUST_CHECK;
void sides_close(struct sides *sides);

/* For whoever sums up on their own: adds a unit to a side; empties both. */
void sides_add(struct sides *sides, const struct frame_unit *unit, bool is_source);
void sides_forget(struct sides *sides);

/* Sums up both sides over the events that are covered. */
void sides_gather(struct sides *sides, const struct comparison *comparison);

#endif
