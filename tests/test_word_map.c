/* test_word_map.c - words are found by bytes and context, however many there are. */
#include <criterion/criterion.h>

#include <stdio.h>

#include "arena.h"
#include "refusal.h"
#include "word_map.h"

Test(word_map, an_empty_map_finds_nothing)
{
    const struct word_map map = {0};
    uint32_t value;
    cr_assert_not(word_map_find(&map, 0, span_of("word"), &value));
}

Test(word_map, the_same_word_in_two_contexts_has_two_values)
{
    struct word_map map = {0};
    struct failure failure = {0};
    uint32_t value;
    cr_assert_eq(word_map_put(&map, 1, span_of("die"), 10, &failure), STATUS_OK);
    cr_assert_eq(word_map_put(&map, 2, span_of("die"), 20, &failure), STATUS_OK);
    cr_assert(word_map_find(&map, 1, span_of("die"), &value));
    cr_assert_eq(value, 10);
    cr_assert(word_map_find(&map, 2, span_of("die"), &value));
    cr_assert_eq(value, 20);
    cr_assert_not(word_map_find(&map, 3, span_of("die"), &value));
    word_map_free(&map);
}

Test(word_map, ten_thousand_words_are_found_again_and_no_others)
{
    enum { COUNT = 10000 };
    struct word_map map = {0};
    struct arena arena = {0};
    struct failure failure = {0};
    char text[16];
    for (uint32_t i = 0; i < COUNT; i++) {
        struct span kept;
        (void)snprintf(text, sizeof text, "w%u", i);
        cr_assert_eq(arena_copy(&arena, span_of(text), &kept, &failure), STATUS_OK);
        cr_assert_eq(word_map_put(&map, i % 3, kept, i, &failure), STATUS_OK);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        uint32_t value;
        (void)snprintf(text, sizeof text, "w%u", i);
        cr_assert(word_map_find(&map, i % 3, span_of(text), &value));
        cr_assert_eq(value, i);
        cr_assert_not(word_map_find(&map, i % 3 + 1, span_of(text), &value));
    }
    word_map_free(&map);
    arena_free(&arena);
}

Test(word_map, an_empty_word_can_be_put_and_found)
{
    struct word_map map = {0};
    struct failure failure = {0};
    uint32_t value;
    cr_assert_eq(word_map_put(&map, 0, (struct span){NULL, 0}, 5, &failure), STATUS_OK);
    cr_assert(word_map_find(&map, 0, span_of(""), &value));
    cr_assert_eq(value, 5);
    word_map_free(&map);
}

Test(word_map, a_refused_allocation_leaves_the_map_whole)
{
    struct word_map map = {0};
    struct failure failure = {0};
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    uint32_t put = 0, value;
    while (put < 48) { /* three quarters of the first 64 places */
        cr_assert_eq(word_map_put(&map, 0, (struct span){letters + put, 1}, put, &failure), STATUS_OK);
        put++;
    }
    refuse_allocation(0, true);
    const enum status status = word_map_put(&map, 0, (struct span){letters + put, 1}, put, &failure);
    (void)refuse_nothing();
    cr_assert_eq(status, STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
    cr_assert(word_map_find(&map, 0, span_of("a"), &value));
    cr_assert_not(word_map_find(&map, 0, (struct span){letters + put, 1}, &value));
    word_map_free(&map);
}
