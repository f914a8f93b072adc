/* fuzz.h - what the fuzz targets share. Each target is one file: libFuzzer calls its LLVMFuzzerTestOneInput. */
#ifndef MIZAN_FUZZ_H
#define MIZAN_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "failure.h"
#include "span.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold; a target that finds it broken ends, and libFuzzer keeps the input. */
#define REQUIRE(condition)                                                                                             \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition);                                    \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

static inline struct span fuzz_span(const uint8_t *data, size_t size)
{
    return (struct span){(const char *)data, size};
}

/* A failure of a damaged input is worded, and of no kind that stands for a fault of ours. */
static inline void fuzz_require_worded(const struct failure *failure)
{
    REQUIRE(failure->kind != FAILURE_NONE && failure->kind != FAILURE_INTERNAL && failure->kind != FAILURE_MEMORY);
    REQUIRE(failure->message[0] != '\0');
}

#endif
