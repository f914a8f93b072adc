#include <criterion/criterion.h>
#include <stdio.h>

#include "results_sample.h"
#include "scratch.h"

static void make(void)
{
    scratch_open();
    results_sample_write();
}

TestSuite(changed_neighbours, .init = make, .fini = scratch_close);

static const char *changes(void)
{
    return results_sample_changes(1u << CHECK_NEIGHBOURS, changed_neighbours);
}

Test(changed_neighbours, equal_folders_have_no_change)
{
    cr_expect_str_eq(changes(), "");
}

/* The first two of war/post in OUT. */
static void put_neighbours(const char *first, const char *second)
{
    char text[128];
    results_sample_write();
    snprintf(text, sizeof text, "war/post,1,%s\r\nwar/post,2,%s\r\n", first, second);
    results_sample_edit("after/neighbours.csv", "war/post,1,war/star,0.75,0.7\r\nwar/post,2,peace/globe,0.25,0.2\r\n",
                        text);
}

Test(changed_neighbours, another_nearest_one_is_told_if_it_is_nearer_by_more_than_the_tolerance)
{
    put_neighbours("peace/globe,0.752,0", "war/star,0.75,0");
    cr_expect_str_eq(changes(), "code neighbours: war/post and peace/globe: 0.2500 before, 0.7520 now\n");
    put_neighbours("peace/globe,0.76,0", "war/star,0.75,0");
    cr_expect_str_eq(changes(), "code neighbours: nearest to war/post: war/star before, peace/globe now\n"
                                "code neighbours: war/post and peace/globe: 0.2500 before, 0.7600 now\n");
}

Test(changed_neighbours, one_that_has_left_is_told_if_it_lay_beyond_the_end_of_the_list)
{
    put_neighbours("war/star,0.75,0", "peace/post,0.2505,0");
    cr_expect_str_eq(changes(), "");
    put_neighbours("war/star,0.75,0", "peace/post,0.24,0");
    cr_expect_str_eq(changes(), "code neighbours: neighbours of war/post: no longer peace/globe\n");
    put_neighbours("war/star,0.75,0", "peace/post,0.3,0");
    cr_expect_str_eq(changes(), "code neighbours: neighbours of war/post: now also peace/post\n");
}

Test(changed_neighbours, a_shorter_list_is_no_change)
{
    results_sample_edit("after/neighbours.csv", "war/post,2,peace/globe,0.25,0.2\r\n", "");
    cr_expect_str_eq(changes(), "");
}
