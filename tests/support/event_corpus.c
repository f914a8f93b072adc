/* event_corpus.c - counts by hand. */
#include "event_corpus.h"

#include <stdlib.h>

enum { SEGMENTS = EVENT_DOCUMENTS * EVENT_SENTENCES, ROWS = EVENT_DOCUMENTS + EVENT_ROWS };

static const uint32_t sentences[SEGMENTS][EVENT_COLUMNS] = {
    /* long: raid, raid, raid, vote, vote, vote */
    {2, 1, 0, 0, 3, 0, 0, 0, 0, 0, 1},
    {1, 1, 0, 0, 0, 3, 0, 0, 1, 1, 1},
    {1, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0},
    {0, 0, 2, 1, 0, 0, 0, 3, 0, 0, 0},
    {0, 0, 1, 1, 3, 0, 0, 0, 0, 0, 0},
    {0, 0, 1, 2, 0, 3, 0, 0, 0, 0, 0},
    /* raid: raid, raid, nothing */
    {2, 2, 0, 0, 3, 0, 0, 0, 0, 0, 1},
    {2, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0},
    {0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0},
    {0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0},
    {0, 0, 0, 0, 3, 0, 0, 3, 0, 0, 0},
    {0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0},
    /* none: both, nothing */
    {2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0},
    {0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0},
    {0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0},
    {0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0},
    {0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0},
    {0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0},
};
/* Words of the events; their dates are text. */
static const uint32_t events[EVENT_ROWS][EVENT_COLUMNS] = {{1, 1}, {0, 0, 1, 1}, {0}};

static void *zeroed(size_t count, size_t bytes)
{
    void *const memory = calloc(count, bytes);
    if (memory == NULL) {
        abort();
    }
    return memory;
}

static void attach_segments(struct counts *counts)
{
    uint64_t *const starts = zeroed(SEGMENTS + 1, sizeof *starts);
    uint64_t *const segment_starts = zeroed(ROWS + 1, sizeof *segment_starts);
    uint32_t *const columns = zeroed(SEGMENTS * EVENT_COLUMNS, sizeof *columns);
    uint32_t *const numbers = zeroed(SEGMENTS * EVENT_COLUMNS, sizeof *numbers);
    struct segment_text *const texts = zeroed(SEGMENTS, sizeof *texts);
    uint64_t filled = 0;
    for (size_t segment = 0; segment < SEGMENTS; segment++) {
        const uint64_t place = segment % EVENT_SENTENCES * 1000;
        for (uint32_t column = 0; column < EVENT_COLUMNS; column++) {
            if (sentences[segment][column] > 0) {
                columns[filled] = column;
                numbers[filled++] = sentences[segment][column];
            }
        }
        starts[segment + 1] = filled;
        texts[segment] = (struct segment_text){place, place + 900, EVENT_SENTENCE_WORDS};
    }
    for (size_t row = 0; row <= ROWS; row++) {
        segment_starts[row] = row < EVENT_DOCUMENTS ? row * EVENT_SENTENCES : SEGMENTS;
    }
    counts->segments = (struct count_rows){SEGMENTS, starts, columns, numbers};
    counts->segment_starts = segment_starts;
    counts->segment_texts = texts;
}

/* In place of a name that the matrix made, and frees. */
static void rename_to(struct span *name, const char *other)
{
    char *const copy = zeroed(strlen(other) + 1, 1);
    memcpy(copy, other, strlen(other));
    free((void *)(uintptr_t)name->bytes);
    *name = span_of(copy);
}

static void describe(struct small_matrix *matrix)
{
    static const char *const ids[] = {"long", "raid", "none", "raid [en]", "vote [en]", "void [en]"};
    static const char *const sources[] = {"post", "times", ""};
    static const char *const names[] = {"raid", "vote", "void"};
    for (size_t row = 0; row < ROWS; row++) {
        struct document *const document = &matrix->documents[row];
        rename_to(&document->id, ids[row]);
        document->language = span_of("en");
        document->tokens = EVENT_SENTENCES * EVENT_SENTENCE_WORDS;
        if (row < EVENT_DOCUMENTS) {
            document->source = span_of(sources[row]);
        } else {
            document->role = ROLE_EVENT;
            document->event = span_of(names[row - EVENT_DOCUMENTS]);
            document->line = row - EVENT_DOCUMENTS + 2;
        }
    }
    matrix->documents[EVENT_DOCUMENTS].date = span_of("date:1927-05-12 date:--05-12 date:1927-05 year:1927");
}

struct event_corpus *event_corpus_new(void)
{
    static const char *const dates[] = {"date:--05-12", "date:1927-05-12", "year:1927"};
    struct event_corpus *const corpus = zeroed(1, sizeof *corpus);
    uint32_t *const rows = zeroed(ROWS * EVENT_COLUMNS, sizeof *rows);
    corpus->segment_counts = zeroed(SEGMENTS * EVENT_COLUMNS, sizeof *corpus->segment_counts);
    for (size_t i = 0; i < (size_t)SEGMENTS * EVENT_COLUMNS; i++) {
        corpus->segment_counts[i] = sentences[i / EVENT_COLUMNS][i % EVENT_COLUMNS];
        rows[i / EVENT_COLUMNS / EVENT_SENTENCES * EVENT_COLUMNS + i % EVENT_COLUMNS] += corpus->segment_counts[i];
    }
    memcpy(rows + EVENT_DOCUMENTS * EVENT_COLUMNS, events, sizeof events);
    corpus->matrix =
        small_matrix_new(EVENT_DOCUMENTS, EVENT_ROWS, EVENT_COLUMNS, rows, (struct small_scheme){.normalized = true});
    free(rows);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        rename_to(&corpus->matrix->terms[EVENT_WORDS + i].term, dates[i]);
        corpus->matrix->terms[EVENT_WORDS + i].channel = CHANNEL_DATE;
    }
    for (size_t i = 0; i < EVENT_COLUMNS; i++) {
        corpus->matrix->terms[i].document_frequency = 3;
        corpus->matrix->terms[i].background = i < EVENT_WORDS / 2 ? 0 : i < EVENT_WORDS ? 0.5 : 0;
    }
    attach_segments(&corpus->matrix->counts);
    describe(corpus->matrix);
    corpus->settings = (struct settings){.command = COMMAND_COMPARE, .events = "e.csv"};
    return corpus;
}

void event_corpus_free(struct event_corpus *corpus)
{
    const struct counts *const counts = &corpus->matrix->counts;
    free((void *)(uintptr_t)counts->segments.starts);
    free((void *)(uintptr_t)counts->segments.columns);
    free((void *)(uintptr_t)counts->segments.counts);
    free((void *)(uintptr_t)counts->segment_starts);
    free((void *)(uintptr_t)counts->segment_texts);
    small_matrix_free(corpus->matrix);
    free(corpus->segment_counts);
    free(corpus);
}
