/*
 * coherence.c - a mask of the terms in the window for each topic that has some there: whatever the number of topics, a
 * window costs its own terms only. Logarithms are taken in long double and rounded once, at the end.
 */
#include "coherence.h"

#include <math.h>
#include <stdlib.h>

#include "array.h"

_Static_assert(COHERENCE_TERMS <= 16, "a mask has a bit for each term");

/* Term `slot` of topic `topic`. */
struct place {
    uint32_t topic, slot;
};

struct windows {
    const struct coherence_topic *topics;
    size_t topic_count;
    uint64_t *place_starts; /* by column of the vocabulary, one more at the end */
    struct place *places;
    uint16_t *masks; /* by topic: its terms in the window; all 0 between windows */
    uint32_t *touched;
    size_t touched_count;
    uint64_t (*together)[COHERENCE_TERMS][COHERENCE_TERMS]; /* by topic: windows with both; with one on the diagonal */
    uint64_t count;
};

static enum status open_windows(struct windows *windows, size_t columns, const struct coherence_topic *topics,
                                size_t topic_count, struct failure *failure)
{
    size_t terms = 0;
    for (size_t topic = 0; topic < topic_count; topic++) {
        terms += topics[topic].count;
    }
    *windows = (struct windows){.topics = topics, .topic_count = topic_count};
    if (array_zeroed((void **)&windows->place_starts, columns + 1, sizeof *windows->place_starts, failure) !=
            STATUS_OK ||
        array_zeroed((void **)&windows->places, terms, sizeof *windows->places, failure) != STATUS_OK ||
        array_zeroed((void **)&windows->masks, topic_count, sizeof *windows->masks, failure) != STATUS_OK ||
        array_zeroed((void **)&windows->touched, topic_count, sizeof *windows->touched, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return array_zeroed((void **)&windows->together, topic_count, sizeof *windows->together, failure);
}

static void close_windows(struct windows *windows)
{
    free(windows->place_starts);
    free(windows->places);
    free(windows->masks);
    free(windows->touched);
    free(windows->together);
}

/* Which terms of which topics a column is. */
static void place_terms(struct windows *windows, size_t columns)
{
    uint64_t *const starts = windows->place_starts;
    for (size_t topic = 0; topic < windows->topic_count; topic++) {
        for (size_t slot = 0; slot < windows->topics[topic].count; slot++) {
            starts[windows->topics[topic].terms[slot] + 1]++;
        }
    }
    for (size_t column = 0; column < columns; column++) {
        starts[column + 1] += starts[column];
    }
    for (uint32_t topic = 0; topic < windows->topic_count; topic++) {
        for (uint32_t slot = 0; slot < windows->topics[topic].count; slot++) {
            windows->places[starts[windows->topics[topic].terms[slot]]++] = (struct place){topic, slot};
        }
    }
    for (size_t column = columns; column > 0; column--) { /* each start has moved to the next one's place */
        starts[column] = starts[column - 1];
    }
    starts[0] = 0;
}

static void count_window(struct windows *windows, const uint32_t *terms, size_t length)
{
    windows->count++;
    windows->touched_count = 0;
    for (size_t i = 0; i < length; i++) {
        for (uint64_t k = windows->place_starts[terms[i]]; k < windows->place_starts[terms[i] + 1]; k++) {
            const struct place place = windows->places[k];
            if (windows->masks[place.topic] == 0) {
                windows->touched[windows->touched_count++] = place.topic;
            }
            windows->masks[place.topic] = (uint16_t)(windows->masks[place.topic] | 1u << place.slot);
        }
    }
    for (size_t i = 0; i < windows->touched_count; i++) {
        const uint32_t topic = windows->touched[i];
        const unsigned mask = windows->masks[topic];
        windows->masks[topic] = 0;
        for (unsigned a = 0; mask >> a != 0; a++) {
            for (unsigned b = 0; b <= a && (mask >> a & 1) != 0; b++) {
                windows->together[topic][a][b] += mask >> b & 1;
            }
        }
    }
}

static void count_documents(struct windows *windows, const struct counts *counts)
{
    const struct term_sequences *const sequences = &counts->sequences;
    for (size_t document = 0; document < counts->document_count; document++) {
        const uint64_t start = sequences->starts[sequences->document_starts[document]];
        const uint64_t end = sequences->starts[sequences->document_starts[document + 1]];
        if (end - start < COHERENCE_WINDOW && end > start) {
            count_window(windows, sequences->terms + start, (size_t)(end - start));
        }
        for (uint64_t first = start; first + COHERENCE_WINDOW <= end; first++) {
            count_window(windows, sequences->terms + first, COHERENCE_WINDOW);
        }
    }
}

static long double npmi(uint64_t both, uint64_t a, uint64_t b, uint64_t windows)
{
    if (both == 0) {
        return -1;
    }
    if (both == windows) {
        return 1;
    }
    const long double share = (long double)both / (long double)windows;
    return logl(share * (long double)windows / (long double)a * (long double)windows / (long double)b) / -logl(share);
}

static double mean_of(const struct windows *windows, size_t topic)
{
    uint64_t(*const together)[COHERENCE_TERMS] = windows->together[topic];
    const size_t count = windows->topics[topic].count;
    long double sum = 0;
    for (size_t a = 1; a < count; a++) {
        for (size_t b = 0; b < a; b++) {
            sum += npmi(together[a][b], together[a][a], together[b][b], windows->count);
        }
    }
    return count < 2 ? NAN : (double)(sum / (long double)(count * (count - 1) / 2));
}

enum status coherence_find(const struct counts *counts, const struct coherence_topic *topics, size_t topic_count,
                           double *values, struct failure *failure)
{
    struct windows windows;
    const enum status status = open_windows(&windows, counts->term_count, topics, topic_count, failure);
    if (status == STATUS_OK) {
        place_terms(&windows, counts->term_count);
        count_documents(&windows, counts);
        for (size_t topic = 0; topic < topic_count; topic++) {
            values[topic] = mean_of(&windows, topic);
        }
    }
    close_windows(&windows);
    return status;
}
