/* test_passages.c - cases: words of each segment, "|" between documents; expected: document:first segment-end. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "passages.h"
#include "refusal.h"

enum { MOST = 64, TEXT_BYTES = 512 };

struct sample {
    uint64_t document_starts[MOST], starts[MOST];
    uint32_t words[MOST];
    struct term_sequences sequences;
    size_t document_count;
};

/* Segment s holds terms s * 10 up to s * 10 + 10. */
static void write_sample(struct sample *sample, const char *text)
{
    char copy[TEXT_BYTES], *rest = NULL;
    size_t segments = 0, documents = 1;
    snprintf(copy, sizeof copy, "%s", text);
    *sample = (struct sample){0};
    for (char *token = strtok_r(copy, " ", &rest); token != NULL; token = strtok_r(NULL, " ", &rest)) {
        if (strcmp(token, "|") == 0) {
            sample->document_starts[documents++] = segments;
            continue;
        }
        sample->words[segments++] = (uint32_t)strtoul(token, NULL, 10);
        sample->starts[segments] = segments * 10;
    }
    sample->document_starts[documents] = segments;
    sample->document_count = documents;
    sample->sequences = (struct term_sequences){.segment_count = segments,
                                                .document_starts = sample->document_starts,
                                                .starts = sample->starts,
                                                .words = sample->words};
}

static const char *show(const struct passages *passages)
{
    static char text[TEXT_BYTES];
    text[0] = '\0';
    for (size_t i = 0; i < passages->count; i++) {
        const size_t length = strlen(text);
        const struct passage passage = passages->items[i];
        snprintf(text + length, sizeof text - length, "%s%zu:%llu-%llu", i > 0 ? " " : "", passage.document,
                 (unsigned long long)passage.start / 10, (unsigned long long)passage.end / 10);
    }
    return text;
}

static const struct {
    const char *segments, *passages;
} cases[] = {
    {"150", "0:0-1"},
    {"149", "0:0-1"},     /* alone, though short */
    {"149 1", "0:0-2"},   /* just enough */
    {"150 149", "0:0-2"}, /* a short rest joins */
    {"150 150", "0:0-1 0:1-2"},
    {"100 100 100 100 100", "0:0-2 0:2-5"}, /* 200 and 300 */
    {"400", "0:0-1"},                       /* a segment is never cut */
    {"150 10 | 10 150", "0:0-2 1:2-4"},     /* never across documents */
    {"| 20 | |", "1:0-1"},                  /* documents without words have none */
    {"", ""},
    {"150 20 130 20", "0:0-1 0:1-4"},
};

Test(passages, are_runs_of_whole_segments_of_150_words)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sample sample;
        struct passages passages;
        struct failure failure = {0};
        write_sample(&sample, cases[i].segments);
        cr_assert_eq(passages_cut(&sample.sequences, sample.document_count, 150, &passages, &failure), STATUS_OK);
        cr_expect_str_eq(show(&passages), cases[i].passages, "case %zu: %s", i, show(&passages));
        passages_free(&passages);
    }
}

Test(passages, a_refused_allocation_is_a_memory_failure)
{
    struct sample sample;
    struct passages passages;
    struct failure failure = {0};
    write_sample(&sample, "150 150");
    refuse_allocation(0, true);
    const enum status status = passages_cut(&sample.sequences, 1, 150, &passages, &failure);
    (void)refuse_nothing();
    cr_assert_eq(status, STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
    passages_free(&passages);
}
