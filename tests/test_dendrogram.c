/*
 * Merges and heights of the six items are scipy 1.10.1's:
 * linkage(squareform(max(S) - S), 'average') with S below, rounded to 6 places.
 */
#include <criterion/criterion.h>
#include <math.h>

#include "dendrogram.h"

static const double six[36] = {0,   0.8,  0.3, 0.2,  0.1, 0.25, 0.8,  0,    0.35, 0.15, 0.12, 0.3,
                               0.3, 0.35, 0,   0.6,  0.4, 0.2,  0.2,  0.15, 0.6,  0,    0.45, 0.1,
                               0.1, 0.12, 0.4, 0.45, 0,   0.05, 0.25, 0.3,  0.2,  0.1,  0.05, 0};

Test(dendrogram, merges_as_another_program_does)
{
    static const struct dendrogram_merge expected[] = {
        {0, 1, 0}, {2, 3, 0.2}, {4, 7, 0.375}, {5, 6, 0.525}, {8, 9, 0.625556}};
    struct dendrogram tree;
    struct failure failure = {0};
    cr_assert_eq(dendrogram_open(&tree, six, 6, &failure), STATUS_OK);
    for (size_t i = 0; i < 5; i++) {
        cr_expect_eq(tree.merges[i].first, expected[i].first, "merge %zu", i);
        cr_expect_eq(tree.merges[i].second, expected[i].second, "merge %zu", i);
        cr_expect_lt(fabs(tree.merges[i].height - expected[i].height), 1e-6, "merge %zu: %.9f", i,
                     tree.merges[i].height);
    }
    dendrogram_close(&tree);
}

/* Of a tree each subtree stands together in the order. */
Test(dendrogram, puts_what_is_merged_side_by_side)
{
    struct dendrogram tree;
    struct failure failure = {0};
    size_t place[6];
    cr_assert_eq(dendrogram_open(&tree, six, 6, &failure), STATUS_OK);
    for (size_t i = 0; i < 6; i++)
        place[tree.order[i]] = i;
    cr_expect_eq(place[0] > place[1] ? place[0] - place[1] : place[1] - place[0], 1);
    cr_expect_eq(place[2] > place[3] ? place[2] - place[3] : place[3] - place[2], 1);
    /* 4 joins 2 and 3 and is nearer to 3; 5 joins 0 and 1 and is nearer to 1 */
    cr_expect_eq(place[4] > place[3] ? place[4] - place[3] : place[3] - place[4], 1);
    cr_expect_eq(place[5] > place[1] ? place[5] - place[1] : place[1] - place[5], 1);
    dendrogram_close(&tree);
}

Test(dendrogram, of_equal_distances_takes_the_first_and_keeps_the_order)
{
    static const double level[9] = {0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0};
    struct dendrogram tree;
    struct failure failure = {0};
    cr_assert_eq(dendrogram_open(&tree, level, 3, &failure), STATUS_OK);
    cr_expect_eq(tree.merges[0].first, 0);
    cr_expect_eq(tree.merges[0].second, 1);
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(tree.order[i], i);
    dendrogram_close(&tree);
}

Test(dendrogram, takes_what_is_not_known_for_no_likeness)
{
    static const double gaps[9] = {NAN, NAN, 0.9, NAN, NAN, 0.1, 0.9, 0.1, NAN};
    struct dendrogram tree;
    struct failure failure = {0};
    cr_assert_eq(dendrogram_open(&tree, gaps, 3, &failure), STATUS_OK);
    cr_expect_eq(tree.merges[0].first, 0);
    cr_expect_eq(tree.merges[0].second, 2);
    cr_expect_lt(fabs(tree.merges[1].height - 0.85), 1e-12);
    dendrogram_close(&tree);
}

Test(dendrogram, of_one_item_and_of_none_is_empty)
{
    static const double alone = NAN;
    struct dendrogram tree;
    struct failure failure = {0};
    cr_assert_eq(dendrogram_open(&tree, &alone, 1, &failure), STATUS_OK);
    cr_expect_eq(tree.order[0], 0);
    dendrogram_close(&tree);
    cr_assert_eq(dendrogram_open(&tree, NULL, 0, &failure), STATUS_OK);
    cr_expect_eq(tree.count, 0);
    dendrogram_close(&tree);
}
