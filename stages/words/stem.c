/*
 * stem.c - the stage that gives every word its form: normalized, stop word or term.
 *
 * All of it depends on the surface form, its script and the document's language alone, so it is done once for each
 * distinct form and looked up after that: some hundred thousand forms stand for any number of words.
 *
 * Years are terms of a channel of their own, written with a prefix that no word can have: they are the strongest signal
 * across languages. Other numbers (of pages, soldiers, notes) would make documents alike by chance and are left out.
 */
#include "stages.h"

#include <stdio.h>
#include <stdlib.h>

#include "arena.h"
#include "array.h"
#include "fold.h"
#include "form_choices.h"
#include "language.h"
#include "name_pairs.h"
#include "stemmers.h"
#include "stop_words.h"
#include "surface_cache.h"
#include "user_background.h"
#include "word_map.h"

enum { BATCH_WORDS = 32 };
/* The most that the cache may take, of the memory limit, to be kept for a second reading, and at all. */
enum { KEPT_PART = 64, KEPT_BYTES = 1 << 22 };

/* Which language's rules apply to the words of a script in the current document. */
struct script_rules {
    const struct language *language;
    uint32_t context; /* of the cache */
};

struct stem_state {
    const struct settings *settings;
    const struct language *arabic, *persian, *pashto;
    struct folder *folder;
    struct stop_words *stop_words;
    struct stemmers *stemmers;
    struct name_pairs *name_pairs;       /* NULL: the plan does not ask for names of several words */
    bool has_choices;                    /* the plan wants the terms under other stemmers too */
    bool makes_choices;                  /* of forms that are still to come */
    size_t document_count;               /* of the corpus, to their ends */
    const struct background *background; /* the user's own, or NULL */
    struct script_rules rules[SCRIPT_COUNT];
    bool has_rules;       /* of the current document */
    struct arena forms;   /* those alone, side by side */
    struct arena strings; /* and their choices */
    struct surface_cache cache;
    size_t form_count;
    const struct form **row; /* the forms of the record that is being made */
    size_t row_capacity;
};

/* Of a text that is read again, most words are known. */
static void take_first_reading(struct stem_state *state, struct stem_state *first)
{
    if (first != NULL) {
        state->cache = first->cache;
        state->form_count = first->form_count;
        first->cache = (struct surface_cache){0};
    }
}

