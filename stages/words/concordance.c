/*
 * concordance.c - RECORD_WORDS -> RECORD_HIT: where the term stands, with the words around it.
 *
 * How a word or phrase is found stands in word_query.c, how a regular expression in line_pattern.c, and what is read
 * around a hit in hit_window.c. A context runs over lines and sentences, and ends with the document.
 */
#include <stdlib.h>

#include "array.h"
#include "fold.h"
#include "hit_window.h"
#include "language.h"
#include "line_pattern.h"
#include "stages.h"
#include "word_query.h"

struct concordance {
    const struct settings *settings;
    struct word_query *query;     /* NULL with a regular expression */
    struct line_pattern *pattern; /* NULL when words are looked for */
    struct folder *folder;        /* for sorting, else NULL */
    struct hit_window window;
    bool has_language; /* of the current document */
    char *key;
    size_t key_length, key_capacity;
};

static enum status concordance_open(void *state, const struct settings *settings, struct flow *flow)
{
    struct concordance *const concordance = state;
    struct failure *const failure = flow_failure(flow);
    concordance->settings = settings;
    concordance->window =
        (struct hit_window){.context = settings->context, .phrase = 1, .keep_apparatus = settings->keep_apparatus};
    if (settings->sort != SORT_POSITION && folder_open(&concordance->folder, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (settings->match == MATCH_REGEX) {
        return line_pattern_open(&concordance->pattern, settings->term, failure);
    }
    if (word_query_open(&concordance->query, settings, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    concordance->window.phrase = (unsigned)word_query_length(concordance->query);
    return STATUS_OK;
}

static enum status concordance_begin_document(void *state, struct flow *flow)
{
    struct concordance *const concordance = state;
    (void)flow; /* its language may not be known before its first words */
    concordance->has_language = false;
    hit_window_clear(&concordance->window);
    return STATUS_OK;
}

/* Appends a folded word to the key. It ends with a byte that no text holds, below all others: what is shorter comes
 * first. */
static enum status add_to_key(struct concordance *concordance, struct span word, struct failure *failure)
{
    struct span folded;
    if (folder_fold(concordance->folder, word, false, &folded, failure) != STATUS_OK ||
        array_reserve((void **)&concordance->key, &concordance->key_capacity,
                      concordance->key_length + folded.length + 1, 1, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (folded.length > 0) {
        memcpy(concordance->key + concordance->key_length, folded.bytes, folded.length);
    }
    concordance->key_length += folded.length;
    concordance->key[concordance->key_length++] = '\0';
    return STATUS_OK;
}

/* The words of the context that hits are sorted by, from the hit outwards. */
static enum status make_key(struct concordance *concordance, struct hit *hit, struct failure *failure)
{
    const enum sort sort = concordance->settings->sort;
    struct span word;
    concordance->key_length = 0;
    for (unsigned distance = 1; sort == SORT_LEFT    ? hit_window_left(&concordance->window, distance, &word)
                                : sort == SORT_RIGHT ? hit_window_right(&concordance->window, distance, &word)
                                                     : false;
         distance++) {
        if (add_to_key(concordance, word, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    hit->sort_key = (struct span){concordance->key, concordance->key_length};
    return STATUS_OK;
}

static enum status emit_hits(struct concordance *concordance, bool is_last, struct flow *flow)
{
    struct hit hit;
    while (hit_window_next(&concordance->window, is_last, &hit)) {
        if (make_key(concordance, &hit, flow_failure(flow)) != STATUS_OK ||
            flow_emit(flow, &(struct record){.kind = RECORD_HIT, .as.hit = &hit}) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    hit_window_trim(&concordance->window);
    return STATUS_OK;
}

/* Words one by one: only those that are not left out are asked, so a phrase may run over what is. */
static enum status find_words(struct concordance *concordance, const struct words *words, struct failure *failure)
{
    struct hit_window *const window = &concordance->window;
    const struct text *const block = &words->text;
    uint64_t at = block->offset;
    for (size_t i = 0; i < words->count; i++) {
        const struct word *const word = &words->items[i];
        bool is_kept, is_hit = false;
        if (hit_window_gap(window, block, at, word->start, failure) != STATUS_OK ||
            hit_window_word(window, word, &is_kept, failure) != STATUS_OK ||
            (is_kept && word_query_take(concordance->query, word, &is_hit, failure) != STATUS_OK) ||
            (is_hit && hit_window_phrase(window, failure) != STATUS_OK)) {
            return STATUS_FAILED;
        }
        at = word->end > at ? word->end : at;
    }
    return hit_window_gap(window, block, at, block->offset + block->utf8.length, failure);
}

static enum status find_pattern(struct concordance *concordance, const struct words *words, struct flow *flow)
{
    const struct hit_place *places;
    size_t count;
    struct failure failure = {0};
    if (line_pattern_find(concordance->pattern, &words->text, &places, &count, &failure) != STATUS_OK) {
        return flow_fail(flow, failure.kind, "%.*s: %s", SPAN_ARGUMENTS(flow_document(flow)->id), failure.message);
    }
    return hit_window_block(&concordance->window, words, places, count, flow_failure(flow));
}

static enum status concordance_accept(void *state, const struct record *record, struct flow *flow)
{
    struct concordance *const concordance = state;
    if (concordance->query != NULL && !concordance->has_language) {
        word_query_begin(concordance->query, language_find(flow_document(flow)->language));
        concordance->has_language = true;
    }
    const enum status status = concordance->pattern != NULL
                                   ? find_pattern(concordance, record->as.words, flow)
                                   : find_words(concordance, record->as.words, flow_failure(flow));
    return status == STATUS_OK ? emit_hits(concordance, false, flow) : STATUS_FAILED;
}

static enum status concordance_end_document(void *state, struct flow *flow)
{
    return emit_hits(state, true, flow);
}

static void concordance_close(void *state)
{
    struct concordance *const concordance = state;
    free(concordance->key);
    hit_window_free(&concordance->window);
    line_pattern_close(concordance->pattern);
    word_query_close(concordance->query);
    folder_close(concordance->folder);
}

const struct stage_type concordance_stage = {
    .name = "concordance",
    .placement = PER_WORKER,
    .consumes = RECORD_WORDS,
    .produces = RECORD_HIT,
    .state_size = sizeof(struct concordance),
    .open = concordance_open,
    .begin_document = concordance_begin_document,
    .accept = concordance_accept,
    .end_document = concordance_end_document,
    .close = concordance_close,
};
