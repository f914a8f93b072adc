/*
 * hit_window.c - what is read is written down once, in order, and words and hits point into it.
 *
 * Not the raw text is kept but the text as it will be shown: that bounds it (a gigabyte of notes or dashes is one
 * ellipsis), and a context is then one piece of it, whatever blocks it came in.
 */
#include "hit_window.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "array.h"
#include "code_point.h"

#define ELLIPSIS "\u2026"

/* A longer run of signs between two words is cut. */
enum { GAP_BYTES_MOST = 256 };

void hit_window_clear(struct hit_window *window)
{
    const struct hit_window old = *window;
    *window = (struct hit_window){.context = old.context,
                                  .phrase = old.phrase,
                                  .keep_apparatus = old.keep_apparatus,
                                  .read = old.read,
                                  .read_capacity = old.read_capacity,
                                  .words = old.words,
                                  .word_capacity = old.word_capacity,
                                  .hits = old.hits,
                                  .hit_capacity = old.hit_capacity};
}

void hit_window_free(struct hit_window *window)
{
    free(window->hits);
    free(window->words);
    free(window->read);
    *window = (struct hit_window){0};
}

static uint64_t read_end(const struct hit_window *window)
{
    return window->read_base + window->read_length;
}

static uint64_t word_end(const struct hit_window *window)
{
    return window->word_base + window->word_count;
}

static const struct window_word *word_at(const struct hit_window *window, uint64_t number)
{
    return &window->words[number - window->word_base];
}

/* ---- what is read ----------------------------------------------------------------------------------------------- */

