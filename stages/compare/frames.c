/* frames.c - units sorted into languages: ar and ar-EG are one, as far as stop words and stems go. */
#include "frames.h"

#include <stdlib.h>

#include "array.h"
#include "language.h"

/* What tells languages apart. */
static struct span language_key(struct span tag)
{
    const struct language *const language = language_find(tag);
    return language != NULL ? span_of(language->code) : tag;
}

static struct span key_of(const struct tellings *tellings, size_t unit)
{
    return language_key(tellings->counts->documents[tellings->units[unit].document]->language);
}

static size_t lower_bound(struct term_row row, uint32_t column)
{
    size_t first = 0, end = row.count;
    while (first < end) {
        const size_t middle = first + (end - first) / 2;
        if (row.columns[middle] < column) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return first;
}

static struct term_row columns_between(struct term_row row, uint32_t first_column, uint32_t end_column)
{
    const size_t first = lower_bound(row, first_column), end = lower_bound(row, end_column);
    return (struct term_row){row.columns + first, row.counts + first, end - first};
}

static uint64_t count_row(struct term_row row)
{
    uint64_t count = 0;
    for (size_t i = 0; i < row.count; i++) {
        count += row.counts[i];
    }
    return count;
}

/* The columns of a channel; they stand together. */
static uint32_t channel_start(const struct counts *counts, enum channel channel)
{
    uint32_t column = 0;
    while (column < counts->term_count && counts->terms[column].channel < channel) {
        column++;
    }
    return column;
}

/* Words are all that are counted, stop words too; a document whose words were not counted has at least its terms. */
static struct frame_unit unit_of(const struct frames *frames, const struct frame *frame, size_t index,
                                 uint32_t words_end)
{
    const struct telling_unit *const unit = &frames->tellings->units[index];
    const uint64_t counted = count_row(columns_between(unit->row, 0, words_end));
    const struct term_row row = columns_between(unit->row, frame->first_column, frame->end_column);
    const uint64_t own = count_row(row), least = counted > own ? counted : own;
    return (struct frame_unit){
        .event = unit->event, .source = unit->source, .words = unit->tokens > least ? unit->tokens : least, .row = row};
}

static enum status fill_frame(const struct frames *frames, struct frame *frame, struct span key,
                              struct failure *failure)
{
    const struct tellings *const tellings = frames->tellings;
    const uint32_t words_end = channel_start(tellings->counts, CHANNEL_NGRAM);
    if (array_zeroed((void **)&frame->units, tellings->unit_count, sizeof *frame->units, failure) != STATUS_OK ||
        array_zeroed((void **)&frame->event_starts, tellings->event_count + 1, sizeof *frame->event_starts, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    size_t event = 0;
    for (size_t i = 0; i < tellings->unit_count; i++) {
        for (; event < tellings->units[i].event; event++) {
            frame->event_starts[event + 1] = frame->unit_count;
        }
        if (frame->is_dates || span_equal(key_of(tellings, i), key)) {
            frame->units[frame->unit_count++] = unit_of(frames, frame, i, words_end);
        }
    }
    for (; event < tellings->event_count; event++) {
        frame->event_starts[event + 1] = frame->unit_count;
    }
    return STATUS_OK;
}

static int compare_spans(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

/* Keys of all units, sorted, each once. */
static enum status list_keys(const struct tellings *tellings, struct span **keys, size_t *count,
                             struct failure *failure)
{
    if (array_zeroed((void **)keys, tellings->unit_count, sizeof **keys, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < tellings->unit_count; i++) {
        (*keys)[i] = key_of(tellings, i);
    }
    qsort(*keys, tellings->unit_count, sizeof **keys, compare_spans);
    for (size_t i = 0; i < tellings->unit_count; i++) {
        if (*count == 0 || !span_equal((*keys)[*count - 1], (*keys)[i])) {
            (*keys)[(*count)++] = (*keys)[i];
        }
    }
    return STATUS_OK;
}

static enum status fill_frames(struct frames *frames, const struct span *keys, size_t key_count,
                               struct failure *failure)
{
    const struct counts *const counts = frames->tellings->counts;
    const uint32_t words_end = channel_start(counts, CHANNEL_CHARACTER);
    const uint32_t dates = channel_start(counts, CHANNEL_DATE), dates_end = channel_start(counts, CHANNEL_COUNT);
    if (array_zeroed((void **)&frames->items, key_count + 1, sizeof *frames->items, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < key_count; i++) {
        struct frame *const frame = &frames->items[frames->count++];
        *frame = (struct frame){.language = keys[i], .end_column = words_end};
        if (fill_frame(frames, frame, keys[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (dates < dates_end) {
        struct frame *const frame = &frames->items[frames->count++];
        *frame = (struct frame){
            .language = span_of(FRAME_ALL_LANGUAGES), .is_dates = true, .first_column = dates, .end_column = dates_end};
        return fill_frame(frames, frame, frame->language, failure);
    }
    return STATUS_OK;
}

enum status frames_open(struct frames *frames, const struct tellings *tellings, struct failure *failure)
{
    struct span *keys = NULL;
    size_t key_count = 0;
    *frames = (struct frames){.tellings = tellings};
    enum status status = list_keys(tellings, &keys, &key_count, failure);
    if (status == STATUS_OK) {
        status = fill_frames(frames, keys, key_count, failure);
    }
    free(keys);
    return status;
}

void frames_close(struct frames *frames)
{
    for (size_t i = 0; i < frames->count; i++) {
        free(frames->items[i].event_starts);
        free(frames->items[i].units);
    }
    free(frames->items);
    *frames = (struct frames){0};
}
