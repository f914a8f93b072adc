/* told_corpus.c - a matrix with its segments. */
#include "told_corpus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "keyed_random.h"

enum { SHARED = 20, OWN = 10, EVENT_KINDS = 4, NAME_BYTES = 8 };

static void *zeroed(size_t count, size_t bytes)
{
    void *memory = calloc(count > 0 ? count : 1, bytes);
    if (memory == NULL) {
        abort();
    }
    return memory;
}

static struct span name_of(char initial, int digits, size_t number)
{
    char *const name = zeroed(1, NAME_BYTES);
    (void)snprintf(name, NAME_BYTES, "%c%0*zu", initial, digits, number % 1000);
    return span_of(name);
}

static void draw_segments(struct told_corpus *told, size_t documents, size_t sources, uint32_t *rows, uint64_t seed)
{
    for (size_t document = 0; document < documents; document++) {
        const uint64_t key = document;
        struct keyed_random random = keyed_random_start(seed, &key, 1);
        const size_t own = SHARED + OWN * (document / sources % EVENT_KINDS);
        for (size_t word = 0; word < told->segments * TOLD_SEGMENT_WORDS; word++) {
            const bool is_own = keyed_random_below(&random, 2) == 0;
            const size_t column = is_own ? own + keyed_random_below(&random, OWN) : keyed_random_below(&random, SHARED);
            const size_t segment = document * told->segments + word / TOLD_SEGMENT_WORDS;
            told->segment_counts[segment * TOLD_COLUMNS + column]++;
            rows[document * TOLD_COLUMNS + column]++;
        }
    }
}

static void attach_segments(struct told_corpus *told, size_t documents)
{
    const size_t count = documents * told->segments;
    uint64_t *const starts = zeroed(count + 1, sizeof *starts);
    uint64_t *const segment_starts = zeroed(documents + 1, sizeof *segment_starts);
    uint32_t *const columns = zeroed(count * TOLD_COLUMNS, sizeof *columns);
    uint32_t *const counts = zeroed(count * TOLD_COLUMNS, sizeof *counts);
    struct segment_text *const texts = zeroed(count, sizeof *texts);
    uint64_t filled = 0;
    for (size_t segment = 0; segment < count; segment++) {
        for (uint32_t column = 0; column < TOLD_COLUMNS; column++) {
            if (told->segment_counts[segment * TOLD_COLUMNS + column] > 0) {
                columns[filled] = column;
                counts[filled++] = told->segment_counts[segment * TOLD_COLUMNS + column];
            }
        }
        starts[segment + 1] = filled;
        texts[segment] = (struct segment_text){segment * 1000, segment * 1000 + 900, TOLD_SEGMENT_WORDS};
    }
    for (size_t document = 0; document <= documents; document++) {
        segment_starts[document] = document * told->segments;
    }
    told->matrix->counts.segments = (struct count_rows){count, starts, columns, counts};
    told->matrix->counts.segment_starts = segment_starts;
    told->matrix->counts.segment_texts = texts;
}

struct told_corpus *told_corpus_new(size_t events, size_t sources, size_t segments, uint64_t seed)
{
    const size_t documents = events * sources;
    struct told_corpus *const told = zeroed(1, sizeof *told);
    struct failure failure = {0};
    uint32_t *const rows = zeroed(documents * TOLD_COLUMNS, sizeof *rows);
    told->segments = segments;
    told->segment_counts = zeroed(documents * segments * TOLD_COLUMNS, sizeof *told->segment_counts);
    draw_segments(told, documents, sources, rows, seed);
    told->matrix = small_matrix_new(documents, 0, TOLD_COLUMNS, rows, (struct small_scheme){.normalized = true});
    free(rows);
    attach_segments(told, documents);
    for (size_t document = 0; document < documents; document++) {
        struct document *const described = &told->matrix->documents[document];
        described->event = name_of('e', 2, document / sources);
        described->source = name_of('s', 1, document % sources);
        described->language = span_of("en");
        described->tokens = segments * TOLD_SEGMENT_WORDS;
    }
    if (tellings_open(&told->tellings, &told->matrix->counts, &failure) != STATUS_OK) {
        abort();
    }
    return told;
}

void told_corpus_free(struct told_corpus *told)
{
    const struct counts *const counts = &told->matrix->counts;
    tellings_close(&told->tellings);
    for (size_t i = 0; i < counts->document_count; i++) {
        free((void *)(uintptr_t)told->matrix->documents[i].event.bytes);
        free((void *)(uintptr_t)told->matrix->documents[i].source.bytes);
    }
    free((void *)(uintptr_t)counts->segments.starts);
    free((void *)(uintptr_t)counts->segments.columns);
    free((void *)(uintptr_t)counts->segments.counts);
    free((void *)(uintptr_t)counts->segment_starts);
    free((void *)(uintptr_t)counts->segment_texts);
    small_matrix_free(told->matrix);
    free(told->segment_counts);
    free(told);
}

static double self_of(const uint32_t *row)
{
    double words = 0, pairs = 0, squares = 0;
    for (size_t i = 0; i < TOLD_COLUMNS; i++) {
        const double count = row[i];
        words += count;
        pairs += count * (count - 1);
        squares += count * count;
    }
    return fmax(words / (words - 1) * pairs, squares / 2);
}

double told_similarity(const uint32_t *a, const uint32_t *b)
{
    double product = 0;
    for (size_t i = 0; i < TOLD_COLUMNS; i++) {
        product += (double)a[i] * b[i];
    }
    return product / sqrt(self_of(a) * self_of(b));
}
