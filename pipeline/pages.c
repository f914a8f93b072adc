/*
 * pages.c - MADV_POPULATE_WRITE (Linux 5.14), MADV_HUGEPAGE, MADV_DONTNEED, PR_SET_THP_DISABLE.
 *
 * Entering the kernel for a page costs far more than the page: on a virtual machine 12 microseconds, against half of
 * one in a row of pages, which was a sixth of the time of a run. New are the pages by which malloc's heap grew
 * meanwhile, and those of a block beyond it, which has a mapping of its own.
 *
 * The heap is made of large pages. Tables that are met in no order cost less there (to find where a small page lies
 * takes longer than the processor's caches do), and blocks grow within the heap: a mapping for each costs a call for it
 * and for every part of it that is written to, and makes the other processors wait when it goes. That holds until the
 * first block of more than a large page: in a heap that large ones leave again and again, the holes would count.
 */
#include "pages.h"

#include <link.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

enum { LEAST_BYTES = 1 << 14, CERTAIN_BYTES = 1 << 16, LIKELY_PART = 4, STEP_BYTES = 1 << 16 };
enum { LIKELY_MOST_BYTES = 1 << 18 }; /* of a large array a quarter of what was added can be more than is ever used */
/* Of x86-64 and of 64-bit ARM with pages of 4 KiB; elsewhere the advice is refused or without effect. */
enum {
    SMALL_PAGE_BYTES = 1 << 12,
    LARGE_PAGE_BYTES = 1 << 21,
    FIRST_LARGE_BYTES = 2 * LARGE_PAGE_BYTES, /* of the heap, made at once */
    HEAP_BYTES = 32 * LARGE_PAGE_BYTES
};
enum {
    BLOCK_BYTES = 100000 /* too small for a mapping of its own, large enough to make malloc look at its heap's end */
};
enum { USUAL_PAD_BYTES = 1 << 17 /* by which malloc's heap begins and grows */ };
enum { GIVEN_BACK_FROM = 1 << 23, KEPT_BYTES = 1 << 20 };
enum { APART_FROM = 1 << 17 }; /* blocks that get a mapping of their own */
/* From so many large pages on a block is made of them: one that is written to from end to end, where none is made in
 * vain, and one that grows. */
enum { WHOLE_PAGES = 2, GIANT_PAGES = 8 };

static void populate(uintptr_t from, uintptr_t to)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    if (from + LEAST_BYTES <= to) {
        (void)madvise((void *)(from & ~(page - 1)), to - (from & ~(page - 1)), MADV_POPULATE_WRITE);
    }
}

/* In a heap that did not grow, the pages of a block were there before, or are a part of a large one: most calls for
 * them find nothing to do, and a run of ten documents made 120 of them. */
static bool is_worth_asking(size_t bytes)
{
    return bytes >= CERTAIN_BYTES * 2;
}

/* A block with a mapping of its own, of several large pages: made of small ones 100 MB cost 260 ms, of large ones 13.
 * All of the mapping must be of one kind: mremap(2) does not let several grow. */
static void use_large_pages(uintptr_t block, size_t bytes, size_t least_pages)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start = block & ~(page - 1);
    if (bytes >= least_pages * (size_t)LARGE_PAGE_BYTES) {
        (void)madvise((void *)start, (block + bytes - start + page - 1) & ~(page - 1), MADV_HUGEPAGE);
    }
}

/* glibc raises the size from which a block gets a mapping of its own, up to 32 MB; what grows on the heap is copied
 * each time, to pages that are new. Setting it fixes the size from which the heap's end is given back, too: else that
 * is done many hundred times. */
static void keep_large_blocks_apart(void)
{
    (void)mallopt(M_MMAP_THRESHOLD, APART_FROM);
    (void)mallopt(M_TRIM_THRESHOLD, HEAP_BYTES + GIVEN_BACK_FROM);
}

static void take_and_free(size_t count)
{
    enum { MOST = 2 };
    void *volatile blocks[MOST]; /* else a compiler leaves out what is not used */
    for (size_t i = 0; i < count; i++) {
        blocks[i] = malloc(BLOCK_BYTES);
    }
    for (size_t i = 0; i < count; i++) {
        free(blocks[i]);
    }
}

