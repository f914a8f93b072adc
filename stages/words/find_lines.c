/*
 * find_lines.c - find_lines_stage: RECORD_TERMS -> RECORD_HIT, where the terms wanted of a document that is read again
 * stand.
 *
 * A document's words are kept until its end, in memory that the next document uses again; its text is kept by
 * keep_text. Words and dates are looked up among the terms wanted, so that a long list costs little more than a short
 * one; n-grams and characters are tried one by one.
 */
#include <stdlib.h>

#include "array.h"
#include "document_details.h"
#include "hit_window.h"
#include "rereading.h"
#include "stages.h"
#include "term_places.h"

struct find_lines {
    const struct settings *settings;
    const struct wanted_document *wanted; /* of the current document */
    struct kept_word *items;
    size_t count, capacity;
    struct arena surfaces;
    const struct wanted_term **sorted; /* by channel, term, start */
    size_t sorted_capacity;
    size_t *found; /* by wanted term */
    size_t found_capacity;
    struct hit_window window;
};

static enum status find_lines_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct find_lines *const find = memory;
    (void)flow;
    find->settings = settings;
    find->window =
        (struct hit_window){.context = settings->rereading->context, .keep_apparatus = settings->keep_apparatus};
    return STATUS_OK;
}

static int compare_terms(enum channel channel, struct span term, const struct wanted_term *wanted)
{
    if (channel != wanted->channel) {
        return channel < wanted->channel ? -1 : 1;
    }
    return span_compare(term, wanted->term);
}

static int compare_wanted(const void *a, const void *b)
{
    const struct wanted_term *const first = *(const struct wanted_term *const *)a;
    const struct wanted_term *const second = *(const struct wanted_term *const *)b;
    const int order = compare_terms(first->channel, first->term, second);
    return order != 0 ? order : (first > second) - (first < second);
}

