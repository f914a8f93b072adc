/* label_places.c - greedy: better placements are known (Christensen, Marks & Shieber 1995), but a reader sees no
 * difference at some tens of names, and these are the same for the same points. */
#include "label_places.h"

enum { WAYS = 4 };
#define GAP 2.0 /* between a point and its name */

static bool overlaps(double left, double top, double width, double height, double other_left, double other_top,
                     double other_width, double other_height)
{
    return left < other_left + other_width && other_left < left + width && top < other_top + other_height &&
           other_top < top + height;
}

static void place(struct label_point *point, unsigned way, double radius)
{
    const double aside = radius + GAP;
    point->left = way == 0   ? point->x + aside
                  : way == 1 ? point->x - aside - point->width
                             : point->x - point->width / 2;
    point->top = way < 2    ? point->y - point->height / 2
                 : way == 2 ? point->y - aside - point->height
                            : point->y + aside;
}

static bool is_free(const struct label_point *points, size_t count, size_t own, const struct label_area *area)
{
    const struct label_point *const point = &points[own];
    if (point->left < 0 || point->top < 0 || point->left + point->width > area->width ||
        point->top + point->height > area->height)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct label_point *const other = &points[i];
        const double radius = area->radius;
        if (i != own && overlaps(point->left, point->top, point->width, point->height, other->x - radius,
                                 other->y - radius, 2 * radius, 2 * radius))
            return false;
        if (i < own && other->is_placed &&
            overlaps(point->left, point->top, point->width, point->height, other->left, other->top, other->width,
                     other->height))
            return false;
    }
    return true;
}

void label_places_find(struct label_point *points, size_t count, const struct label_area *area)
{
    for (size_t i = 0; i < count; i++) {
        points[i].is_placed = false;
        for (unsigned way = 0; way < WAYS && !points[i].is_placed; way++) {
            place(&points[i], way, area->radius);
            points[i].is_placed = is_free(points, count, i, area);
        }
    }
}