/* What malloc took from the system for its first block; the options are in it already, and each page would be made
 * when it is first met. Where the heap does not begin so, nothing is changed by the call but time. */
static void make_first_pages(void)
{
    const uintptr_t end = (uintptr_t)sbrk(0);
    populate(end - USUAL_PAD_BYTES, end);
}

/* From the next whole large page on, one growth of the heap by many: the gap before takes addresses and no memory,
 * and malloc copes with an end of the heap that others move. Two blocks, as one may still fit before the gap. */
static uintptr_t grow_heap(void)
{
    const uintptr_t gap = -(uintptr_t)sbrk(0) % LARGE_PAGE_BYTES;
    if (sbrk((intptr_t)gap) == (void *)-1) { /* NOLINT(performance-no-int-to-ptr): how the manual says it */
        return 0;
    }
    const uintptr_t start = (uintptr_t)sbrk(0);
    (void)mallopt(M_TOP_PAD, HEAP_BYTES);
    take_and_free(2);
    (void)mallopt(M_TOP_PAD, USUAL_PAD_BYTES);
    return start;
}

/* Copies the pages that hold anything. */
static bool copy_made(const char *from, char *to)
{
    static const size_t page = SMALL_PAGE_BYTES;
    unsigned char made[FIRST_LARGE_BYTES / SMALL_PAGE_BYTES];
    if (mincore((void *)(uintptr_t)from, FIRST_LARGE_BYTES, made) != 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof made; i++) {
        if ((made[i] & 1U) != 0) {
            memcpy(to + i * page, from + i * page, page);
        }
    }
    return true;
}

/*
 * Where a small page was made already, the system makes no large one, and malloc writes the size of its first chunk as
 * soon as the heap has grown. So large pages are made elsewhere and moved there with what malloc wrote, which moves two
 * entries of a table and no memory.
 */
static void lay_large_pages(char *start)
{
    const size_t bytes = FIRST_LARGE_BYTES + LARGE_PAGE_BYTES;
    char *const area = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (area == MAP_FAILED) {
        return;
    }
    char *const large = area + -(uintptr_t)area % LARGE_PAGE_BYTES;
    (void)madvise(large, FIRST_LARGE_BYTES, MADV_HUGEPAGE);
    populate((uintptr_t)large, (uintptr_t)large + FIRST_LARGE_BYTES);
    if (!copy_made(start, large) ||
        mremap(large, FIRST_LARGE_BYTES, FIRST_LARGE_BYTES, MREMAP_MAYMOVE | MREMAP_FIXED, start) == MAP_FAILED) {
        (void)munmap(area, bytes);
        return;
    }
    if (large > area) {
        (void)munmap(area, (size_t)(large - area));
    }
    if (large + FIRST_LARGE_BYTES < area + bytes) {
        (void)munmap(large + FIRST_LARGE_BYTES, (size_t)(area + bytes - large) - FIRST_LARGE_BYTES);
    }
}

void pages_prepare_heap(void)
{
    keep_large_blocks_apart();
    make_first_pages();
    const uintptr_t start = grow_heap(), end = (uintptr_t)sbrk(0);
    const bool is_small = sysconf(_SC_PAGESIZE) == SMALL_PAGE_BYTES;
    if (is_small && start != 0 && start + HEAP_BYTES <= end) { /* else malloc has its heap elsewhere */
        (void)madvise((void *)start, HEAP_BYTES, MADV_HUGEPAGE);
        lay_large_pages((char *)start); /* NOLINT(performance-no-int-to-ptr): what sbrk gave */
    }
}

void pages_let_large(bool may_be_large)
{
    (void)prctl(PR_SET_THP_DISABLE, may_be_large ? 0UL : 1UL, 0UL, 0UL, 0UL);
}

/* Gives back the rest of the heap that nobody has used. */
static void end_heap(void)
{
    if (mallinfo2().keepcost > GIVEN_BACK_FROM) {
        (void)mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
        take_and_free(1);
        (void)mallopt(M_TRIM_THRESHOLD, GIVEN_BACK_FROM);
    }
}

void *pages_heap_end(size_t wanted)
{
    if (wanted > LARGE_PAGE_BYTES) {
        end_heap();
    }
    return sbrk(0);
}

