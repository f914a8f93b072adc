/* arena.c - blocks that double up to a limit; what is larger than a block gets one of its own. Strings, which are most
 * of what there is, stand byte by byte. */
#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "pages.h"

enum { FIRST_BLOCK_BYTES = 192, LARGEST_BLOCK_BYTES = 1 << 20 };
enum { STEP_BYTES = 1 << 16, IN_STEPS_FROM = 1 << 17 };

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    size_t made; /* up to here its pages were asked for: half of a last block stays unused, and is no memory then */
    max_align_t memory[];
};

static enum status add_block(struct arena *arena, size_t size, struct failure *failure)
{
    const size_t doubled = arena->blocks == NULL ? FIRST_BLOCK_BYTES : arena->blocks->size * 2;
    const size_t usual = doubled > LARGEST_BLOCK_BYTES ? LARGEST_BLOCK_BYTES : doubled;
    const size_t block_size = size > usual ? size : usual;
    if (block_size > SIZE_MAX - sizeof(struct arena_block)) {
        return failure_memory(failure, "an arena block beyond the address space");
    }
    const void *const heap_end = pages_heap_end(sizeof(struct arena_block) + block_size);
    struct arena_block *block = malloc(sizeof *block + block_size);
    if (block == NULL) {
        return failure_memory(failure, "an arena block");
    }
    block->made = block_size < IN_STEPS_FROM || block_size == size ? block_size : STEP_BYTES;
    pages_prepare(heap_end, block, sizeof *block + block->made);
    block->next = arena->blocks;
    block->size = block_size;
    block->used = 0;
    arena->blocks = block;
    arena->bytes += block_size;
    return STATUS_OK;
}

/* Up to `end` it is about to be used. */
static void make_pages(struct arena_block *block, size_t end)
{
    const size_t made = block->size - end < STEP_BYTES ? block->size : end + STEP_BYTES;
    pages_make((char *)block->memory + block->made, made - block->made);
    block->made = made;
}

/* `alignment` is a power of two. */
static enum status take(struct arena *arena, size_t size, size_t alignment, void **memory, struct failure *failure)
{
    const struct arena_block *const last = arena->blocks;
    size_t start = last == NULL ? 0 : (last->used + alignment - 1) & ~(alignment - 1);
    if (last == NULL || last->size < start || last->size - start < size) {
        if (add_block(arena, size, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        start = 0;
    }
    *memory = (char *)arena->blocks->memory + start;
    arena->blocks->used = start + size;
    if (start + size > arena->blocks->made) {
        make_pages(arena->blocks, start + size);
    }
    return STATUS_OK;
}

enum status arena_take(struct arena *arena, size_t size, void **memory, struct failure *failure)
{
    return take(arena, size, alignof(max_align_t), memory, failure);
}

enum status arena_copy(struct arena *arena, struct span source, struct span *copy, struct failure *failure)
{
    void *memory = NULL;
    if (source.length == SIZE_MAX) {
        return failure_memory(failure, "a copy beyond the address space");
    }
    if (take(arena, source.length + 1, 1, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *bytes = memory;
    if (source.length > 0) {
        memcpy(bytes, source.bytes, source.length);
    }
    bytes[source.length] = '\0';
    *copy = (struct span){bytes, source.length};
    return STATUS_OK;
}

void arena_clear(struct arena *arena)
{
    struct arena_block *largest = NULL;
    struct arena_block *next = NULL;
    for (struct arena_block *block = arena->blocks; block != NULL; block = next) {
        next = block->next;
        if (largest == NULL) {
            largest = block;
        } else if (block->size > largest->size) {
            free(largest);
            largest = block;
        } else {
            free(block);
        }
    }
    arena->blocks = largest;
    arena->bytes = 0;
    if (largest != NULL) {
        largest->next = NULL;
        largest->used = 0;
        arena->bytes = largest->size;
    }
}

bool arena_is_empty(const struct arena *arena)
{
    return arena->blocks == NULL || (arena->blocks->used == 0 && arena->blocks->next == NULL);
}

void arena_free(struct arena *arena)
{
    struct arena_block *next = NULL;
    for (struct arena_block *block = arena->blocks; block != NULL; block = next) {
        next = block->next;
        free(block);
    }
    *arena = (struct arena){0};
}
