/* test_line_memory.c - a set of hashes that is emptied often. */
#include <criterion/criterion.h>

#include "line_memory.h"
#include "refusal.h"

static bool see(struct line_memory *memory, uint64_t hash)
{
    struct failure failure = {0};
    bool seen = false;
    cr_assert_eq(line_memory_see(memory, hash, &seen, &failure), STATUS_OK, "%s", failure.message);
    return seen;
}

/* Hashes whose low bits, and so their places, change as the memory grows. */
static uint64_t mixed(uint64_t number)
{
    return number * UINT64_C(0x9E3779B97F4A7C15) >> 20;
}

Test(line_memory, knows_a_line_from_its_second_time_on)
{
    struct line_memory memory = {0};
    static const uint64_t hashes[] = {0, 1, 64, 128, UINT64_MAX};
    for (size_t i = 1; i < 5; i++) {
        cr_expect_not(see(&memory, hashes[i]));
    }
    for (size_t i = 0; i < 5; i++) {
        cr_expect(see(&memory, hashes[i]), "0 and 1 count as one");
    }
    line_memory_free(&memory);
}

Test(line_memory, forgets_all_lines_when_it_is_cleared)
{
    struct line_memory memory = {0};
    for (uint64_t round = 0; round < 3; round++) {
        for (uint64_t hash = 1; hash <= 1000; hash++) {
            cr_assert_not(see(&memory, mixed(hash)));
        }
        for (uint64_t hash = 1; hash <= 1000; hash++) {
            cr_assert(see(&memory, mixed(hash)));
        }
        line_memory_clear(&memory);
    }
    line_memory_free(&memory);
}

Test(line_memory, does_not_grow_beyond_its_limit)
{
    struct line_memory memory = {0};
    for (uint64_t hash = 1; hash <= REMEMBERED_LINES_MOST + 10; hash++) {
        cr_assert_not(see(&memory, hash));
    }
    cr_expect_eq(memory.used_count, (size_t)REMEMBERED_LINES_MOST);
    cr_expect(see(&memory, REMEMBERED_LINES_MOST));
    cr_expect_not(see(&memory, REMEMBERED_LINES_MOST + 10));
    line_memory_free(&memory);
}

Test(line_memory, stays_whole_when_it_cannot_grow)
{
    struct line_memory memory = {0};
    for (uint64_t hash = 1; hash <= 32; hash++) {
        (void)see(&memory, hash);
    }
    struct failure failure = {0};
    bool seen = false;
    refuse_allocation(0, true);
    cr_expect_eq(line_memory_see(&memory, 33, &seen, &failure), STATUS_FAILED);
    refuse_nothing();
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    cr_expect(see(&memory, 32));
    cr_expect_not(see(&memory, 33));
    line_memory_free(&memory);
}