void pages_prepare(const void *heap_end, void *memory, size_t bytes)
{
    const uintptr_t before = (uintptr_t)heap_end, now = (uintptr_t)sbrk(0), block = (uintptr_t)memory;
    if (block >= now) {
        use_large_pages(block, bytes, WHOLE_PAGES);
        populate(block, block + bytes);
    } else if (before != now) {
        populate(before, now);
    } else if (is_worth_asking(bytes)) {
        populate(block, block + bytes);
    }
}

void pages_prepare_grown(const void *heap_end, void *memory, size_t before, size_t after)
{
    const size_t added = after - before;
    const size_t part = added <= CERTAIN_BYTES ? 0 : (added - CERTAIN_BYTES) / LIKELY_PART;
    const size_t likely =
        added <= CERTAIN_BYTES ? added : CERTAIN_BYTES + (part < LIKELY_MOST_BYTES ? part : LIKELY_MOST_BYTES);
    const uintptr_t end = (uintptr_t)heap_end, now = (uintptr_t)sbrk(0);
    const uintptr_t block = (uintptr_t)memory, from = block + before;
    if (block >= now) {
        use_large_pages(block, after, GIANT_PAGES);
        populate(from, from + likely);
    } else if (end == now && is_worth_asking(likely)) {
        populate(from, from + likely);
    } else if (now > end) {
        const uintptr_t start = from > end ? from : end;
        populate(start, now - start < likely ? now : start + likely);
    }
}

/* False: it is to stay in the heap. Else *moved is the block, NULL for no memory. */
static bool move_out(void *block, size_t before, size_t after, void **moved)
{
    void *const place = malloc(after);
    *moved = place;
    if (place != NULL && (uintptr_t)place < (uintptr_t)sbrk(0)) {
        free(place);
        return false;
    }
    if (place != NULL) {
        use_large_pages((uintptr_t)place, after, GIANT_PAGES);
        populate((uintptr_t)place, (uintptr_t)place + before);
        memcpy(place, block, before);
        free(block);
    }
    return true;
}

void *pages_grow(void *block, size_t before, size_t after)
{
    const void *const heap_end = pages_heap_end(after);
    const bool may_leave = before >= LEAST_BYTES && after >= APART_FROM && (uintptr_t)block < (uintptr_t)heap_end;
    void *grown;
    if (!may_leave || !move_out(block, before, after, &grown)) {
        grown = realloc(block, after);
    }
    if (grown != NULL) {
        pages_prepare_grown(heap_end, grown, before, after);
    }
    return grown;
}

void pages_expect_all(void *memory, size_t bytes)
{
    if ((uintptr_t)memory >= (uintptr_t)sbrk(0)) {
        use_large_pages((uintptr_t)memory, bytes, WHOLE_PAGES);
    }
}

void pages_make(void *memory, size_t bytes)
{
    populate((uintptr_t)memory, (uintptr_t)memory + bytes);
}

void pages_prepare_next(void *items, size_t before, size_t after, size_t capacity)
{
    if (before / STEP_BYTES != after / STEP_BYTES && after < capacity) {
        const size_t step = capacity - after < STEP_BYTES ? capacity - after : STEP_BYTES;
        populate((uintptr_t)items + after, (uintptr_t)items + after + step);
    }
}

void pages_forget(void *part, size_t bytes)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    const uintptr_t first = ((uintptr_t)part + page - 1) & ~(page - 1), end = ((uintptr_t)part + bytes) & ~(page - 1);
    if (first < end) {
        (void)madvise((void *)first, end - first, MADV_DONTNEED);
    }
}

/* The program comes first (dl_iterate_phdr(3)), and its libraries are of no size. What is not even relocated is as it
 * is in the file. */
static int drop_constants(struct dl_phdr_info *program, size_t size, void *context)
{
    (void)size;
    (void)context;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (size_t i = 0; i < program->dlpi_phnum; i++) {
        const ElfW(Phdr) *const part = &program->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && part->p_flags == PF_R) {
            const uintptr_t from = program->dlpi_addr + part->p_vaddr, first = from & ~(page - 1);
            (void)madvise((void *)first, from + part->p_memsz - first, MADV_DONTNEED);
        }
    }
    return 1;
}

void pages_drop_constants(void)
{
    (void)dl_iterate_phdr(drop_constants, NULL);
}
