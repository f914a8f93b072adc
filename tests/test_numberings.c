/* test_numberings.c - each numbering has its own maps. */
#include <criterion/criterion.h>

#include "numberings.h"

Test(numberings, a_bag_without_numbering_has_no_maps)
{
    struct numberings numberings = {0};
    struct failure failure = {0};
    struct numbering *numbering;
    cr_assert_eq(numberings_of(&numberings, &(struct bag){0}, &numbering, &failure), STATUS_OK);
    cr_assert_null(numbering);
    numberings_free(&numberings);
}

Test(numberings, what_is_filed_in_one_numbering_is_not_found_in_another)
{
    struct numberings numberings = {0};
    struct failure failure = {0};
    struct numbering *numbering;
    char workers[100];
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < 100; i++) {
            const struct bag bag = {.numbering = &workers[i]};
            cr_assert_eq(numberings_of(&numberings, &bag, &numbering, &failure), STATUS_OK);
            cr_assert_eq(number_map_get(&numbering->terms, 7), round == 0 ? NUMBERINGS_UNKNOWN : i);
            cr_assert_eq(number_map_get(&numbering->terms, 8), NUMBERINGS_UNKNOWN);
            cr_assert_eq(number_map_get(&numbering->forms, 7), NUMBERINGS_UNKNOWN);
            cr_assert_eq(number_map_put(&numbering->terms, 7, i, &failure), STATUS_OK);
        }
    }
    cr_assert_eq(numberings.count, 100);
    numberings_free(&numberings);
}

Test(numberings, the_unnumbered_are_never_filed)
{
    struct number_map map = {0};
    struct failure failure = {0};
    cr_assert_eq(number_map_put(&map, BAG_UNNUMBERED, 5, &failure), STATUS_OK);
    cr_assert_eq(number_map_get(&map, BAG_UNNUMBERED), NUMBERINGS_UNKNOWN);
    cr_assert_null(map.numbers);
}

Test(numberings, what_all_workers_know_is_added_up_by_their_last_bags)
{
    static const char first, second;
    const struct bag bags[] = {{.numbering = &first, .known_forms = 5},
                               {.numbering = &second, .known_forms = 7},
                               {.numbering = &first, .known_forms = 9},
                               {.known_forms = 100}};
    struct numberings numberings = {0};
    struct failure failure = {0};
    struct numbering *numbering = NULL;
    cr_expect_eq(numberings_known_forms(&numberings), 0);
    for (size_t i = 0; i < sizeof bags / sizeof *bags; i++) {
        cr_assert_eq(numberings_of(&numberings, &bags[i], &numbering, &failure), STATUS_OK);
    }
    cr_expect_eq(numberings_known_forms(&numberings), 9 + 7);
    numberings_free(&numberings);
}
