#include <criterion/criterion.h>

#include "held_blocks.h"
#include "refusal.h"

static const struct word items[] = {{.surface = {NULL, 1}, .start = 10, .end = 11},
                                    {.surface = {NULL, 2}, .start = 12, .end = 14}};

static struct words words_of(char *text)
{
    static struct word copies[2];
    copies[0] = items[0];
    copies[1] = items[1];
    copies[0].surface.bytes = text;
    copies[1].surface.bytes = text + 2;
    return (struct words){copies, 2, {{text, 4}, 10}};
}

Test(held_blocks, words_outlive_the_text_that_they_stood_in)
{
    char text[] = "a bc";
    const struct words words = words_of(text);
    struct held_blocks blocks = {0};
    struct held_block *block;
    struct failure failure = {0};
    cr_assert_eq(held_blocks_add(&blocks, &words, &block, &failure), STATUS_OK);
    memset(text, 'x', 4);
    cr_expect_eq(block->count, 2);
    cr_expect(span_equal(block->words[1].surface, span_of("bc")));
    cr_expect_eq(block->words[1].surface.bytes, block->text.utf8.bytes + 2);
    cr_expect_eq(block->text.offset, 10);
    held_blocks_clear(&blocks);
    cr_assert_eq(held_blocks_add(&blocks, &words, &block, &failure), STATUS_OK);
    cr_expect_eq(blocks.made, 1, "its buffers are used again");
    held_blocks_free(&blocks);
}

Test(held_blocks, refused_allocations_are_told_and_leave_no_leak)
{
    char text[] = "a bc";
    const struct words words = words_of(text);
    for (long i = 0; i < 4; i++) {
        struct held_blocks blocks = {0};
        struct held_block *block;
        struct failure failure = {0};
        refuse_allocation(i, false);
        cr_expect_eq(held_blocks_add(&blocks, &words, &block, &failure), STATUS_FAILED);
        (void)refuse_nothing();
        cr_expect_eq(failure.kind, FAILURE_MEMORY);
        held_blocks_free(&blocks);
    }
}
