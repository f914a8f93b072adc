/* arena.h - memory that is given back all at once. */
#ifndef MIZAN_ARENA_H
#define MIZAN_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "failure.h"
#include "span.h"

struct arena_block;

/* Zero-initialized it is an empty arena. Not safe for two threads at once. */
struct arena {
    struct arena_block *blocks;
    size_t bytes; /* taken from malloc so far */
};

/* `size` bytes aligned for any type, valid until arena_clear or arena_free; size 0 gives a valid pointer. */
enum status arena_take(struct arena *arena, size_t size, void **memory, struct failure *failure) MUST_CHECK;

/* A copy of the bytes, with a NUL behind it that `length` does not count. */
enum status arena_copy(struct arena *arena, struct span source, struct span *copy, struct failure *failure) MUST_CHECK;

/* Forgets all that was taken; the largest block is kept for the next round. */
void arena_clear(struct arena *arena);

/* Is nothing taken, as behind arena_clear? */
bool arena_is_empty(const struct arena *arena);

/* Gives everything back; the arena is empty then and can be used again. */
void arena_free(struct arena *arena);

#endif
