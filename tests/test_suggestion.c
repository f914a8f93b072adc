#include <criterion/criterion.h>

#include "suggestion.h"

Test(suggestion, distance_counts_insertions_deletions_changes_and_swaps)
{
    static const struct {
        const char *a, *b;
        size_t distance;
    } cases[] = {{"", "", 0},     {"abc", "abc", 0}, {"abc", "", 3},           {"kitten", "sitting", 3},
                 {"ab", "ba", 1}, {"ca", "abc", 3},  {"compre", "compare", 1}, {"nearset", "nearest", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_eq(suggestion_distance(cases[i].a, cases[i].b), cases[i].distance, "%s %s", cases[i].a, cases[i].b);
        cr_assert_eq(suggestion_distance(cases[i].b, cases[i].a), cases[i].distance, "%s %s", cases[i].b, cases[i].a);
    }
}

Test(suggestion, the_nearest_word_is_found_and_a_far_one_is_not)
{
    static const char *const words[] = {"compare", "nearest", "inspect"};
    cr_assert_str_eq(suggestion_find("compair", words, 3, sizeof *words), "compare");
    cr_assert_null(suggestion_find("vectorize", words, 3, sizeof *words));
}
