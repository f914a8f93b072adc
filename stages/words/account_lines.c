/*
 * account_lines.c - account_lines_stage: RECORD_ACCOUNT -> the same, cut to the terms to be shown, each with the lines
 * where it stands.
 *
 * A term is found where it was counted (term_places.h). --term finds what is no term, too (numbers, stop words), as
 * `mizan concordance` does.
 */
#include <stdlib.h>

#include "account.h"
#include "array.h"
#include "document_details.h"
#include "hit_window.h"
#include "language.h"
#include "stages.h"
#include "term_places.h"
#include "word_query.h"

enum { FIGURE_DIGITS = 3 };

struct account_lines {
    const struct settings *settings;
    const struct account *source;
    struct account account;
    struct account_term *terms;
    size_t term_count, term_capacity;
    struct account_line *lines; /* of all terms one after another */
    size_t line_count, line_capacity;
    size_t *first_lines; /* by term */
    size_t first_capacity;
    struct hit_window window;
    struct arena arena;
    struct word_query *query; /* NULL: terms are looked for by their bytes */
    bool *is_carried;         /* with a query: terms of the account that its hits are */
};

static bool is_counted(const struct account_lines *state, const struct kept_word *word)
{
    return word->word.field == FIELD_BODY || state->settings->keep_apparatus;
}

/* A number of three digits and more; a comma or point between digits is none. */
static bool is_figure(const struct account_lines *state, const struct kept_word *word)
{
    size_t digits = 0;
    for (size_t i = 0; i < word->normalized.length; i++) {
        digits += word->normalized.bytes[i] >= '0' && word->normalized.bytes[i] <= '9';
    }
    return word->class == FORM_NUMBER && is_counted(state, word) && (word->word.flags & WORD_NUMERIC) != 0 &&
           digits >= FIGURE_DIGITS;
}

/* Sentences numbered as they are counted: one begins with the first counted word at or behind its start. */
struct sentence_count {
    uint64_t number; /* of the sentence, from 1; 0: before the first */
    bool is_pending;
};

static void count_sentence(const struct account_lines *state, struct sentence_count *sentence,
                           const struct kept_word *item)
{
    if (item->class == FORM_DATE) {
        return;
    }
    sentence->is_pending = sentence->is_pending || (item->word.flags & WORD_STARTS_SEGMENT) != 0;
    if (sentence->is_pending && is_counted(state, item)) {
        sentence->number++;
        sentence->is_pending = false;
    }
}

