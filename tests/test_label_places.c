/* Places were worked out by hand; whether any two overlap is looked at pair by pair. */
#include <criterion/criterion.h>

#include "label_places.h"

static const struct label_area area = {.width = 100, .height = 60, .radius = 3};

Test(label_places, a_name_stands_right_of_its_point)
{
    struct label_point point = {.x = 20, .y = 30, .width = 40, .height = 10};
    label_places_find(&point, 1, &area);
    cr_assert(point.is_placed);
    cr_expect_eq(point.left, 25);
    cr_expect_eq(point.top, 25);
}

Test(label_places, at_the_edge_it_stands_left_and_in_a_corner_above)
{
    struct label_point right = {.x = 90, .y = 30, .width = 40, .height = 10};
    struct label_point low = {.x = 50, .y = 57, .width = 50, .height = 10};
    label_places_find(&right, 1, &area);
    cr_expect_eq(right.left, 45);
    label_places_find(&low, 1, &area);
    cr_assert(low.is_placed);
    cr_expect_eq(low.left, 25);
    cr_expect_eq(low.top, 42);
}

Test(label_places, the_first_is_served_and_what_has_no_place_is_left_out)
{
    struct label_point points[3] = {{.x = 20, .y = 30, .width = 70, .height = 10},
                                    {.x = 20, .y = 45, .width = 70, .height = 30},
                                    {.x = 20, .y = 30, .width = 200, .height = 10}};
    label_places_find(points, 3, &area);
    cr_expect(!points[1].is_placed);
    cr_expect(!points[2].is_placed);
}

static bool apart(double a, double a_size, double b, double b_size)
{
    return a + a_size <= b || b + b_size <= a;
}

Test(label_places, no_name_covers_another_or_a_point)
{
    enum { COUNT = 60 };
    struct label_point points[COUNT];
    const struct label_area plot = {.width = 520, .height = 266, .radius = 3};
    unsigned state = 1;
    size_t placed = 0;
    for (size_t i = 0; i < COUNT; i++) {
        state = state * 1103515245U + 12345U;
        points[i] = (struct label_point){
            .x = state >> 8 & 511, .y = state >> 17 & 255, .width = 30 + (double)(i % 5) * 10, .height = 14};
    }
    label_places_find(points, COUNT, &plot);
    for (size_t i = 0; i < COUNT; i++) {
        placed += points[i].is_placed;
        for (size_t j = 0; points[i].is_placed && j < COUNT; j++) {
            if (i == j)
                continue;
            cr_expect(apart(points[i].left, points[i].width, points[j].x - 3, 6) ||
                      apart(points[i].top, points[i].height, points[j].y - 3, 6));
            cr_expect(!points[j].is_placed || apart(points[i].left, points[i].width, points[j].left, points[j].width) ||
                      apart(points[i].top, points[i].height, points[j].top, points[j].height));
        }
    }
    cr_expect_gt(placed, COUNT / 4);
}
