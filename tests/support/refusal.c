/* refusal.c - counts and refuses. */
#include "refusal.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
char *__wrap_strdup(const char *text);

static atomic_long asked, refused_index = -1;
static atomic_bool refuse_rest;

void refuse_allocation(long index, bool from_then_on)
{
    atomic_store(&asked, 0);
    atomic_store(&refuse_rest, from_then_on);
    atomic_store(&refused_index, index);
}

long refuse_nothing(void)
{
    atomic_store(&refused_index, -1);
    return atomic_load(&asked);
}

static bool refused(void)
{
    const long wanted = atomic_load(&refused_index);
    if (wanted < 0) {
        return false;
    }
    const long index = atomic_fetch_add(&asked, 1);
    return index == wanted || (index > wanted && atomic_load(&refuse_rest));
}

void *__wrap_malloc(size_t size)
{
    return refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return refused() ? NULL : __real_realloc(memory, size);
}

char *__wrap_strdup(const char *text)
{
    const size_t size = strlen(text) + 1;
    char *copy = refused() ? NULL : __real_malloc(size);
    return copy != NULL ? memcpy(copy, text, size) : NULL;
}
