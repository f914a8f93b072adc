#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <zlib.h>

#include "pages.h"
#include "resident.h"
#include "tables.h"

enum { PAGES = 64 };

static size_t page_bytes(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

/* Its own mapping, as malloc gives to large blocks: beyond the heap, and no page of it made yet. */
static char *fresh_block(void)
{
    char *const block =
        mmap(NULL, PAGES * page_bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    cr_assert(block != MAP_FAILED);
    return block;
}

static size_t pages_made(char *block, size_t first, size_t end)
{
    unsigned char made[PAGES];
    size_t count = 0;
    cr_assert_eq(mincore(block, PAGES * page_bytes(), made), 0);
    for (size_t i = first; i < end; i++) {
        count += made[i] & 1U;
    }
    return count;
}

static bool is_supported(void)
{
    char *const block = fresh_block();
    const int result = madvise(block, page_bytes(), 23 /* MADV_POPULATE_WRITE */);
    cr_assert_eq(munmap(block, PAGES * page_bytes()), 0);
    return result == 0;
}

Test(pages, of_a_block_beyond_the_heap_are_made_at_once_and_keep_what_they_hold)
{
    char *const block = fresh_block();
    block[page_bytes()] = 'x';
    pages_prepare(pages_heap_end(0), block, PAGES * page_bytes());
    if (is_supported()) {
        cr_assert_eq(pages_made(block, 0, PAGES), PAGES);
    }
    cr_assert_eq(block[page_bytes()], 'x');
    cr_assert_eq(block[2 * page_bytes()], 0);
    cr_assert_eq(munmap(block, PAGES * page_bytes()), 0);
}

Test(pages, of_a_small_block_are_left_alone)
{
    char *const block = fresh_block();
    pages_prepare(pages_heap_end(0), block, page_bytes());
    cr_assert_eq(pages_made(block, 0, PAGES), 0);
    cr_assert_eq(munmap(block, PAGES * page_bytes()), 0);
}

/* 32 pages more: those within the first 64 KiB of them, and a fourth of the others. */
Test(pages, of_a_block_that_grew_are_made_in_part)
{
    char *const block = fresh_block();
    const size_t half = PAGES / 2, certain = ((size_t)1 << 16) / page_bytes();
    pages_prepare_grown(pages_heap_end(0), block, half * page_bytes(), PAGES * page_bytes());
    cr_assert_eq(pages_made(block, 0, half), 0);
    if (is_supported() && certain < half) {
        cr_assert_eq(pages_made(block, half, PAGES), certain + (half - certain) / 4);
    }
    cr_assert_eq(munmap(block, PAGES * page_bytes()), 0);
}

/* Of eight megabytes more a fourth would be two: 64 KiB and 256 are made. */
Test(pages, of_a_block_that_grew_by_much_no_more_than_a_quarter_megabyte_is_made_on_a_guess)
{
    enum { BLOCK = 8 << 20, MADE = (64 + 256) << 10, SMALLEST_PAGE = 4096 };
    static unsigned char made[BLOCK / SMALLEST_PAGE];
    char *const block = mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    cr_assert(block != MAP_FAILED);
    (void)madvise(block, BLOCK, 15 /* MADV_NOHUGEPAGE, where there are large ones */);
    pages_prepare_grown(pages_heap_end(0), block, 0, BLOCK);
    cr_assert_eq(mincore(block, BLOCK, made), 0);
    size_t count = 0;
    for (size_t i = 0; i < BLOCK / page_bytes(); i++) {
        count += made[i] & 1U;
    }
    cr_expect_eq(count, is_supported() ? MADE / page_bytes() : 0);
    cr_assert_eq(munmap(block, BLOCK), 0);
}

/* What one byte brings in tells the size of its page. Where the system has no large ones, or lets nobody ask for them,
 * there is nothing to see. */
Test(pages, of_a_block_of_many_megabytes_are_large)
{
    enum { BLOCK = 16 << 20, LARGE = 2 << 20 };
    FILE *const file = fopen("/sys/kernel/mm/transparent_hugepage/enabled", "r");
    char enabled[64] = "";
    if (file == NULL || fgets(enabled, sizeof enabled, file) == NULL || strstr(enabled, "[never]") != NULL) {
        cr_skip_test("no transparent large pages here");
    }
    (void)fclose(file);
    char *const block = mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    cr_assert(block != MAP_FAILED);
    pages_prepare_grown(pages_heap_end(0), block, 0, BLOCK);
    char *const part = block + BLOCK / 2; /* behind what is made at once */
    char *const middle = part + LARGE - (uintptr_t)part % LARGE;
    unsigned char made[512];
    middle[0] = 'x';
    cr_assert_eq(mincore(middle, 64 * page_bytes(), made), 0);
    cr_expect_eq(made[63] & 1, 1);
    cr_assert_eq(munmap(block, BLOCK), 0);
}

Test(pages, by_which_the_heap_grew_are_made_at_once)
{
    enum { BLOCK_BYTES = 100000, BLOCKS_MOST = 100 };
    char *blocks[BLOCKS_MOST];
    size_t count = 0;
    const void *before;
    do { /* until the heap grows */
        before = pages_heap_end(0);
        blocks[count] = malloc(BLOCK_BYTES);
        cr_assert_not_null(blocks[count]);
        count++;
    } while (pages_heap_end(0) == before && count < BLOCKS_MOST);
    char *const block = blocks[count - 1];
    pages_prepare(before, block, BLOCK_BYTES);
    if (is_supported() && pages_heap_end(0) != before) {
        unsigned char made = 0;
        char *const last = (char *)pages_heap_end(0) - page_bytes(); /* the end is a page's: brk */
        cr_assert_eq(mincore(last, page_bytes(), &made), 0);
        cr_assert_eq(made & 1, 1);
    }
    memset(block, 1, BLOCK_BYTES);
    for (size_t i = 0; i < count; i++) {
        free(blocks[i]);
    }
}

/* Not under the address sanitizer, whose malloc has no heap that grows. */
#ifndef __SANITIZE_ADDRESS__
Test(pages, of_the_heaps_first_megabyte_are_made_at_once)
{
    enum { BLOCK_BYTES = 50000 };
    unsigned char made[BLOCK_BYTES / 1024];
    pages_prepare_heap();
    char *const block = malloc(BLOCK_BYTES);
    cr_assert_not_null(block);
    char *const first = block - (uintptr_t)block % page_bytes() + page_bytes();
    const size_t whole = (size_t)(block + BLOCK_BYTES - first) / page_bytes();
    cr_assert_eq(mincore(first, whole * page_bytes(), made), 0);
    for (size_t i = 0; is_supported() && i < whole; i++) {
        cr_assert_eq(made[i] & 1, 1);
    }
    free(block);
}

Test(pages, of_the_heap_before_the_large_ones_are_made_at_once)
{
    enum { FIRST_BYTES = 1 << 17 };
    unsigned char made[FIRST_BYTES / 1024] = {0};
    char *const end = pages_heap_end(0);
    pages_prepare_heap();
    cr_assert_eq(mincore(end - FIRST_BYTES, FIRST_BYTES, made), 0);
    for (size_t i = 0; is_supported() && i < FIRST_BYTES / page_bytes(); i++) {
        cr_assert_eq(made[i] & 1, 1);
    }
}

/* In the heap while it is in large pages; behind the first larger one with a mapping of its own, which grows without a
 * copy and goes back to the system at once. */
Test(pages, of_the_heap_that_nobody_used_are_given_back_ahead_of_a_large_block)
{
    enum { MEBIBYTE = 1 << 20, SMALL_BYTES = MEBIBYTE, LARGE_BYTES = 4 * MEBIBYTE };
    pages_prepare_heap();
    const char *const end = pages_heap_end(SMALL_BYTES);
    char *const small = malloc(SMALL_BYTES);
    cr_assert_not_null(small);
    cr_assert_lt(small, end);
    cr_assert_eq(pages_heap_end(SMALL_BYTES), end, "nothing is given back for a small one");

    const char *const nearer = pages_heap_end(LARGE_BYTES);
    cr_assert_lt(nearer, end - 16 * MEBIBYTE);
    char *const large = malloc(LARGE_BYTES), *const second = malloc(SMALL_BYTES);
    cr_assert_not_null(large);
    cr_assert_not_null(second);
    cr_assert_gt(large, nearer);
    cr_assert_gt(second, nearer);
    free(second);
    free(large);
    free(small);
}

/* A line of /proc/self/smaps that begins a mapping: its first and last address. */
static bool is_mapping(const char *line, uintptr_t *from, uintptr_t *to)
{
    return sscanf(line, "%" SCNxPTR "-%" SCNxPTR " ", from, to) == 2;
}

/* The mapping that holds `address` was advised to be of large pages (proc(5): "hg"), and holds a whole one. */
static bool is_for_large_pages(uintptr_t address)
{
    enum { LINE_BYTES = 512, LARGE_BYTES = 1 << 21 };
    FILE *const maps = fopen("/proc/self/smaps", "r");
    char line[LINE_BYTES];
    uintptr_t from = 0, to = 0, next_from, next_to;
    bool is_advised = false;
    cr_assert_not_null(maps);
    while (fgets(line, sizeof line, maps) != NULL) {
        if (is_mapping(line, &next_from, &next_to)) {
            from = next_from;
            to = next_to;
        } else if (strncmp(line, "VmFlags:", 8) == 0 && from <= address && address < to) {
            is_advised = strstr(line, " hg") != NULL && (from + LARGE_BYTES - 1) / LARGE_BYTES < to / LARGE_BYTES;
        }
    }
    fclose(maps);
    return is_advised;
}

/* What grows may never be full; what is written to from end to end is, at once or later. */
Test(pages, of_a_block_that_is_used_from_end_to_end_are_large_from_two_on)
{
    enum { BLOCK = 4 << 20, HALF = BLOCK / 2 };
    char *blocks[3];
    unsigned char made = 1;
    if (access("/sys/kernel/mm/transparent_hugepage/enabled", R_OK) != 0) {
        cr_skip_test("this kernel has no large pages");
    }
    for (size_t i = 0; i < 3; i++) { /* each between pages of nobody, else the system makes one mapping of two */
        char *const area = mmap(NULL, BLOCK + 2 * page_bytes(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        cr_assert(area != MAP_FAILED);
        blocks[i] = area + page_bytes();
        cr_assert_eq(mprotect(blocks[i], BLOCK, PROT_READ | PROT_WRITE), 0);
    }
    pages_prepare(pages_heap_end(0), blocks[0], BLOCK);
    cr_expect(is_for_large_pages((uintptr_t)blocks[0] + HALF));
    pages_expect_all(blocks[1], BLOCK);
    cr_expect(is_for_large_pages((uintptr_t)blocks[1] + HALF));
    cr_assert_eq(mincore(blocks[1] + HALF - HALF % page_bytes(), page_bytes(), &made), 0);
    cr_expect_eq(made & 1, 0, "what is only expected was made");
    pages_prepare_grown(pages_heap_end(0), blocks[2], 0, BLOCK);
    cr_expect_not(is_for_large_pages((uintptr_t)blocks[2] + HALF));
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(munmap(blocks[i] - page_bytes(), BLOCK + 2 * page_bytes()), 0);
    }
}

Test(pages, of_the_heaps_beginning_are_large)
{
    enum { BLOCK_BYTES = 100000 };
    if (access("/sys/kernel/mm/transparent_hugepage/enabled", R_OK) != 0) {
        cr_skip_test("this kernel has no large pages");
    }
    pages_prepare_heap();
    char *const block = malloc(BLOCK_BYTES);
    cr_assert_not_null(block);
    cr_expect(is_for_large_pages((uintptr_t)block + BLOCK_BYTES / 2));
    free(block);
}
#endif

/* Of the table 7 MB, each of whose pages is looked at; a sanitizer's own memory may come and go meanwhile. */
Test(pages, of_constants_leave_the_process_and_come_back_with_what_they_held)
{
    const size_t bytes = (size_t)(table_background_ar_end - table_background_ar), spare = (size_t)1 << 20;
    const uLong before = crc32_z(0, (const Bytef *)table_background_ar, bytes);
    const uint64_t resident = resident_bytes();
    pages_drop_constants();
    cr_expect_leq(resident_bytes() + bytes, resident + spare);
    cr_expect_eq(crc32_z(0, (const Bytef *)table_background_ar, bytes), before);
}

Test(pages, that_are_forgotten_are_the_whole_ones_alone)
{
    char *const block = fresh_block();
    memset(block, 'x', PAGES * page_bytes());
    pages_forget(block + page_bytes() + 1, 3 * page_bytes());
    pages_forget(block + 10 * page_bytes() + 1, page_bytes());
    cr_expect_eq(pages_made(block, 0, PAGES), PAGES - 2);
    cr_expect_eq(pages_made(block, 2, 4), 0);
    cr_expect(block[2 * page_bytes() - 1] == 'x' && block[4 * page_bytes()] == 'x');
    cr_expect_eq(block[2 * page_bytes()], 0);
    cr_assert_eq(munmap(block, PAGES * page_bytes()), 0);
}

Test(pages, of_an_array_that_is_filled_in_order_are_made_step_by_step)
{
    char *const block = fresh_block();
    const size_t step = (size_t)1 << 16, pages = step / page_bytes();
    pages_prepare_next(block, 100, 200, PAGES * page_bytes());
    cr_assert_eq(pages_made(block, 0, PAGES), 0);
    pages_prepare_next(block, step - page_bytes(), step, PAGES * page_bytes());
    if (is_supported() && 2 * pages <= PAGES) {
        cr_assert_eq(pages_made(block, 0, pages), 0);
        cr_assert_eq(pages_made(block, pages, 2 * pages), pages);
        cr_assert_eq(pages_made(block, 2 * pages, PAGES), 0);
    }
    pages_prepare_next(block, step, 2 * step, 2 * step); /* nothing is behind */
    cr_assert_eq(munmap(block, PAGES * page_bytes()), 0);
}

#ifndef __SANITIZE_ADDRESS__ /* which has a heap of its own */
/* Of this process, in large pages; by proc(5). */
static size_t large_kilobytes(void)
{
    FILE *const maps = fopen("/proc/self/smaps_rollup", "r");
    size_t kilobytes = 0;
    char line[256];
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        if (sscanf(line, "AnonHugePages: %zu", &kilobytes) == 1) {
            break;
        }
    }
    if (maps != NULL) {
        fclose(maps);
    }
    return kilobytes;
}

/* False where the system has none, or no room for one. */
static bool makes_large_pages(void)
{
    enum { LARGE_BYTES = 1 << 21 };
    char *const area = mmap(NULL, 2 * LARGE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    cr_assert(area != MAP_FAILED);
    char *const large = area + -(uintptr_t)area % LARGE_BYTES;
    const size_t before = large_kilobytes();
    (void)madvise(large, LARGE_BYTES, MADV_HUGEPAGE);
    *large = 'x';
    const bool is_made = large_kilobytes() > before;
    cr_assert_eq(munmap(area, 2 * LARGE_BYTES), 0);
    return is_made;
}

/* More blocks than the large pages hold, before and behind them, each with bytes of its own. */
Test(pages, the_heap_begins_with_large_pages_and_what_malloc_wrote_stays)
{
    enum { BLOCKS = 4000, EARLY = 20, BLOCK_BYTES = 3000, HEAP_KILOBYTES = 4096 };
    static char *blocks[BLOCKS];
    for (size_t i = 0; i < BLOCKS; i++) {
        if (i == EARLY) {
            const bool is_possible = makes_large_pages();
            const size_t before = large_kilobytes();
            pages_prepare_heap();
            cr_expect(!is_possible || large_kilobytes() >= before + HEAP_KILOBYTES, "%zu kB", large_kilobytes());
        }
        blocks[i] = malloc(BLOCK_BYTES);
        cr_assert_not_null(blocks[i]);
        memset(blocks[i], (int)(i % 251), BLOCK_BYTES);
    }
    for (size_t i = 0; i < BLOCKS; i++) {
        for (size_t at = 0; at < BLOCK_BYTES; at += 100) {
            cr_assert_eq((unsigned char)blocks[i][at], i % 251);
        }
        free(blocks[i]);
    }
}
#endif

/* What it holds comes along, whichever way it takes: within the heap, out of it, or on from a mapping of its own. */
Test(pages, a_block_that_grows_keeps_what_it_holds)
{
    enum { FIRST = 1 << 12, LAST = 1 << 23 };
    pages_prepare_heap();
    unsigned char *block = malloc(FIRST);
    cr_assert_not_null(block);
    for (size_t bytes = FIRST, filled = 0; bytes <= LAST; bytes *= 2) {
        if (filled > 0) {
            block = pages_grow(block, filled, bytes);
            cr_assert_not_null(block);
        }
        for (; filled < bytes; filled++) {
            block[filled] = (unsigned char)(filled * 7 >> 3);
        }
    }
    for (size_t i = 0; i < LAST; i++) {
        cr_assert_eq(block[i], (unsigned char)(i * 7 >> 3), "byte %zu", i);
    }
    free(block);
}

Test(pages, a_block_that_cannot_grow_is_as_it_was)
{
    char *const block = malloc((size_t)1 << 16);
    cr_assert_not_null(block);
    block[5] = 'x';
    cr_assert_null(pages_grow(block, (size_t)1 << 16, SIZE_MAX / 4));
    cr_assert_eq(block[5], 'x');
    free(block);
}

Test(pages, to_be_written_are_made_at_once)
{
    char *const block = fresh_block();
    pages_make(block, PAGES * page_bytes());
    if (is_supported()) {
        cr_assert_eq(pages_made(block, 0, PAGES), PAGES);
    }
    cr_assert_eq(munmap(block, PAGES * page_bytes()), 0);
}

Test(pages, large_ones_are_let_or_not)
{
    pages_let_large(false);
    cr_expect_eq(prctl(PR_GET_THP_DISABLE, 0UL, 0UL, 0UL, 0UL), 1);
    pages_let_large(true);
    cr_expect_eq(prctl(PR_GET_THP_DISABLE, 0UL, 0UL, 0UL, 0UL), 0);
}
