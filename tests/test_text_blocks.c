/* test_text_blocks.c - where blocks end, worked out by hand from the rules in the header. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "refusal.h"
#include "text_blocks.h"

enum { LONG_BYTES = TEXT_LINE_LIMIT * 3 };

static char long_text[LONG_BYTES];

struct ends {
    uint64_t at[64];
    size_t count;
};

/* Feeds the text in pieces of `step`, takes blocks whenever there are some, and notes where they end. */
static struct ends cut(struct span text, size_t step, size_t block_bytes)
{
    struct text_blocks blocks = {0};
    struct failure failure = {0};
    struct ends ends = {0};
    struct text block;
    uint64_t passed = 0;
    for (size_t at = 0; at <= text.length; at += step) {
        const size_t length = text.length - at < step ? text.length - at : step;
        cr_assert_eq(text_blocks_add(&blocks, (struct span){text.bytes + at, length}, &failure), STATUS_OK);
        while (text_blocks_take(&blocks, block_bytes, at + step > text.length, &block)) {
            cr_assert_eq(block.offset, passed);
            cr_assert_eq(memcmp(block.utf8.bytes, text.bytes + passed, block.utf8.length), 0);
            passed += block.utf8.length;
            ends.at[ends.count++ % 64] = passed;
        }
    }
    cr_assert_eq(passed, text.length);
    text_blocks_free(&blocks);
    return ends;
}

static void expect_ends(struct ends ends, const uint64_t *expected, size_t count, const char *what)
{
    cr_assert_eq(ends.count, count, "%s: %zu blocks", what, ends.count);
    for (size_t i = 0; i < count; i++) {
        cr_expect_eq(ends.at[i], expected[i], "%s: block %zu ends at %d", what, i, (int)ends.at[i]);
    }
}

Test(text_blocks, blocks_end_behind_a_line_feed)
{
    const struct span text = span_of("one\ntwo\n\nthree");
    static const uint64_t each[] = {4, 8, 9, 14}, five[] = {8, 14}, all[] = {14};
    for (size_t step = 1; step <= 14; step++) {
        expect_ends(cut(text, step, 1), each, 4, "each line");
        expect_ends(cut(text, step, 100), all, 1, "all");
    }
    expect_ends(cut(text, 14, 5), five, 2, "at least five bytes");
    expect_ends(cut((struct span){0}, 1, 1), each, 0, "nothing");
}

Test(text_blocks, a_line_above_the_limit_is_cut_behind_the_last_space_wherever_pieces_end)
{
    static const size_t steps[] = {LONG_BYTES, 65536, 100003}, sizes[] = {1, 65536, LONG_BYTES};
    memset(long_text, 'x', sizeof long_text);
    long_text[9] = '\n';
    long_text[1000] = long_text[10 + TEXT_LINE_LIMIT - 5] = long_text[10 + TEXT_LINE_LIMIT] = ' ';
    const uint64_t first = 10 + TEXT_LINE_LIMIT - 4; /* behind the second space; the third is one byte too far */
    const uint64_t second = 10 + TEXT_LINE_LIMIT + 1;
    const uint64_t third = second + TEXT_LINE_LIMIT; /* no space: a full limit of bytes */
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 3; j++) {
            const struct ends ends = cut((struct span){long_text, sizeof long_text}, steps[i], sizes[j]);
            const bool first_line_alone = sizes[j] == 1;
            const uint64_t expected[] = {10, first, second, third, LONG_BYTES};
            expect_ends(ends, expected + !first_line_alone, 4 + first_line_alone, "long line");
        }
    }
}

Test(text_blocks, a_line_of_just_the_limit_is_not_cut)
{
    memset(long_text, 'x', sizeof long_text);
    long_text[500] = ' ';
    long_text[TEXT_LINE_LIMIT - 1] = '\n';
    static const uint64_t whole[] = {TEXT_LINE_LIMIT, TEXT_LINE_LIMIT + 1};
    expect_ends(cut((struct span){long_text, TEXT_LINE_LIMIT + 1}, 4096, 1), whole, 2, "with its line feed");
    long_text[TEXT_LINE_LIMIT - 1] = 'x';
    expect_ends(cut((struct span){long_text, TEXT_LINE_LIMIT}, 4096, 1), whole, 1, "at the end of the text");
    static const uint64_t parts[] = {501, TEXT_LINE_LIMIT + 1};
    long_text[TEXT_LINE_LIMIT] = '\n';
    expect_ends(cut((struct span){long_text, TEXT_LINE_LIMIT + 1}, 4096, 1), parts, 2, "one byte more");
}

Test(text_blocks, without_a_space_the_cut_is_between_two_characters)
{
    for (size_t i = 0; i + 3 <= LONG_BYTES; i += 3) {
        memcpy(long_text + i, "\xE2\x82\xAC", 3);
    }
    /* 2^20 = 3 * 349525 + 1 */
    static const uint64_t expected[] = {1048575, 2097150, 2097153};
    expect_ends(cut((struct span){long_text, 2097153}, 65536 * 3, 1), expected, 3, "euro signs");
}

Test(text_blocks, refused_memory_is_reported)
{
    struct text_blocks blocks = {0};
    struct failure failure = {0};
    refuse_allocation(0, false);
    const enum status status = text_blocks_add(&blocks, span_of("a"), &failure);
    (void)refuse_nothing();
    cr_assert_eq(status, STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
    text_blocks_free(&blocks);
}