static enum status find_lines_begin(void *memory, struct flow *flow)
{
    struct find_lines *const find = memory;
    struct failure *const failure = flow_failure(flow);
    const struct rereading *const rereading = find->settings->rereading;
    const size_t place = rereading_find(rereading, flow_document(flow)->number);
    find->count = 0;
    arena_clear(&find->surfaces);
    if (place == rereading->count) {
        return flow_fail(flow, FAILURE_INTERNAL, "a document was read again that nobody wants; please report this");
    }
    find->wanted = &rereading->documents[place];
    const size_t terms = find->wanted->term_count;
    if (array_reserve((void **)&find->sorted, &find->sorted_capacity, terms, sizeof(void *), failure) != STATUS_OK ||
        array_reserve((void **)&find->found, &find->found_capacity, terms, sizeof *find->found, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < terms; i++) {
        find->sorted[i] = &find->wanted->terms[i];
        find->found[i] = 0;
    }
    if (terms > 0) {
        qsort(find->sorted, terms, sizeof *find->sorted, compare_wanted);
    }
    return STATUS_OK;
}

static enum status find_lines_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct find_lines *const find = memory;
    const struct terms *const terms = record->as.terms;
    struct failure *const failure = flow_failure(flow);
    if (array_reserve((void **)&find->items, &find->capacity, find->count + terms->count, sizeof *find->items,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < terms->count; i++) {
        const struct form *const form = terms->forms[i];
        struct kept_word *const kept = &find->items[find->count];
        *kept = (struct kept_word){.word = terms->words[i],
                                   .term = form->term,
                                   .normalized = form->normalized,
                                   .class = form->class,
                                   .channel = form->channel};
        if (arena_copy(&find->surfaces, terms->words[i].surface, &kept->word.surface, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        find->count++;
    }
    return STATUS_OK;
}

/* ---- a line ----------------------------------------------------------------------------------------------------- */

static bool is_shown(const struct find_lines *find, size_t item)
{
    const struct kept_word *const kept = &find->items[item];
    return kept->class != FORM_DATE && (kept->word.field == FIELD_BODY || find->settings->keep_apparatus);
}

/* Goes back from `item` past as many words as the context has. */
static size_t first_of_context(const struct find_lines *find, size_t item)
{
    unsigned left = find->window.context;
    while (item > 0 && left > 0) {
        left -= is_shown(find, --item);
    }
    return item;
}

static enum status show(struct find_lines *find, const struct text *text, size_t item, uint64_t *at,
                        struct failure *failure)
{
    const struct word *const word = &find->items[item].word;
    bool is_kept;
    if (find->items[item].class == FORM_DATE) {
        return STATUS_OK;
    }
    if (hit_window_gap(&find->window, text, *at, word->start, failure) != STATUS_OK ||
        hit_window_word(&find->window, word, &is_kept, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *at = word->end > *at ? word->end : *at;
    return STATUS_OK;
}

/* The term is `reach` items, the last of them `last`. */
static enum status emit_line(struct find_lines *find, size_t wanted, size_t last, size_t reach, struct flow *flow)
{
    const struct kept_words words = {find->items, find->count};
    const struct text text = {document_details(flow_document(flow))->kept_text, 0};
    struct failure *const failure = flow_failure(flow);
    const size_t first = first_of_context(find, last + 1 - reach);
    uint64_t at = find->items[first].word.start;
    unsigned right = 0;
    struct hit hit;
    find->window.phrase = term_places_shown(&words, last, reach, find->settings->keep_apparatus);
    if (find->window.phrase == 0) {
        return STATUS_OK;
    }
    hit_window_clear(&find->window);
    for (size_t i = first; i <= last; i++) {
        if (show(find, &text, i, &at, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (hit_window_phrase(&find->window, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = last + 1; i < find->count && right < find->window.context; i++) {
        if (show(find, &text, i, &at, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        right += is_shown(find, i);
    }
    if (!hit_window_next(&find->window, true, &hit)) {
        return STATUS_OK;
    }
    hit.wanted = wanted;
    find->found[wanted]++;
    return flow_emit(flow, &(struct record){.kind = RECORD_HIT, .as.hit = &hit});
}

/* ---- which terms ------------------------------------------------------------------------------------------------ */

static enum status try_term(struct find_lines *find, const struct wanted_term *term, size_t item, struct flow *flow)
{
    const struct kept_words words = {find->items, find->count};
    const size_t wanted = (size_t)(term - find->wanted->terms);
    const uint64_t start = find->items[item].word.start;
    if (find->found[wanted] >= term->most || start < term->start || start >= term->end) {
        return STATUS_OK;
    }
    const size_t reach = term_places_reach(&words, item, term->term, term->channel, find->settings->keep_apparatus);
    return reach > 0 ? emit_line(find, wanted, item, reach, flow) : STATUS_OK;
}

/* The first of the sorted terms that is not before this one. */
static size_t first_wanted(const struct find_lines *find, enum channel channel, struct span term)
{
    size_t low = 0, high = find->wanted->term_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare_terms(channel, term, find->sorted[middle]) > 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static enum status try_item(struct find_lines *find, size_t item, struct flow *flow)
{
    const struct kept_word *const kept = &find->items[item];
    const size_t count = find->wanted->term_count;
    if (kept->class != FORM_TERM && kept->class != FORM_DATE) {
        return STATUS_OK;
    }
    for (size_t i = first_wanted(find, kept->channel, kept->term);
         i < count && compare_terms(kept->channel, kept->term, find->sorted[i]) == 0; i++) {
        if (try_term(find, find->sorted[i], item, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    for (size_t i = first_wanted(find, CHANNEL_NGRAM, (struct span){0});
         i < count && find->sorted[i]->channel < CHANNEL_DATE; i++) {
        if (try_term(find, find->sorted[i], item, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status find_lines_end(void *memory, struct flow *flow)
{
    struct find_lines *const find = memory;
    for (size_t i = 0; i < find->count; i++) {
        if (try_item(find, i, flow) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static void find_lines_close(void *memory)
{
    struct find_lines *const find = memory;
    hit_window_free(&find->window);
    free(find->found);
    free(find->sorted);
    arena_free(&find->surfaces);
    free(find->items);
}

const struct stage_type find_lines_stage = {
    .name = "find lines",
    .placement = PER_WORKER,
    .consumes = RECORD_TERMS,
    .produces = RECORD_HIT,
    .state_size = sizeof(struct find_lines),
    .open = find_lines_open,
    .begin_document = find_lines_begin,
    .accept = find_lines_accept,
    .end_document = find_lines_end,
    .close = find_lines_close,
};
