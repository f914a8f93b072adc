/* label_places.h - where names stand in a plot so that none covers another or a point. */
#ifndef MIZAN_LABEL_PLACES_H
#define MIZAN_LABEL_PLACES_H

#include <stdbool.h>
#include <stddef.h>

#include "failure.h"

struct label_point {
    double x, y;          /* of the point, y downwards */
    double width, height; /* of its name */
    double left, top;     /* where the name is put, if it is */
    bool is_placed;
};

struct label_area {
    double width, height; /* from 0, 0 */
    double radius;        /* of a point */
};

/*
 * Places names in the order of the points, so the most important come first: right of the point, left, above, below;
 * the first place at which the name lies within the area and covers neither a name placed before nor any point. A name
 * without such a place is not placed. O(count^2).
 */
void label_places_find(struct label_point *points, size_t count, const struct label_area *area);

#endif