/* Is the sentence one of those that the side is made of? */
static bool is_of_side(const struct account_side *side, const struct document *document,
                       const struct sentence_count *sentence)
{
    for (size_t i = 0; i < side->range_count; i++) {
        const struct account_range *const range = &side->ranges[i];
        if (range->document == document && sentence->number > range->first && sentence->number <= range->end) {
            return true;
        }
    }
    return side->range_count == 0;
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

static enum status keep_hits(struct account_lines *state, const struct document *document, unsigned side,
                             struct failure *failure)
{
    struct hit hit;
    while (hit_window_next(&state->window, true, &hit)) {
        struct account_line line = {document, side, hit};
        if (array_reserve((void **)&state->lines, &state->line_capacity, state->line_count + 1, sizeof *state->lines,
                          failure) != STATUS_OK ||
            arena_copy(&state->arena, hit.left, &line.hit.left, failure) != STATUS_OK ||
            arena_copy(&state->arena, hit.match, &line.hit.match, failure) != STATUS_OK ||
            arena_copy(&state->arena, hit.right, &line.hit.right, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        state->lines[state->line_count++] = line;
    }
    return STATUS_OK;
}

static void note_carried(const struct account_lines *state, const struct kept_word *word)
{
    for (size_t i = 0; i < state->source->term_count; i++) {
        const struct account_term *const term = &state->source->terms[i];
        if (word->class == FORM_TERM && term->channel == CHANNEL_WORD && span_equal(term->term, word->term)) {
            state->is_carried[i] = true;
        }
    }
}

/* How many items, the last of them `i`, are the term, or the figure. */
static size_t item_reach(const struct account_lines *state, const struct kept_words *words, size_t i,
                         const struct account_term *term)
{
    const struct kept_word *const item = &words->items[i];
    return term->part >= ACCOUNT_FIGURES_A
               ? is_figure(state, item) && span_equal(item->normalized, term->term)
               : term_places_reach(words, i, term->term, term->channel, state->settings->keep_apparatus);
}

/* Shows item `i`, and asks whether a hit ends there: none does outside of the side's sentences. */
static enum status pass_item(struct account_lines *state, const struct kept_words *words, size_t i, bool is_of_side,
                             const struct account_term *term, struct failure *failure)
{
    const struct kept_word *const item = &words->items[i];
    bool is_kept = true, is_hit = false;
    if (item->class != FORM_DATE && hit_window_word(&state->window, &item->word, &is_kept, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (state->query != NULL) {
        if (item->class == FORM_DATE || !is_kept) {
            return STATUS_OK;
        }
        if (word_query_take(state->query, &item->word, &is_hit, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        is_hit = is_hit && is_of_side;
        if (is_hit && word_query_length(state->query) == 1) {
            note_carried(state, item);
        }
        state->window.phrase = (unsigned)word_query_length(state->query);
    } else {
        const bool keep = state->settings->keep_apparatus;
        const size_t reach = is_of_side ? item_reach(state, words, i, term) : 0;
        state->window.phrase = reach > 0 ? term_places_shown(words, i, reach, keep) : 0;
        is_hit = state->window.phrase > 0;
    }
    return is_hit ? hit_window_phrase(&state->window, failure) : STATUS_OK;
}

static enum status find_in_document(struct account_lines *state, const struct document *document, unsigned side,
                                    const struct account_term *term, struct failure *failure)
{
    const struct text text = {document_details(document)->kept_text, 0};
    const struct kept_words *const words = document_details(document)->kept_words;
    const struct account_side *const account_side = &state->source->sides[side];
    struct sentence_count sentence = {.is_pending = true};
    uint64_t at = 0;
    hit_window_clear(&state->window);
    if (words == NULL) {
        return STATUS_OK;
    }
    if (state->query != NULL) {
        word_query_begin(state->query, language_find(document->language));
    }
    for (size_t i = 0; i < words->count; i++) {
        const struct word *const word = &words->items[i].word;
        const bool is_date = words->items[i].class == FORM_DATE;
        count_sentence(state, &sentence, &words->items[i]);
        if ((!is_date && hit_window_gap(&state->window, &text, at, word->start, failure) != STATUS_OK) ||
            pass_item(state, words, i, is_of_side(account_side, document, &sentence), term, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        at = !is_date && word->end > at ? word->end : at;
    }
    return keep_hits(state, document, side, failure);
}

static enum status find_lines(struct account_lines *state, const struct account_term *term, struct failure *failure)
{
    for (unsigned side = 0; side < ACCOUNT_SIDES; side++) {
        for (size_t i = 0; i < state->source->sides[side].document_count; i++) {
            if (find_in_document(state, state->source->sides[side].documents[i], side, term, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

static enum status add_term(struct account_lines *state, const struct account_term *term, struct failure *failure)
{
    if (array_reserve((void **)&state->terms, &state->term_capacity, state->term_count + 1, sizeof *state->terms,
                      failure) != STATUS_OK ||
        array_reserve((void **)&state->first_lines, &state->first_capacity, state->term_count + 1,
                      sizeof *state->first_lines, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t first = state->line_count;
    state->first_lines[state->term_count] = first;
    if (find_lines(state, term, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    state->terms[state->term_count] = *term;
    state->terms[state->term_count++].line_count = state->line_count - first;
    return STATUS_OK;
}

/* ---- which terms ------------------------------------------------------------------------------------------------ */

/* --term by what its words are: shares are of all terms that they are. */
static enum status add_query(struct account_lines *state, struct failure *failure)
{
    const struct account *const source = state->source;
    struct account_term sought = {.part = ACCOUNT_SOUGHT, .rank = 1, .term = span_of(state->settings->term)};
    sought.form = sought.term;
    if (word_query_open(&state->query, state->settings, failure) != STATUS_OK ||
        array_zeroed((void **)&state->is_carried, source->term_count, sizeof *state->is_carried, failure) !=
            STATUS_OK ||
        add_term(state, &sought, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct account_term *const made = &state->terms[state->term_count - 1];
    for (size_t i = 0; i < state->line_count; i++) {
        made->counts[state->lines[i].side]++;
    }
    for (size_t i = 0; i < source->term_count; i++) {
        if (state->is_carried[i]) {
            made->is_counted = true;
            made->product += source->terms[i].product;
            made->share += source->terms[i].share;
            made->values[0] += source->terms[i].values[0];
            made->values[1] += source->terms[i].values[1];
        }
    }
    return STATUS_OK;
}

static enum status add_sought(struct account_lines *state, struct failure *failure)
{
    const struct span wanted = span_of(state->settings->term);
    for (size_t i = 0; i < state->source->term_count; i++) {
        const struct account_term *const term = &state->source->terms[i];
        if (term->channel != CHANNEL_WORD && span_equal(term->term, wanted)) {
            struct account_term sought = *term;
            sought.part = ACCOUNT_SOUGHT;
            sought.rank = 1;
            return add_term(state, &sought, failure);
        }
    }
    return add_query(state, failure);
}

/* ---- figures ----------------------------------------------------------------------------------------------------- */

static size_t count_figure(const struct account_lines *state, const struct account_side *side, struct span figure)
{
    size_t count = 0;
    for (size_t i = 0; i < side->document_count; i++) {
        const struct document *const document = side->documents[i];
        const struct kept_words *const words = document_details(document)->kept_words;
        struct sentence_count sentence = {.is_pending = true};
        for (size_t word = 0; words != NULL && word < words->count; word++) {
            count_sentence(state, &sentence, &words->items[word]);
            count += is_figure(state, &words->items[word]) && is_of_side(side, document, &sentence) &&
                     span_equal(words->items[word].normalized, figure);
        }
    }
    return count;
}

static bool is_listed(const struct account_lines *state, enum account_part part, struct span figure)
{
    for (size_t i = state->term_count; i-- > 0 && state->terms[i].part == part;) {
        if (span_equal(state->terms[i].term, figure)) {
            return true;
        }
    }
    return false;
}

/* The figures of one document of the side that the other side has not. */
static enum status add_figures_of(struct account_lines *state, unsigned side, const struct document *document,
                                  struct failure *failure)
{
    const struct account_side *const sides = state->source->sides;
    const struct kept_words *const words = document_details(document)->kept_words;
    const enum account_part part = side == 0 ? ACCOUNT_FIGURES_A : ACCOUNT_FIGURES_B;
    struct sentence_count sentence = {.is_pending = true};
    for (size_t i = 0; words != NULL && i < words->count; i++) {
        const struct kept_word *const word = &words->items[i];
        count_sentence(state, &sentence, word);
        if (!is_figure(state, word) || !is_of_side(&sides[side], document, &sentence) ||
            is_listed(state, part, word->normalized) || count_figure(state, &sides[!side], word->normalized) > 0) {
            continue;
        }
        struct account_term term = {
            .part = part, .rank = 1, .term = word->normalized, .form = word->word.surface, .is_counted = false};
        const struct account_term *const last = state->term_count > 0 ? &state->terms[state->term_count - 1] : NULL;
        term.rank = last != NULL && last->part == part ? last->rank + 1 : 1;
        term.counts[side] = count_figure(state, &sides[side], term.term);
        if (term.rank > ACCOUNT_ANCHORS_MOST) {
            return STATUS_OK;
        }
        if (add_term(state, &term, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status add_figures(struct account_lines *state, struct failure *failure)
{
    for (unsigned side = 0; side < ACCOUNT_SIDES; side++) {
        for (size_t i = 0; i < state->source->sides[side].document_count; i++) {
            if (add_figures_of(state, side, state->source->sides[side].documents[i], failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

static enum status add_strongest(struct account_lines *state, struct failure *failure)
{
    for (size_t i = 0; i < state->source->term_count; i++) {
        const struct account_term *const term = &state->source->terms[i];
        const size_t most = term->part < ACCOUNT_DATED_A ? state->settings->top : ACCOUNT_ANCHORS_MOST;
        if (term->rank <= most && add_term(state, term, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return add_figures(state, failure);
}

/* ---- the stage -------------------------------------------------------------------------------------------------- */

static enum status lines_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct account_lines *const state = memory;
    (void)flow;
    state->settings = settings;
    state->window = (struct hit_window){.context = settings->context, .keep_apparatus = settings->keep_apparatus};
    return STATUS_OK;
}

static enum status lines_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct account_lines *const state = memory;
    struct failure *const failure = flow_failure(flow);
    state->source = record->as.account;
    state->account = *state->source;
    if ((state->settings->term != NULL ? add_sought(state, failure) : add_strongest(state, failure)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < state->term_count; i++) {
        state->terms[i].lines = state->terms[i].line_count > 0 ? state->lines + state->first_lines[i] : NULL;
    }
    state->account.terms = state->terms;
    state->account.term_count = state->term_count;
    if (state->settings->term != NULL && state->line_count == 0 &&
        flow_warn(flow, "'%s' stands in neither text", state->settings->term) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return flow_emit(flow, &(struct record){.kind = RECORD_ACCOUNT, .as.account = &state->account});
}

static void lines_close(void *memory)
{
    struct account_lines *const state = memory;
    word_query_close(state->query);
    hit_window_free(&state->window);
    arena_free(&state->arena);
    free(state->is_carried);
    free(state->first_lines);
    free(state->lines);
    free(state->terms);
}

const struct stage_type account_lines_stage = {
    .name = "account lines",
    .placement = WHOLE,
    .consumes = RECORD_ACCOUNT,
    .produces = RECORD_ACCOUNT,
    .state_size = sizeof(struct account_lines),
    .open = lines_open,
    .accept = lines_accept,
    .close = lines_close,
};
