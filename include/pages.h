/* pages.h - the pages of memory that was just allocated, had from the system at once; the program's own, given back. */
#ifndef MIZAN_PAGES_H
#define MIZAN_PAGES_H

#include <stdbool.h>
#include <stddef.h>

/* Has malloc's heap in large pages, and the first of them made at once; later, large blocks grow without being copied.
 * Once, before a run: --version has no use for it. */
void pages_prepare_heap(void);

/* Whether memory that is made from now on may come in large pages, which come all at once: 4 MB where two blocks grow
 * between two looks at what the process holds. At first it may. Of the whole process. */
void pages_let_large(bool may_be_large);

/* Where malloc's heap ends: to be asked for ahead of an allocation of `wanted` bytes, and given to one of the functions
 * below. Ahead of the first block of more than two megabytes what is left of the heap's large pages is given back. */
void *pages_heap_end(size_t wanted);

/*
 * Says that the `bytes` of a block that was allocated since will be written soon: pages that are new to the process are
 * made now, by one call, and not one by one as each is first written to. What they hold stays. Nothing but time
 * depends on it, and on a system that cannot do it nothing happens.
 */
void pages_prepare(const void *heap_end, void *memory, size_t bytes);

/*
 * The same for a block that was reallocated from `before` to `after` bytes because it was full: for what of the new
 * ones is likely to be used. Memory that never is must not count as the process's.
 */
void pages_prepare_grown(const void *heap_end, void *memory, size_t before, size_t after);

/*
 * realloc(3) of a full block from `before` to `after` bytes, with pages_heap_end and pages_prepare_grown. Where it
 * leaves the heap for a mapping of its own, the pages that it is copied to are made at once, too. NULL: no memory, and
 * the block is as it was.
 */
void *pages_grow(void *block, size_t before, size_t after);

/* For a block that is going to be written to from end to end, though not at once: asks for large pages where it has a
 * mapping of its own; makes none. */
void pages_expect_all(void *memory, size_t bytes);

/* For what lies in a block that was allocated, and is about to be written from end to end. */
void pages_make(void *memory, size_t bytes);

/*
 * For an array of `capacity` bytes that is filled in order, about to be filled from `before` to `after`: at each
 * 64 KiB, the pages of the next.
 */
void pages_prepare_next(void *items, size_t before, size_t after, size_t capacity);

/*
 * Gives back the whole pages of a part of a block that is not looked at again: of memory they read as zeros from then
 * on. The rims stay, and the block is freed as ever.
 */
void pages_forget(void *part, size_t bytes);

/*
 * Takes the pages of the program's own constants (the tables of language, what ICU knows of characters) out of the
 * process: they stay in the system's cache, and those that are looked at again come back at once. To be called when
 * what needs them is done. Where a file lies in the cache in large pieces, as right after the program was linked, one
 * look at a table brings 2 MiB of it into the process.
 */
void pages_drop_constants(void);

#endif
