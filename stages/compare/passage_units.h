/* passage_units.h - what a document says of an event of a map, as sentences that each count once. */
#ifndef MIZAN_PASSAGE_UNITS_H
#define MIZAN_PASSAGE_UNITS_H

#include "tellings.h"

/* What is said of an event in one document. */
struct passage_unit {
    struct span event, source;
    size_t document;
    size_t first_range, range_count; /* into the ranges */
};

/* The units of a map, by event, source, document; `units` and `ranges` (room for map->range_count each) are filled.
 * Documents without a source make none. Returns how many units there are. */
size_t passage_units_list(const struct event_map *map, const struct counts *counts, struct passage_unit *units,
                          struct segment_range *ranges);

/* Counted words of a range. */
uint64_t passage_units_words(const struct counts *counts, struct segment_range range);

/* Cuts each telling to the length of the shortest that is not short; units, their tokens and those of the tellings
 * follow. A unit may be left without ranges. */
void passage_units_cut(struct tellings *tellings);

#endif
