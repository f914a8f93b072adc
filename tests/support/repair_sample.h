/* repair_sample.h - a document through tokenize, apparatus and repair. */
#ifndef MIZAN_REPAIR_SAMPLE_H
#define MIZAN_REPAIR_SAMPLE_H

#include "harness.h"

enum { REPAIR_SAMPLE_BYTES = 1 << 21, REPAIR_SAMPLE_WORDS = 1 << 17 };

/* What came out of the last run: words, their surfaces copied; counts; the list. Valid until the next one. */
struct repair_sample {
    struct word words[REPAIR_SAMPLE_WORDS];
    size_t word_count;
    char bytes[REPAIR_SAMPLE_BYTES]; /* of the surfaces */
    size_t byte_count;
    uint64_t repairs[REPAIR_COUNT];
    struct repair list[REPAIR_SAMPLE_WORDS / 4];
    size_t list_count;
    struct failure failure;
};
extern struct repair_sample repair_sample;

/* How a document is run; zero-initialized it is Arabic, in one block, and repair is on. */
struct repair_sample_run {
    bool leaves_damage;   /* --repair none */
    const char *language; /* NULL: ar; "" none */
    size_t block_bytes;   /* blocks end behind the first line feed after so many bytes; 0: one block */
};
enum status repair_sample_do(const char *text, const struct repair_sample_run *run);

/* The words of an Arabic document in one block, with spaces between them; fails the test if the run does. */
const char *repair_sample_words(const char *text);

#endif