static enum status stem_open(void *memory, const struct settings *settings, struct flow *flow)
{
    struct stem_state *state = memory;
    struct failure *failure = flow_failure(flow);
    state->settings = settings;
    state->arabic = language_find(span_of("ar"));
    state->persian = language_find(span_of("fa"));
    state->pashto = language_find(span_of("ps"));
    if (folder_open(&state->folder, failure) != STATUS_OK ||
        stop_words_open(&state->stop_words, settings->stop_words_builtin, settings->stop_words_file, state->folder,
                        failure) != STATUS_OK ||
        stemmers_open(&state->stemmers, settings->stemmer, settings->protect_file, state->folder, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    if ((settings->command == COMMAND_COMPARE || settings->command == COMMAND_EXPLAIN) &&
        name_pairs_open(&state->name_pairs, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    take_first_reading(state, flow_first_state(flow));
    state->has_choices = settings->command == COMMAND_COMPARE && settings->robustness != ROBUSTNESS_NONE;
    state->makes_choices = state->has_choices;
    return user_background(settings, flow, &state->background);
}

static void stem_close(void *memory)
{
    struct stem_state *state = memory;
    free(state->row);
    surface_cache_free(&state->cache);
    arena_free(&state->strings);
    arena_free(&state->forms);
    name_pairs_close(state->name_pairs);
    stemmers_close(state->stemmers);
    stop_words_close(state->stop_words);
    folder_close(state->folder);
}

/* The forms stay where readings point to them, and a small cache with them; else what was counted by them is in the
 * vocabulary by now, which borrows their strings. */
static enum status stem_finish(void *memory, struct flow *flow)
{
    struct stem_state *state = memory;
    (void)flow;
    const uint64_t cache_bytes = state->cache.capacity * sizeof *state->cache.entries;
    if (!state->has_choices || cache_bytes > KEPT_BYTES || cache_bytes > state->settings->memory_bytes / KEPT_PART) {
        surface_cache_free(&state->cache);
        state->form_count = 0; /* whoever reads again numbers its own forms, and all tables by number start small */
    }
    if (!state->has_choices) {
        arena_free(&state->forms);
    }
    return STATUS_OK;
}

static enum status stem_begin_document(void *memory, struct flow *flow)
{
    struct stem_state *state = memory;
    (void)flow; /* its language may not be known before its first words */
    state->has_rules = false;
    return STATUS_OK;
}

/* With as many documents as this there is no grid of settings. */
static enum status stem_end_document(void *memory, struct flow *flow)
{
    struct stem_state *state = memory;
    state->document_count += flow_document(flow)->role == ROLE_DOCUMENT;
    if (state->settings->robustness == ROBUSTNESS_AUTO && state->document_count > ROBUSTNESS_DOCUMENTS) {
        state->makes_choices = false;
    }
    return STATUS_OK;
}

static const struct background *background_of(const struct stem_state *state, const struct language *language)
{
    if (state->background != NULL) {
        return state->background;
    }
    return state->settings->background_builtin && language != NULL ? background_builtin(language->code) : NULL;
}

/* Before the first words, which meet the table all over. Few texts are read again, and where the first reading's forms
 * were too many to be kept, memory may be short. */
static void expect_background(struct stem_state *state, const struct language *declared)
{
    const struct background *const background = background_of(state, declared);
    if (background != NULL && state->form_count == 0 && state->settings->rereading == NULL) {
        background_expect(background);
    }
}

static void set_rules(struct stem_state *state, const struct document *document)
{
    const struct language *declared = document == NULL ? NULL : language_find(document->language);
    for (int script = 0; script < SCRIPT_COUNT; script++) {
        struct script_rules *rules = &state->rules[script];
        /* Digits are written in no script: their background is the document's. */
        rules->language = script == SCRIPT_NONE ? declared : language_of_word(declared, (enum script)script);
        rules->context = word_map_language(rules->language) * SCRIPT_COUNT + (uint32_t)script;
    }
    state->has_rules = true;
    expect_background(state, declared);
}

static bool are_digits(struct span text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') {
            return false;
        }
    }
    return true;
}

/* Four digits from 1000 to 2099. */
static bool is_year(struct span text)
{
    return text.length == 4 && are_digits(text) &&
           (text.bytes[0] == '1' || (text.bytes[0] == '2' && text.bytes[1] == '0'));
}

/*
 * Arabic writes "and" and "so" as one with the next word: a stop word behind them is one still. Shorter rests are in
 * the list where they are meant: two letters behind a fa are more often a word of their own ("understanding" is not "so
 * they").
 */
static bool is_stop_word(const struct stem_state *state, const struct language *language, struct span folded)
{
    enum { LETTER_BYTES = 2, REST_BYTES = 3 * LETTER_BYTES };
    if (stop_words_contain(state->stop_words, language, folded)) {
        return true;
    }
    if (language == NULL || language != state->arabic || folded.length < LETTER_BYTES + REST_BYTES) {
        return false;
    }
    const struct span rest = {folded.bytes + LETTER_BYTES, folded.length - LETTER_BYTES};
    return (memcmp(folded.bytes, "و", LETTER_BYTES) == 0 || memcmp(folded.bytes, "ف", LETTER_BYTES) == 0) &&
           stop_words_contain(state->stop_words, language, rest);
}

/* Where the text stands in another, or NULL. Most are all of it, or all but a few letters. */
static const char *find_inside(struct span text, struct span whole)
{
    enum { SHORT_BYTES = 64 };
    if (text.length == 0 || text.length > whole.length) {
        return NULL;
    }
    if (whole.length > SHORT_BYTES) {
        return memmem(whole.bytes, whole.length, text.bytes, text.length);
    }
    for (size_t at = 0; at <= whole.length - text.length; at++) {
        if (whole.bytes[at] == text.bytes[0] && memcmp(whole.bytes + at, text.bytes, text.length) == 0) {
            return whole.bytes + at;
        }
    }
    return NULL;
}

/* Copies a text that may be all or a part of one that is kept already. */
static enum status keep(struct arena *arena, struct span text, struct span kept, struct span *copy,
                        struct failure *failure)
{
    const char *const inside = find_inside(text, kept);
    if (inside == NULL) {
        return arena_copy(arena, text, copy, failure);
    }
    *copy = (struct span){inside, text.length};
    return STATUS_OK;
}

/* The year that four digits are. Iran and Afghanistan count from the Hijra by the sun, with the year from March to
 * March: most of their year 1320 lies in 1941. Before 1300 they counted by the moon. */
static int gregorian_year(const struct stem_state *state, const struct language *language, struct span digits)
{
    enum { SOLAR_FIRST = 1300, SOLAR_LAST = 1420, MARCH_TO_DECEMBER = 621 };
    int year = 0;
    for (size_t i = 0; i < digits.length; i++) {
        year = 10 * year + (digits.bytes[i] - '0');
    }
    const bool is_solar = language != NULL && (language == state->persian || language == state->pashto) &&
                          year >= SOLAR_FIRST && year <= SOLAR_LAST;
    return is_solar ? year + MARCH_TO_DECEMBER : year;
}

static enum status make_year(struct stem_state *state, const struct language *language, struct form *form,
                             struct failure *failure)
{
    const struct background *background = background_of(state, language);
    char term[sizeof TERM_YEAR_PREFIX + 4];
    snprintf(term, sizeof term, TERM_YEAR_PREFIX "%04d", gregorian_year(state, language, form->normalized));
    form->class = FORM_TERM;
    form->channel = CHANNEL_DATE;
    /* The tables hold letters only: to them every year is unseen. */
    if (background != NULL) {
        form->background = (double)BACKGROUND_UNSEEN / background_documents(background);
    }
    return arena_copy(&state->strings, span_of(term), &form->term, failure);
}

/* Last of all: it asks the folder and the stemmers again. */
static enum status find_name_pairs(struct stem_state *state, const struct language *language, struct form *form,
                                   struct failure *failure)
{
    if (state->name_pairs == NULL) {
        return STATUS_OK;
    }
    struct full_form *const full = (struct full_form *)form;
    if (name_pairs_find(state->name_pairs, language, form->term, state->stemmers, state->folder, &full->name_firsts,
                        &full->name_seconds, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if ((full->name_firsts | full->name_seconds) != 0) {
        form->flags |= TERM_NAME_PART;
    }
    return STATUS_OK;
}

/* A word of a batch that has no form yet. */
struct new_word {
    const struct word *word;
    struct form *form;
    bool is_kept; /* it is its own folded form and key */
};

static enum status make_term(struct stem_state *state, const struct language *language, const struct new_word *made,
                             struct failure *failure)
{
    struct form *const form = made->form;
    const struct background *background = background_of(state, language);
    struct stem_word word = {.surface = form->surface, .folded = form->normalized, .key = form->surface};
    struct stem stem;
    if (!made->is_kept && folder_background_key(state->folder, form->surface, &word.key, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if ((state->makes_choices ? form_choices_make(state->stemmers, state->settings->stemmer, language, &word,
                                                  &state->strings, &((struct full_form *)form)->choices, &stem, failure)
                              : stemmers_stem(state->stemmers, language, &word, &stem, failure)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (background != NULL) {
        form->background = background_share(background, word.key);
    }
    if (form->class == FORM_STOP) {
        return STATUS_OK;
    }
    form->class = FORM_TERM;
    const unsigned flags = (stem.is_state_name ? TERM_STATE_NAME : 0U) | (stem.is_other_name ? TERM_OTHER_NAME : 0U) |
                           (stem.is_month_name ? TERM_MONTH_NAME : 0U);
    form->flags = flags & TERM_FLAGS;
    if (state->makes_choices) { /* it is kept already */
        form->term = stem.term;
    } else if (keep(&state->strings, stem.term, form->normalized, &form->term, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return find_name_pairs(state, language, form, failure);
}

/* Are forms full ones? */
static bool wants_more(const struct stem_state *state)
{
    return state->name_pairs != NULL || state->has_choices;
}

/* Folds a word that is not in the cache, and asks for what its form will be made of; of a full one the rest is zero. */
static enum status fold_word(struct stem_state *state, const struct language *language, struct new_word *made,
                             struct failure *failure)
{
    const struct background *const background = background_of(state, language);
    struct form *const form = made->form;
    *form = (struct form){.class = FORM_EMPTY,
                          .channel = CHANNEL_WORD,
                          .script = (uint8_t)made->word->script,
                          .background = NO_BACKGROUND,
                          .number = (uint32_t)state->form_count,
                          .has_more = wants_more(state)};
    if (arena_copy(&state->strings, made->word->surface, &form->surface, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    made->is_kept = folder_keeps(form->surface);
    if (made->is_kept) {
        form->normalized = form->surface;
    } else {
        struct span folded;
        if (folder_fold(state->folder, form->surface, language != NULL && language->turkic_case, &folded, failure) !=
                STATUS_OK ||
            keep(&state->strings, folded, form->surface, &form->normalized, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (background != NULL) { /* most words are their own keys */
        background_ask(background, word_sum_hash(word_sum(form->surface), form->surface.length));
    }
    stemmers_expect(state->stemmers, language, form->normalized);
    return STATUS_OK;
}

/* Makes the form of a word that was folded. */
static enum status make_form(struct stem_state *state, const struct language *language, const struct new_word *made,
                             struct failure *failure)
{
    struct form *const form = made->form;
    if (form->normalized.length == 0) {
        return STATUS_OK;
    }
    if (is_year(form->normalized)) {
        return make_year(state, language, form, failure);
    }
    form->class = (made->word->flags & WORD_NUMERIC) != 0 || are_digits(form->normalized) ? FORM_NUMBER
                  : is_stop_word(state, language, form->normalized) &&
                          !stemmers_protect(state->stemmers, language, form->normalized)
                      ? FORM_STOP
                      : FORM_TERM;
    const bool may_be_term = form->class == FORM_TERM || (form->class == FORM_STOP && state->makes_choices);
    return may_be_term ? make_term(state, language, made, failure) : STATUS_OK;
}

/* The form of a word, new ones folded only. */
static enum status find_or_fold(struct stem_state *state, const struct word *word, const struct surface_key *key,
                                const struct form **form, struct new_word *new_words, size_t *new_count,
                                struct failure *failure)
{
    const size_t bytes = wants_more(state) ? sizeof(struct full_form) : sizeof(struct form);
    struct surface_entry *entry;
    void *memory;
    if (surface_cache_place(&state->cache, key, &entry, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *form = entry->form;
    if (entry->form != NULL) {
        return STATUS_OK;
    }
    if (state->form_count >= UINT32_MAX - 1) {
        return failure_set(failure, FAILURE_MEMORY, "more than %u different words: split the corpus and compare parts",
                           UINT32_MAX - 1);
    }
    if (arena_take(&state->forms, bytes, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct new_word *const made = &new_words[(*new_count)++];
    *made = (struct new_word){.word = word, .form = memset(memory, 0, bytes)};
    if (fold_word(state, state->rules[word->script].language, made, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    state->form_count++;
    *form = memory;
    entry->form = memory;
    return STATUS_OK;
}

/*
 * The forms of a few words. The cache and the forms are larger than the processor's caches, and a text meets them in
 * no order: asked for ahead, the entries of all words come at the same time and not one after the other, then the
 * forms, which the next stages want too, then the bytes of those that an entry has no room for. New words are folded
 * first and made then, so that what they are looked up in comes at the same time, too.
 */
static enum status find_forms(struct stem_state *state, const struct word *words, size_t count, struct span text,
                              const struct form **forms, struct failure *failure)
{
    struct surface_key keys[BATCH_WORDS];
    struct new_word new_words[BATCH_WORDS];
    size_t new_count = 0;
    for (size_t i = 0; i < count; i++) {
        surface_key_make(&keys[i], words[i].surface, text, state->rules[words[i].script].context);
        surface_cache_prefetch(&state->cache, &keys[i]);
    }
    for (size_t i = 0; i < count; i++) {
        forms[i] = surface_cache_likely(&state->cache, &keys[i]);
        __builtin_prefetch(forms[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (keys[i].length == SURFACE_LONG && forms[i] != NULL) {
            __builtin_prefetch(forms[i]->surface.bytes + WORD_HEAD_BYTES);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (forms[i] != NULL && (keys[i].length != SURFACE_LONG || surface_ends_like(forms[i], &keys[i]))) {
            continue; /* so most are */
        }
        if (find_or_fold(state, &words[i], &keys[i], &forms[i], new_words, &new_count, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        __builtin_prefetch(forms[i]);
    }
    for (size_t i = 0; i < new_count; i++) {
        const struct script_rules *const rules = &state->rules[new_words[i].word->script];
        if (make_form(state, rules->language, &new_words[i], failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static enum status stem_accept(void *memory, const struct record *record, struct flow *flow)
{
    struct stem_state *state = memory;
    const struct words *words = record->as.words;
    if (!state->has_rules) {
        set_rules(state, flow_document(flow));
    }
    if (array_reserve((void **)&state->row, &state->row_capacity, words->count, sizeof *state->row,
                      flow_failure(flow)) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t first = 0; first < words->count; first += BATCH_WORDS) {
        const size_t left = words->count - first;
        if (find_forms(state, words->items + first, left < BATCH_WORDS ? left : BATCH_WORDS, words->text.utf8,
                       state->row + first, flow_failure(flow)) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    const struct terms terms = {words->items, state->row, words->count};
    const struct record emitted = {.kind = RECORD_TERMS, .as.terms = &terms};
    return flow_emit(flow, &emitted);
}

const struct stage_type stem_stage = {
    .name = "stem",
    .placement = PER_WORKER,
    .consumes = RECORD_WORDS,
    .produces = RECORD_TERMS,
    .state_size = sizeof(struct stem_state),
    .open = stem_open,
    .begin_document = stem_begin_document,
    .accept = stem_accept,
    .end_document = stem_end_document,
    .finish = stem_finish,
    .close = stem_close,
};
