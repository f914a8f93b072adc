/*
 * word_query.c - which words of the query a word of the text equals, asked once for each distinct form and kept as a
 * bit mask; phrases by the shift-and algorithm (Baeza-Yates and Gonnet 1992), on words instead of characters.
 *
 * Both sides of a comparison go by the rules of the text's word: its script and its document's language decide the
 * stemmer. So one query finds what each language makes of it.
 */
#include "word_query.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "array.h"
#include "code_point.h"
#include "fold.h"
#include "stemmers.h"
#include "tokenizer.h"
#include "word_map.h"

struct word_query {
    struct span words[QUERY_WORDS_MOST]; /* in the settings' term */
    size_t count;
    struct folder *folder;
    struct stemmers *stemmers; /* NULL: folded words are compared */
    const struct language *declared;
    uint32_t state; /* bit i: the last i + 1 words are the query's first */
    struct word_map masks;
    struct arena arena; /* the bytes of the words in it */
    struct arena keys;  /* while two words are compared */
};

static bool is_utf8(struct span text)
{
    for (size_t at = 0; at < text.length;) {
        if (code_point_next(text, &at) < 0) {
            return false;
        }
    }
    return true;
}

static enum status keep_words(struct word_query *query, const struct words *words, const char *term,
                              struct failure *failure)
{
    if (words->count == 0) {
        return failure_set(failure, FAILURE_USAGE, "'%s' holds no word to look for; for signs use --match regex", term);
    }
    if (words->count > QUERY_WORDS_MOST) {
        return failure_set(failure, FAILURE_USAGE, "at most %d words can be looked for at once, not %zu",
                           QUERY_WORDS_MOST, words->count);
    }
    for (size_t i = 0; i < words->count; i++) {
        struct span folded;
        query->words[query->count++] = words->items[i].surface;
        if (folder_fold(query->folder, words->items[i].surface, false, &folded, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (folded.length == 0) {
            return failure_set(failure, FAILURE_USAGE,
                               "nothing is left of '%.*s' once marks are off; for marks use --match regex",
                               SPAN_ARGUMENTS(words->items[i].surface));
        }
    }
    return STATUS_OK;
}

static enum status split_term(struct word_query *query, const char *term, struct failure *failure)
{
    struct tokenizer *tokenizer;
    struct words words;
    const struct text text = {span_of(term), 0};
    if (!is_utf8(text.utf8)) {
        return failure_set(failure, FAILURE_USAGE, "the term to look for is not UTF-8");
    }
    if (tokenizer_open(&tokenizer, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    enum status status = tokenizer_words(tokenizer, &text, &words, failure);
    if (status == STATUS_OK) {
        status = keep_words(query, &words, term, failure);
    }
    tokenizer_close(tokenizer);
    return status;
}

enum status word_query_open(struct word_query **query, const struct settings *settings, struct failure *failure)
{
    void *memory;
    *query = NULL;
    if (array_zeroed(&memory, 1, sizeof **query, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct word_query *const made = memory;
    if (folder_open(&made->folder, failure) != STATUS_OK || split_term(made, settings->term, failure) != STATUS_OK ||
        (settings->match == MATCH_STEM && stemmers_open(&made->stemmers, settings->stemmer, settings->protect_file,
                                                        made->folder, failure) != STATUS_OK)) {
        word_query_close(made);
        return STATUS_FAILED;
    }
    *query = made;
    return STATUS_OK;
}

void word_query_close(struct word_query *query)
{
    if (query == NULL) {
        return;
    }
    arena_free(&query->keys);
    arena_free(&query->arena);
    word_map_free(&query->masks);
    stemmers_close(query->stemmers);
    folder_close(query->folder);
    free(query);
}

size_t word_query_length(const struct word_query *query)
{
    return query->count;
}

void word_query_begin(struct word_query *query, const struct language *declared)
{
    query->declared = declared;
    query->state = 0;
}

/* What is compared of a word, kept in the arena of keys. */
static enum status key_of(struct word_query *query, const struct language *language, struct span surface,
                          struct span *key, struct failure *failure)
{
    const bool turkic = language != NULL && language->turkic_case;
    struct stem_word word = {.surface = surface};
    struct stem stem;
    if (folder_fold(query->folder, surface, turkic, &word.folded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (query->stemmers == NULL || word.folded.length == 0) {
        return arena_copy(&query->keys, word.folded, key, failure);
    }
    if (folder_background_key(query->folder, surface, &word.key, failure) != STATUS_OK ||
        stemmers_stem(query->stemmers, language, &word, &stem, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return arena_copy(&query->keys, stem.term, key, failure);
}

static enum status make_mask(struct word_query *query, const struct language *language, struct span surface,
                             uint32_t *mask, struct failure *failure)
{
    struct span key;
    arena_clear(&query->keys);
    *mask = 0;
    if (key_of(query, language, surface, &key, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < query->count; i++) {
        struct span wanted;
        if (key_of(query, language, query->words[i], &wanted, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        *mask |= span_equal(key, wanted) ? UINT32_C(1) << i : 0;
    }
    return STATUS_OK;
}

/* word_map takes no UINT32_MAX: a word that equals each of 32 query words is asked anew each time. */
static enum status keep_mask(struct word_query *query, uint32_t context, struct span surface, uint32_t mask,
                             struct failure *failure)
{
    struct span kept;
    if (mask == UINT32_MAX) {
        return STATUS_OK;
    }
    if (arena_copy(&query->arena, surface, &kept, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return word_map_put(&query->masks, context, kept, mask, failure);
}

enum status word_query_take(struct word_query *query, const struct word *word, bool *is_hit, struct failure *failure)
{
    const struct language *const language =
        word->script == SCRIPT_NONE ? query->declared : language_of_word(query->declared, word->script);
    const uint32_t context = word_map_language(language) * SCRIPT_COUNT + (uint32_t)word->script;
    uint32_t mask;
    if (!word_map_find(&query->masks, context, word->surface, &mask) &&
        (make_mask(query, language, word->surface, &mask, failure) != STATUS_OK ||
         keep_mask(query, context, word->surface, mask, failure) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    query->state = (query->state << 1 | 1) & mask;
    *is_hit = (query->state >> (query->count - 1) & 1) != 0;
    return STATUS_OK;
}
