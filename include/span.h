/* span.h - bytes that somebody else owns: not terminated, never NULL when length > 0. */
#ifndef MIZAN_SPAN_H
#define MIZAN_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct span {
    const char *bytes;
    size_t length;
};

/* For printf's "%.*s". */
#define SPAN_ARGUMENTS(span) (int)(span).length, (span).bytes != NULL ? (span).bytes : ""

static inline struct span span_of(const char *text)
{
    return (struct span){text, text != NULL ? strlen(text) : 0};
}

static inline bool span_equal(struct span a, struct span b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

/* Order by bytes, the shorter first where one starts the other: < 0, 0, > 0. For UTF-8 this is code point order. */
static inline int span_compare(struct span a, struct span b)
{
    const size_t shorter = a.length < b.length ? a.length : b.length;
    const int order = shorter == 0 ? 0 : memcmp(a.bytes, b.bytes, shorter);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

/* A 64-bit hash of the bytes (implemented in pipeline/span.c), the same on every machine; never let its order reach
 * a result. */
uint64_t span_hash(struct span span);

#endif
