#include <criterion/criterion.h>
#include <stdalign.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "arena.h"
#include "refusal.h"

Test(arena, every_piece_is_aligned_for_any_type_and_none_overlaps)
{
    struct failure failure = {0};
    struct arena arena = {0};
    unsigned char *pieces[300];
    for (size_t i = 0; i < 300; i++) {
        void *memory = NULL;
        cr_assert_eq(arena_take(&arena, i, &memory, &failure), STATUS_OK);
        cr_assert_eq((uintptr_t)memory % alignof(max_align_t), 0);
        pieces[i] = memory;
        memset(memory, (int)(i & 0xFF), i);
    }
    for (size_t i = 0; i < 300; i++) {
        for (size_t j = 0; j < i; j++) {
            cr_assert_eq(pieces[i][j], i & 0xFF);
        }
    }
    arena_free(&arena);
}

Test(arena, a_piece_larger_than_any_block_gets_its_own)
{
    struct failure failure = {0};
    struct arena arena = {0};
    void *memory = NULL;
    cr_assert_eq(arena_take(&arena, 5u << 20, &memory, &failure), STATUS_OK);
    memset(memory, 1, 5u << 20);
    arena_free(&arena);
}

Test(arena, a_copy_ends_with_a_nul_that_is_not_counted)
{
    struct failure failure = {0};
    struct arena arena = {0};
    struct span copy;
    cr_assert_eq(arena_copy(&arena, (struct span){"abcdef", 3}, &copy, &failure), STATUS_OK);
    cr_assert_eq(copy.length, 3);
    cr_assert_str_eq(copy.bytes, "abc");
    arena_free(&arena);
}

Test(arena, copies_stand_side_by_side_and_what_follows_is_aligned)
{
    struct failure failure = {0};
    struct arena arena = {0};
    struct span first, second;
    void *memory = NULL;
    cr_assert_eq(arena_copy(&arena, span_of("abc"), &first, &failure), STATUS_OK);
    cr_assert_eq(arena_copy(&arena, span_of("de"), &second, &failure), STATUS_OK);
    cr_assert_eq(second.bytes, first.bytes + 4);
    cr_assert_eq(arena_take(&arena, 1, &memory, &failure), STATUS_OK);
    cr_assert_eq((uintptr_t)memory % alignof(max_align_t), 0);
    for (size_t i = 0; i < 500; i++) { /* over the ends of blocks */
        cr_assert_eq(arena_copy(&arena, (struct span){"0123456789", i % 11}, &second, &failure), STATUS_OK);
        cr_assert_eq(memcmp(second.bytes, "0123456789", i % 11), 0);
        cr_assert_eq(second.bytes[i % 11], 0);
    }
    cr_assert_str_eq(first.bytes, "abc");
    arena_free(&arena);
}

Test(arena, clearing_keeps_one_block_for_the_next_round)
{
    struct failure failure = {0};
    struct arena arena = {0};
    void *memory = NULL;
    for (int i = 0; i < 100; i++) {
        cr_assert_eq(arena_take(&arena, 1000, &memory, &failure), STATUS_OK);
    }
    const size_t full = arena.bytes;
    arena_clear(&arena);
    cr_assert_gt(arena.bytes, 0);
    cr_assert_lt(arena.bytes, full);
    refuse_allocation(0, true);
    cr_assert_eq(arena_take(&arena, 1000, &memory, &failure), STATUS_OK);
    refuse_nothing();
    arena_free(&arena);
}

Test(arena, is_empty_until_something_is_taken_and_when_it_is_cleared)
{
    struct failure failure = {0};
    struct arena arena = {0};
    void *memory = NULL;
    cr_expect(arena_is_empty(&arena));
    cr_assert_eq(arena_take(&arena, 1, &memory, &failure), STATUS_OK);
    cr_expect_not(arena_is_empty(&arena));
    cr_assert_eq(arena_take(&arena, 1u << 20, &memory, &failure), STATUS_OK);
    cr_expect_not(arena_is_empty(&arena));
    arena_clear(&arena);
    cr_expect(arena_is_empty(&arena));
    arena_free(&arena);
    cr_expect(arena_is_empty(&arena));
}

#ifndef __SANITIZE_ADDRESS__ /* whose malloc writes to what it gives */
/* Is the page that the byte stands in a part of the process's memory? */
static bool is_made(const void *byte)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    unsigned char made = 0;
    cr_assert_eq(mincore((void *)((uintptr_t)byte & ~(page - 1)), page, &made), 0);
    return (made & 1U) != 0;
}

Test(arena, the_end_of_a_large_block_takes_no_memory_before_it_is_used)
{
    enum { PIECE = 1000, PIECES = 2200 }; /* beyond the blocks of 192 bytes to 786 KB: into one of a megabyte */
    struct failure failure = {0};
    struct arena arena = {0};
    void *memory = NULL;
    size_t before = 0, bytes = 0;
    for (size_t i = 0; bytes < 1U << 20; i++) {
        before = arena.bytes;
        cr_assert_eq(arena_take(&arena, PIECE, &memory, &failure), STATUS_OK);
        bytes = arena.bytes - before;
        cr_assert_lt(i, PIECES);
    }
    cr_assert(is_made(memory));
    cr_assert_not(is_made((char *)memory + bytes - PIECE));
    for (size_t taken = PIECE; taken + PIECE <= bytes / 2; taken += PIECE) {
        cr_assert_eq(arena_take(&arena, PIECE, &memory, &failure), STATUS_OK);
        memset(memory, 1, PIECE);
    }
    cr_assert(is_made((char *)memory + PIECE + 4096), "the next pages are asked for ahead");
    cr_assert_not(is_made((char *)memory + bytes / 4));
    arena_free(&arena);
}
#endif

Test(arena, a_refused_block_is_a_memory_failure)
{
    struct failure failure = {0};
    struct arena arena = {0};
    void *memory = NULL;
    refuse_allocation(0, true);
    cr_assert_eq(arena_take(&arena, 10, &memory, &failure), STATUS_FAILED);
    refuse_nothing();
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
    arena_free(&arena);
}