static enum status append(struct hit_window *window, struct span bytes, struct failure *failure)
{
    if (array_reserve((void **)&window->read, &window->read_capacity, window->read_length + bytes.length, 1, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    if (bytes.length > 0) {
        memcpy(window->read + window->read_length, bytes.bytes, bytes.length);
    }
    window->read_length += bytes.length;
    return STATUS_OK;
}

static enum status append_waiting_space(struct hit_window *window, struct failure *failure)
{
    const bool is_written = window->has_space && read_end(window) > 0;
    window->has_space = false;
    return is_written ? append(window, span_of(" "), failure) : STATUS_OK;
}

/* The bytes of the block from start to end; nothing where they do not lie in it. */
static struct span bytes_between(const struct text *block, uint64_t start, uint64_t end)
{
    const uint64_t behind = block->offset + block->utf8.length;
    if (start < block->offset || end > behind || start >= end) {
        return (struct span){0};
    }
    return (struct span){block->utf8.bytes + (start - block->offset), (size_t)(end - start)};
}

/* Mended words may stand in another order than in the text: then there are words between two of them, and not what a
 * reader finds there. */
static bool holds_words(struct span gap)
{
    for (size_t at = 0; at < gap.length;) {
        if (u_isalnum(code_point_next(gap, &at))) {
            return true;
        }
    }
    return false;
}

enum status hit_window_gap(struct hit_window *window, const struct text *block, uint64_t start, uint64_t end,
                           struct failure *failure)
{
    const struct span gap = bytes_between(block, start, end);
    if (gap.length == 1 && *gap.bytes == ' ') { /* nearly all are */
        window->has_space = window->has_space || !window->is_hidden;
        return STATUS_OK;
    }
    if (start > end || holds_words(gap)) {
        window->has_space = true;
        return STATUS_OK;
    }
    for (size_t at = 0; at < gap.length && !window->is_hidden;) {
        const size_t before = at;
        if (u_isUWhiteSpace(code_point_next(gap, &at))) {
            window->has_space = true;
            continue;
        }
        if (window->gap_bytes > GAP_BYTES_MOST) {
            window->needs_ellipsis = true;
            return STATUS_OK;
        }
        window->gap_bytes += at - before;
        if (append_waiting_space(window, failure) != STATUS_OK ||
            append(window, (struct span){gap.bytes + before, at - before}, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* An ellipsis stands for what was left out between two words that are read. */
static enum status append_before_word(struct hit_window *window, struct failure *failure)
{
    const bool needs_ellipsis = window->needs_ellipsis && word_end(window) > 0;
    window->needs_ellipsis = false;
    window->has_space = window->has_space || needs_ellipsis;
    if (needs_ellipsis && (append_waiting_space(window, failure) != STATUS_OK ||
                           append(window, span_of(ELLIPSIS " "), failure) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    return append_waiting_space(window, failure);
}

enum status hit_window_word(struct hit_window *window, const struct word *word, bool *is_kept, struct failure *failure)
{
    window->last_field = word->field;
    window->is_hidden = word->field != FIELD_BODY && !window->keep_apparatus;
    *is_kept = !window->is_hidden;
    if (window->is_hidden) {
        window->needs_ellipsis = true;
        return STATUS_OK;
    }
    if (append_before_word(window, failure) != STATUS_OK ||
        array_reserve((void **)&window->words, &window->word_capacity, window->word_count + 1, sizeof *window->words,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const uint64_t from = read_end(window);
    if (append(window, word->surface, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    window->words[window->word_count++] = (struct window_word){.start = word->start,
                                                               .end = word->end,
                                                               .second_start = word->second_start,
                                                               .second_end = word->second_end,
                                                               .from = from,
                                                               .to = read_end(window),
                                                               .field = word->field};
    window->gap_bytes = 0;
    return STATUS_OK;
}

/* ---- hits ------------------------------------------------------------------------------------------------------- */

static enum status add_hit(struct hit_window *window, const struct window_hit *hit, struct failure *failure)
{
    if (array_reserve((void **)&window->hits, &window->hit_capacity, window->hit_count + 1, sizeof *hit, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    window->hits[window->hit_count++] = *hit;
    return STATUS_OK;
}

enum status hit_window_phrase(struct hit_window *window, struct failure *failure)
{
    const uint64_t end = word_end(window);
    const struct window_word *const first = word_at(window, end - window->phrase);
    const struct window_word *const last = word_at(window, end - 1);
    struct window_hit hit = {.place = {first->start, last->end},
                             .from = first->from,
                             .to = last->to,
                             .first_word = end - window->phrase,
                             .end_word = end,
                             .field = first->field};
    if (first == last) {
        hit.second_start = last->second_start;
        hit.second_end = last->second_end;
    }
    return add_hit(window, &hit, failure);
}

/* The starts and ends of the places, in order. */
struct boundaries {
    const struct hit_place *places;
    size_t count, next;
};

/* The next boundary at or before `limit`; a start must stand before it. */
static bool next_boundary(struct boundaries *boundaries, uint64_t limit, bool *is_start, uint64_t *at)
{
    if (boundaries->next == 2 * boundaries->count) {
        return false;
    }
    const struct hit_place *const place = &boundaries->places[boundaries->next / 2];
    *is_start = boundaries->next % 2 == 0;
    *at = *is_start ? place->start : place->end;
    if (*is_start ? *at >= limit : *at > limit) {
        return false;
    }
    boundaries->next++;
    return true;
}

/* The place that has begun and not ended: places do not overlap, so it is the last. */
static struct window_hit *open_hit(const struct hit_window *window)
{
    struct window_hit *const last = window->hit_count > 0 ? &window->hits[window->hit_count - 1] : NULL;
    return last != NULL && last->is_open ? last : NULL;
}

static void touch(struct window_hit *hit, const struct word *word, bool is_kept)
{
    hit->field = is_kept && !hit->touches_kept ? word->field : hit->field;
    hit->touches_kept = hit->touches_kept || is_kept;
    hit->touches_word = true;
}

static enum status begin_hit(struct hit_window *window, uint64_t at, uint64_t from, uint64_t first_word,
                             struct failure *failure)
{
    return add_hit(
        window,
        &(struct window_hit){
            .place.start = at, .from = from, .first_word = first_word, .field = window->last_field, .is_open = true},
        failure);
}

static void end_hit(struct hit_window *window, uint64_t at, uint64_t to, uint64_t end_of_words)
{
    struct window_hit *const hit = open_hit(window);
    if (hit == NULL) {
        return;
    }
    hit->place.end = at;
    hit->to = to;
    hit->end_word = end_of_words;
    hit->is_open = false;
    const bool is_left_out = hit->touches_word ? !hit->touches_kept : window->is_hidden;
    window->hit_count -= is_left_out ? 1 : 0;
}

static enum status pass_gap(struct hit_window *window, const struct text *block, uint64_t start, uint64_t end,
                            struct boundaries *boundaries, struct failure *failure)
{
    bool is_start;
    uint64_t at;
    while (next_boundary(boundaries, end, &is_start, &at)) {
        if (hit_window_gap(window, block, start, at, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        start = at > start ? at : start;
        if (!is_start) {
            end_hit(window, at, read_end(window), word_end(window));
        } else if (begin_hit(window, at, read_end(window), word_end(window), failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return hit_window_gap(window, block, start, end, failure);
}

/* Where byte `at` of the word stands in what is read; a word that is left out stands behind all of it. */
static uint64_t place_in_word(const struct hit_window *window, const struct word *word, uint64_t at, bool is_kept)
{
    if (!is_kept) {
        return read_end(window);
    }
    const struct window_word *const read = word_at(window, word_end(window) - 1);
    const uint64_t inside = at > word->start ? at - word->start : 0;
    return inside < read->to - read->from ? read->from + inside : read->to;
}

static enum status pass_word(struct hit_window *window, const struct word *word, struct boundaries *boundaries,
                             struct failure *failure)
{
    bool is_kept;
    if (hit_window_word(window, word, &is_kept, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (open_hit(window) != NULL) {
        touch(open_hit(window), word, is_kept);
    }
    bool is_start;
    uint64_t at;
    while (next_boundary(boundaries, word->end, &is_start, &at)) {
        const uint64_t place = place_in_word(window, word, at, is_kept);
        if (!is_start) {
            end_hit(window, at, place, word_end(window));
            continue;
        }
        if (begin_hit(window, at, place, word_end(window) - (is_kept ? 1 : 0), failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        touch(open_hit(window), word, is_kept);
    }
    return STATUS_OK;
}

enum status hit_window_block(struct hit_window *window, const struct words *words, const struct hit_place *places,
                             size_t place_count, struct failure *failure)
{
    const struct text *const block = &words->text;
    struct boundaries boundaries = {places, place_count, 0};
    uint64_t at = block->offset;
    for (size_t i = 0; i < words->count; i++) {
        const struct word *const word = &words->items[i];
        if (pass_gap(window, block, at, word->start, &boundaries, failure) != STATUS_OK ||
            pass_word(window, word, &boundaries, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        at = word->end > at ? word->end : at;
    }
    return pass_gap(window, block, at, block->offset + block->utf8.length, &boundaries, failure);
}

/* ---- giving hits back ------------------------------------------------------------------------------------------- */

/* A piece of what is read, without spaces at its ends. */
static struct span piece(const struct hit_window *window, uint64_t from, uint64_t to)
{
    while (from < to && window->read[from - window->read_base] == ' ') {
        from++;
    }
    while (from < to && window->read[to - 1 - window->read_base] == ' ') {
        to--;
    }
    return from < to ? (struct span){window->read + (from - window->read_base), (size_t)(to - from)} : (struct span){0};
}

static uint64_t first_context_word(const struct hit_window *window, const struct window_hit *hit)
{
    return hit->first_word > window->context ? hit->first_word - window->context : 0;
}

static uint64_t end_context_word(const struct hit_window *window, const struct window_hit *hit)
{
    const uint64_t end = hit->end_word + window->context;
    return end < word_end(window) ? end : word_end(window);
}

static struct span left_of(const struct hit_window *window, const struct window_hit *hit)
{
    const uint64_t first = first_context_word(window, hit);
    return first < word_end(window) ? piece(window, word_at(window, first)->from, hit->from) : (struct span){0};
}

static struct span right_of(const struct hit_window *window, const struct window_hit *hit)
{
    const uint64_t end = end_context_word(window, hit);
    return end > window->word_base ? piece(window, hit->to, word_at(window, end - 1)->to) : (struct span){0};
}

bool hit_window_next(struct hit_window *window, bool is_last, struct hit *hit)
{
    if (window->next_hit == window->hit_count) {
        return false;
    }
    const struct window_hit *const next = &window->hits[window->next_hit];
    if (next->is_open || (!is_last && next->end_word + window->context > word_end(window))) {
        return false;
    }
    window->next_hit++;
    *hit = (struct hit){.start = next->place.start,
                        .end = next->place.end,
                        .second_start = next->second_start,
                        .second_end = next->second_end,
                        .left = left_of(window, next),
                        .match = piece(window, next->from, next->to),
                        .right = right_of(window, next),
                        .field = next->field};
    return true;
}

static struct span word_span(const struct hit_window *window, uint64_t number)
{
    const struct window_word *const word = word_at(window, number);
    return (struct span){window->read + (word->from - window->read_base), (size_t)(word->to - word->from)};
}

bool hit_window_left(const struct hit_window *window, unsigned distance, struct span *word)
{
    const struct window_hit *const hit = &window->hits[window->next_hit - 1];
    if (distance > window->context || distance > hit->first_word) {
        return false;
    }
    *word = word_span(window, hit->first_word - distance);
    return true;
}

bool hit_window_right(const struct hit_window *window, unsigned distance, struct span *word)
{
    const struct window_hit *const hit = &window->hits[window->next_hit - 1];
    if (hit->end_word + distance > end_context_word(window, hit)) {
        return false;
    }
    *word = word_span(window, hit->end_word + distance - 1);
    return true;
}

/* The first word that may still be asked for: before the next hit, or before a phrase that is just under way. */
static uint64_t first_needed_word(const struct hit_window *window)
{
    const uint64_t reach = (uint64_t)window->context + window->phrase;
    const uint64_t coming = word_end(window) > reach ? word_end(window) - reach : 0;
    if (window->next_hit == window->hit_count) {
        return coming;
    }
    const uint64_t waiting = first_context_word(window, &window->hits[window->next_hit]);
    return waiting < coming ? waiting : coming;
}

void hit_window_trim(struct hit_window *window)
{
    const uint64_t word = first_needed_word(window);
    uint64_t from = word < word_end(window) ? word_at(window, word)->from : read_end(window);
    if (window->next_hit < window->hit_count && window->hits[window->next_hit].from < from) {
        from = window->hits[window->next_hit].from;
    }
    if (window->next_hit > 0) {
        window->hit_count -= window->next_hit;
        memmove(window->hits, window->hits + window->next_hit, window->hit_count * sizeof *window->hits);
        window->next_hit = 0;
    }
    if (word > window->word_base) {
        const size_t dropped = (size_t)(word - window->word_base);
        window->word_count -= dropped;
        window->word_base = word;
        memmove(window->words, window->words + dropped, window->word_count * sizeof *window->words);
    }
    if (from > window->read_base) {
        const size_t dropped = (size_t)(from - window->read_base);
        window->read_length -= dropped;
        window->read_base = from;
        memmove(window->read, window->read + dropped, window->read_length);
    }
}
