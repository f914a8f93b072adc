#include <criterion/criterion.h>
#include <string.h>
#include <stdio.h>

#include "results_sample.h"
#include "scratch.h"

TestSuite(changed_neighbours, .init = results_sample_make, .fini = scratch_close);

static const struct sample_comparison of = {1u << CHECK_NEIGHBOURS, changed_neighbours, NULL};

Test(changed_neighbours, equal_folders_have_no_change)
{
    cr_expect_str_eq(results_sample_changes(of), "");
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
    cr_expect_str_eq(results_sample_changes(of),
                     "code neighbours: war/post and peace/globe: 0.2500 before, 0.7520 now\n");
    put_neighbours("peace/globe,0.76,0", "war/star,0.75,0");
    cr_expect_str_eq(results_sample_changes(of),
                     "code neighbours: nearest to war/post: war/star before, peace/globe now\n"
                     "code neighbours: war/post and peace/globe: 0.2500 before, 0.7600 now\n");
}

Test(changed_neighbours, one_that_has_left_is_told_if_it_lay_beyond_the_end_of_the_list)
{
    put_neighbours("war/star,0.75,0", "peace/post,0.2505,0");
    cr_expect_str_eq(results_sample_changes(of), "");
    put_neighbours("war/star,0.75,0", "peace/post,0.24,0");
    cr_expect_str_eq(results_sample_changes(of), "code neighbours: neighbours of war/post: no longer peace/globe\n");
    put_neighbours("war/star,0.75,0", "peace/post,0.3,0");
    cr_expect_str_eq(results_sample_changes(of), "code neighbours: neighbours of war/post: now also peace/post\n");
}

Test(changed_neighbours, a_shorter_list_is_no_change)
{
    results_sample_edit("after/neighbours.csv", "war/post,2,peace/globe,0.25,0.2\r\n", "");
    cr_expect_str_eq(results_sample_changes(of), "");
}

/* Distances grow down the list. star is nearest to post at .75 before; globe comes before it at .70. */
Test(changed_neighbours, by_a_distance_the_smaller_is_nearer)
{
    static const char old[] = "war/post,1,war/star,0.75,0.7\r\nwar/post,2,peace/globe,0.25,0.2\r\n";
    static const char near[] = "war/post,1,war/star,0.75,0.7\r\nwar/post,2,peace/globe,0.9,0.2\r\n";
    static const char nearer[] = "war/post,1,peace/globe,0.7,0.2\r\nwar/post,2,war/star,0.75,0.7\r\n";
    static const char *const folders[] = {"before/run.json", "after/run.json"};
    for (size_t i = 0; i < 2; i++)
        results_sample_edit(folders[i], "\"corrected\"", "\"cosine-delta\"");
    results_sample_edit("before/neighbours.csv", old, near);
    results_sample_edit("after/neighbours.csv", old, nearer);
    const char *const told = results_sample_changes(of);
    cr_expect_not_null(strstr(told, "nearest to war/post: war/star before, peace/globe now"), "%s", told);
    results_sample_edit("after/neighbours.csv", "peace/globe,0.7,", "peace/globe,0.748,"); /* within the tolerance */
    cr_expect_null(strstr(results_sample_changes(of), "nearest to war/post"));
}
