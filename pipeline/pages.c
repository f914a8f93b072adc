/*
 * pages.c - MADV_POPULATE_WRITE (Linux 5.14).
 *
 * Entering the kernel for a page costs far more than the page: on a virtual machine 12 microseconds, against half of
 * one in a row of pages, which was a sixth of the time of a run. New are the pages by which malloc's heap grew
 * meanwhile, and those of a block beyond it, which has a mapping of its own.
 */
#include "pages.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

enum { LEAST_BYTES = 1 << 14, CERTAIN_BYTES = 1 << 16, LIKELY_PART = 4, STEP_BYTES = 1 << 16 };

void *pages_heap_end(void)
{
    return sbrk(0);
}

static void populate(uintptr_t from, uintptr_t to)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    if (from + LEAST_BYTES <= to) {
        (void)madvise((void *)(from & ~(page - 1)), to - (from & ~(page - 1)), MADV_POPULATE_WRITE);
    }
}

/* glibc raises the size from which a block gets a mapping of its own, up to 32 MB; what grows on the heap is copied
 * each time, to pages that are new. Setting it fixes the size from which the heap's end is given back, too: else that
 * is done many hundred times. */
static void keep_large_blocks_apart(void)
{
    enum { APART_FROM = 1 << 17, GIVEN_BACK_FROM = 1 << 23 };
    (void)mallopt(M_MMAP_THRESHOLD, APART_FROM);
    (void)mallopt(M_TRIM_THRESHOLD, GIVEN_BACK_FROM);
}

/* Blocks below the size that gets a mapping of its own are taken and given back. The heap keeps them, as behind them
 * stands a block of the smallest size, which malloc does not join with its neighbours when it is freed. */
void pages_prepare_heap(void)
{
    enum { BLOCK_BYTES = 100000, BLOCKS = 10 };
    keep_large_blocks_apart();
    void *volatile blocks[BLOCKS]; /* else a compiler leaves out what is not used */
    for (size_t i = 0; i < BLOCKS; i++) {
        blocks[i] = malloc(BLOCK_BYTES);
    }
    void *volatile last = malloc(1);
    const uintptr_t first = (uintptr_t)blocks[0], end = (uintptr_t)pages_heap_end();
    if (first != 0 && first < end && end - first < 2 * BLOCKS * BLOCK_BYTES) { /* all of it is the heap's */
        populate(first, end);
    }
    for (size_t i = 0; i < BLOCKS; i++) {
        free(blocks[i]);
    }
    free(last);
}

void pages_prepare(const void *heap_end, void *memory, size_t bytes)
{
    const uintptr_t before = (uintptr_t)heap_end, now = (uintptr_t)pages_heap_end(), block = (uintptr_t)memory;
    if (block >= now) {
        populate(block, block + bytes);
    } else {
        populate(before, now);
    }
}

void pages_prepare_grown(const void *heap_end, void *memory, size_t before, size_t after)
{
    const size_t added = after - before;
    const size_t likely = added <= CERTAIN_BYTES ? added : CERTAIN_BYTES + (added - CERTAIN_BYTES) / LIKELY_PART;
    const uintptr_t end = (uintptr_t)heap_end, now = (uintptr_t)pages_heap_end();
    const uintptr_t block = (uintptr_t)memory, from = block + before;
    if (block >= now) {
        populate(from, from + likely);
    } else if (now > end) {
        const uintptr_t start = from > end ? from : end;
        populate(start, now - start < likely ? now : start + likely);
    }
}

void pages_prepare_next(void *items, size_t before, size_t after, size_t capacity)
{
    if (before / STEP_BYTES != after / STEP_BYTES && after < capacity) {
        const size_t step = capacity - after < STEP_BYTES ? capacity - after : STEP_BYTES;
        populate((uintptr_t)items + after, (uintptr_t)items + after + step);
    }
}
