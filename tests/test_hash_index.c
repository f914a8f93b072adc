/* test_hash_index.c - numbers are found again by hash, whatever collides. */
#include <criterion/criterion.h>

#include "hash_index.h"

/* How many items are found under a hash; *sum is the sum of their numbers. */
static size_t found_under(const struct hash_index *index, uint64_t hash, uint64_t *sum)
{
    size_t found = 0, place;
    *sum = 0;
    for (uint32_t i = hash_index_first(index, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(index, hash, &place)) {
        found++;
        *sum += i;
    }
    return found;
}

Test(hash_index, an_empty_index_finds_nothing)
{
    const struct hash_index index = {0};
    uint64_t sum;
    cr_assert_eq(found_under(&index, 42, &sum), 0);
}

Test(hash_index, items_are_found_after_the_table_has_grown)
{
    struct hash_index index = {0};
    struct failure failure = {0};
    for (uint32_t i = 0; i < 10000; i++) {
        cr_assert_eq(hash_index_add(&index, i * UINT64_C(1000003), i, &failure), STATUS_OK);
    }
    for (uint32_t i = 0; i < 10000; i++) {
        size_t place;
        uint32_t item = hash_index_first(&index, i * UINT64_C(1000003), &place);
        while (item != HASH_INDEX_NONE && item != i) {
            item = hash_index_next(&index, i * UINT64_C(1000003), &place);
        }
        cr_assert_eq(item, i);
    }
    hash_index_free(&index);
}

Test(hash_index, all_items_of_one_hash_are_found)
{
    struct hash_index index = {0};
    struct failure failure = {0};
    for (uint32_t i = 0; i < 100; i++) {
        cr_assert_eq(hash_index_add(&index, 7, i, &failure), STATUS_OK);
    }
    uint64_t sum;
    cr_assert_eq(found_under(&index, 7, &sum), 100);
    cr_assert_eq(sum, 4950); /* 0 + 1 + ... + 99 */
    cr_assert_eq(found_under(&index, 8, &sum), 0);
    hash_index_free(&index);
}

Test(hash_index, a_reset_index_is_empty_and_one_far_too_large_gives_its_memory_back)
{
    struct hash_index index = {0};
    struct failure failure = {0};
    for (uint32_t i = 0; i < 100000; i++) {
        cr_assert_eq(hash_index_add(&index, i, i, &failure), STATUS_OK);
    }
    hash_index_reset(&index);
    uint64_t sum;
    cr_assert_eq(found_under(&index, 5, &sum), 0);
    cr_assert_eq(hash_index_add(&index, 5, 3, &failure), STATUS_OK);
    cr_assert_eq(found_under(&index, 5, &sum), 1);
    hash_index_reset(&index);
    cr_assert_eq(index.slot_count, 0);
    cr_assert_eq(found_under(&index, 5, &sum), 0);
    hash_index_free(&index);
}
