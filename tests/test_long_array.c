/* test_long_array.c - where an array lies does not show in it. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "long_array.h"
#include "refusal.h"

static struct failure failure;

static void fill(struct spill *spill, uint32_t **items, size_t *capacity, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (i >= *capacity) {
            cr_assert_eq(long_array_grow(spill, (void **)items, capacity, i + 1, sizeof **items, &failure), STATUS_OK,
                         "%s", failure.message);
        }
        (*items)[i] = (uint32_t)i * 7;
    }
    for (size_t i = 0; i < end; i++) {
        cr_assert_eq((*items)[i], (uint32_t)i * 7);
    }
}

Test(long_array, is_of_the_spill_once_it_is_long)
{
    enum { SHORT = LONG_ARRAY_BYTES / 4 / 2, LONG = LONG_ARRAY_BYTES };
    struct spill *spill = NULL;
    uint32_t *items = NULL;
    size_t capacity = 0;
    cr_assert_eq(spill_open(&spill, 4 << 20, NULL, &failure), STATUS_OK); /* of which an eighth may stay in memory */
    fill(spill, &items, &capacity, 0, SHORT);
    cr_expect_eq(spill_bytes(spill), 0);
    fill(spill, &items, &capacity, SHORT, LONG);
    cr_expect_eq(spill_bytes(spill), capacity * sizeof *items);
    spill_free(spill, items);
    spill_close(spill);
}

Test(long_array, that_is_long_from_the_start_is_of_the_spill)
{
    struct spill *spill = NULL;
    void *items = NULL;
    size_t capacity = 0;
    cr_assert_eq(spill_open(&spill, 4 << 20, NULL, &failure), STATUS_OK);
    cr_assert_eq(long_array_grow(spill, &items, &capacity, LONG_ARRAY_BYTES, 2, &failure), STATUS_OK);
    cr_expect_eq(spill_bytes(spill), 2 * LONG_ARRAY_BYTES);
    spill_free(spill, items);
    spill_close(spill);
}

/* Wanted at once, of items that no megabyte is a multiple of, or so many that their room is long before they are. */
Test(long_array, of_any_size_is_whole_and_known_to_the_spill)
{
    struct item {
        uint64_t number, other, third;
    };
    static const size_t firsts[] = {1,
                                    1000,
                                    LONG_ARRAY_BYTES / 2 / sizeof(struct item) + 10,
                                    LONG_ARRAY_BYTES / sizeof(struct item) - 1,
                                    LONG_ARRAY_BYTES / sizeof(struct item),
                                    LONG_ARRAY_BYTES / sizeof(struct item) + 1};
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        struct spill *spill = NULL;
        struct item *items = NULL;
        size_t capacity = 0;
        cr_assert_eq(spill_open(&spill, 1 << 20, NULL, &failure), STATUS_OK);
        for (size_t wanted = firsts[i]; wanted < LONG_ARRAY_BYTES; wanted = 3 * capacity + 1) {
            cr_assert_eq(long_array_grow(spill, (void **)&items, &capacity, wanted, sizeof *items, &failure), STATUS_OK,
                         "%s", failure.message);
            items[0].number = wanted == firsts[i] ? 7 : items[0].number;
            cr_assert_eq(items[0].number, 7, "%zu", firsts[i]);
            cr_assert_eq(long_array_grow(spill, (void **)&items, &capacity, capacity + 1, sizeof *items, &failure),
                         STATUS_OK, "%s", failure.message);
            cr_assert_eq(items[0].number, 7, "%zu", firsts[i]);
        }
        spill_free(spill, items);
        spill_close(spill);
    }
}

Test(long_array, without_a_spill_lies_in_memory)
{
    uint32_t *items = NULL;
    size_t capacity = 0;
    fill(NULL, &items, &capacity, 0, LONG_ARRAY_BYTES);
    free(items);
}

Test(long_array, that_cannot_grow_is_whole_still)
{
    struct spill *spill = NULL;
    uint32_t *items = NULL;
    size_t capacity = 0;
    cr_assert_eq(spill_open(&spill, (size_t)1 << 30, NULL, &failure), STATUS_OK);
    fill(spill, &items, &capacity, 0, 1000);
    const size_t before = capacity;
    refuse_allocation(0, true);
    cr_expect_eq(long_array_grow(spill, (void **)&items, &capacity, LONG_ARRAY_BYTES, sizeof *items, &failure),
                 STATUS_FAILED);
    (void)refuse_nothing();
    cr_expect_eq(failure.kind, FAILURE_MEMORY);
    cr_expect_eq(capacity, before);
    cr_expect_eq(items[999], 6993);
    spill_free(spill, items);
    spill_close(spill);
}
