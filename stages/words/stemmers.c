/*
 * stemmers.c - which stemmer for which language, and which words name a state.
 *
 * auto and light: the light stemmers for Arabic and Persian, libstemmer for every language that it has an algorithm
 * for. snowball: libstemmer for Arabic too; it gets the word with its letters as written, since its rules for hamza and
 * ta marbuta need them. none: the folded word. The built-in names become one term for a class in light Arabic alone:
 * elsewhere the terms are those that any user of Snowball gets. Those of a file of the user's (--protect) do so
 * everywhere.
 *
 * Outside of Arabic a word names a state if the table lists it, or if its Snowball stem is the stem of a listed form
 * ("Soviets", the cases of a Russian adjective). Stems of fewer than four letters are shared with too many other words
 * for that.
 */
#include "stemmers.h"

#include <stdlib.h>
#include <string.h>

#include <libstemmer.h>

#include "arena.h"
#include "array.h"
#include "attestation.h"
#include "background.h"
#include "english_stem.h"
#include "light_arabic.h"
#include "light_persian.h"
#include "names.h"
#include "snowball_arabic.h"
#include "stop_words.h"
#include "word_map.h"

enum {
    STEMMED_WORD_BYTES = 1024, /* no word of a language is longer: what is, stays as it is */
    STATE_STEM_LETTERS = 4
};

/* Opened when its language is first met. */
struct snowball {
    struct sb_stemmer *stemmer;
    size_t (*own)(struct span word,
                  char *stem); /* libstemmer's stems without it, 0 for those it has to make; or NULL */
    bool states_listed;
};

struct stemmers {
    enum stemmer choice;
    struct names *names;
    struct stop_words *stop_words; /* the built-in ones: the same stems whatever the user takes out */
    struct light_arabic light;
    const struct language *persian;
    struct snowball *snowballs;  /* by place in languages[] */
    struct word_map state_stems; /* Snowball stems of the states' listed forms, by language */
    struct arena arena;          /* their bytes */
    char buffer[STEMMED_WORD_BYTES];
};

enum status stemmers_open(struct stemmers **stemmers, enum stemmer choice, const char *protect, struct folder *folder,
                          struct failure *failure)
{
    void *memory;
    *stemmers = NULL;
    if (array_zeroed(&memory, 1, sizeof **stemmers, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *stemmers = memory;
    (*stemmers)->choice = choice;
    (*stemmers)->persian = language_find(span_of("fa"));
    if (array_zeroed((void **)&(*stemmers)->snowballs, language_count, sizeof *(*stemmers)->snowballs, failure) !=
            STATUS_OK ||
        names_open(&(*stemmers)->names, failure) != STATUS_OK ||
        (protect != NULL && names_read((*stemmers)->names, protect, folder, failure) != STATUS_OK) ||
        stop_words_open(&(*stemmers)->stop_words, true, NULL, NULL, failure) != STATUS_OK) {
        stemmers_close(*stemmers);
        *stemmers = NULL;
        return STATUS_FAILED;
    }
    (*stemmers)->light = (struct light_arabic){language_find(span_of("ar")), (*stemmers)->names,
                                               background_builtin("ar"), (*stemmers)->stop_words};
    return STATUS_OK;
}

void stemmers_close(struct stemmers *stemmers)
{
    if (stemmers == NULL) {
        return;
    }
    for (size_t i = 0; stemmers->snowballs != NULL && i < language_count; i++) {
        if (stemmers->snowballs[i].stemmer != NULL) {
            sb_stemmer_delete(stemmers->snowballs[i].stemmer);
        }
    }
    free(stemmers->snowballs);
    stop_words_close(stemmers->stop_words);
    names_close(stemmers->names);
    word_map_free(&stemmers->state_stems);
    arena_free(&stemmers->arena);
    free(stemmers);
}

static enum status snowball_stem(struct snowball *snowball, struct span word, struct span *stem,
                                 struct failure *failure)
{
    const sb_symbol *bytes = sb_stemmer_stem(snowball->stemmer, (const sb_symbol *)word.bytes, (int)word.length);
    if (bytes == NULL) {
        return failure_memory(failure, "stemming");
    }
    *stem = (struct span){(const char *)bytes, (size_t)sb_stemmer_length(snowball->stemmer)};
    return STATUS_OK;
}

static size_t letter_count(struct span text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    }
    return count;
}

/* Notes the stems of the language's states. */
static enum status list_states(struct stemmers *stemmers, const struct language *language, struct snowball *snowball,
                               struct failure *failure)
{
    const uint32_t context = word_map_language(language);
    struct name_form form;
    for (size_t i = 0; names_form(stemmers->names, i, &form); i++) {
        struct span stem, kept;
        uint32_t unused;
        if (form.language != language || form.name->kind != NAME_STATE) {
            continue;
        }
        if (snowball_stem(snowball, form.folded, &stem, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (letter_count(stem) < STATE_STEM_LETTERS || word_map_find(&stemmers->state_stems, context, stem, &unused)) {
            continue;
        }
        if (arena_copy(&stemmers->arena, stem, &kept, failure) != STATUS_OK ||
            word_map_put(&stemmers->state_stems, context, kept, 0, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    snowball->states_listed = true;
    return STATUS_OK;
}

static enum status snowball_of(struct stemmers *stemmers, const struct language *language, struct snowball **snowball,
                               struct failure *failure)
{
    *snowball = &stemmers->snowballs[language - languages];
    if ((*snowball)->stemmer == NULL) {
        (*snowball)->stemmer = sb_stemmer_new(language->snowball, "UTF_8");
        if ((*snowball)->stemmer == NULL) {
            return failure_set(failure, FAILURE_MEMORY,
                               "libstemmer did not open its algorithm '%s': out of memory, or a library without it; "
                               "free memory, or take another stemmer with --stem",
                               language->snowball);
        }
    }
    (*snowball)->own = strcmp(language->snowball, "english") == 0  ? english_stem
                       : strcmp(language->snowball, "arabic") == 0 ? snowball_arabic_stem
                                                                   : NULL;
    /* Arabic names are found without Snowball. */
    return (*snowball)->states_listed || language == stemmers->light.arabic
               ? STATUS_OK
               : list_states(stemmers, language, *snowball, failure);
}

static enum status stem_by_snowball(struct stemmers *stemmers, const struct language *language, struct span word,
                                    struct stem *stem, struct failure *failure)
{
    struct snowball *snowball;
    struct span stemmed;
    uint32_t unused;
    if (snowball_of(stemmers, language, &snowball, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t own = snowball->own != NULL ? snowball->own(word, stemmers->buffer) : 0;
    if (own > 0) {
        stemmed = (struct span){stemmers->buffer, own};
    } else if (snowball_stem(snowball, word, &stemmed, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (stemmed.length > 0) {
        stem->term = stemmed;
    }
    if (language != stemmers->light.arabic &&
        word_map_find(&stemmers->state_stems, word_map_language(language), stemmed, &unused)) {
        stem->is_state_name = true;
    }
    return STATUS_OK;
}

static bool takes_light(enum stemmer choice)
{
    return choice == STEMMER_AUTO || choice == STEMMER_LIGHT;
}

void stemmers_expect(const struct stemmers *stemmers, const struct language *language, struct span folded)
{
    if (language != NULL && language == stemmers->light.arabic && takes_light(stemmers->choice)) {
        attested_expect(stemmers->light.background, folded);
    }
}

static const struct name *name_of(const struct stemmers *stemmers, const struct language *language, struct span folded)
{
    return language != NULL && language == stemmers->light.arabic ? light_arabic_name(&stemmers->light, folded)
                                                                  : names_find(stemmers->names, language, folded);
}

bool stemmers_protect(const struct stemmers *stemmers, const struct language *language, struct span folded)
{
    const struct name *name = name_of(stemmers, language, folded);
    return name != NULL && name->is_own;
}

/* Turkish and Azerbaijani spelling sets the endings of a name off by an apostrophe ("Londra'nin"), and libstemmer takes
 * it for a letter: what stands before it is the word. */
static struct span before_endings(enum stemmer choice, const struct language *language, struct span folded)
{
    if (language == NULL || !language->turkic_case || !takes_light(choice)) {
        return folded;
    }
    const char *const apostrophe = memchr(folded.bytes, '\'', folded.length);
    if (apostrophe == NULL || apostrophe == folded.bytes) {
        return folded;
    }
    return (struct span){folded.bytes, (size_t)(apostrophe - folded.bytes)};
}

static bool is_too_long(const struct stem_word *word)
{
    return word->folded.length > STEMMED_WORD_BYTES || word->key.length > STEMMED_WORD_BYTES;
}

/* `folded`: before_endings. */
static enum status explain(struct stemmers *stemmers, enum stemmer choice, const struct language *language,
                           const struct stem_word *word, const struct name *name, struct span folded, struct stem *stem,
                           struct stem_account *account, struct failure *failure)
{
    const bool arabic = language != NULL && language == stemmers->light.arabic;
    *stem = (struct stem){.term = folded};
    account->name = NULL;
    account->is_protected = account->is_light = account->is_light_persian = false;
    account->snowball = NULL;
    if (is_too_long(word)) {
        return STATUS_OK;
    }
    stem->is_state_name = name != NULL && name->kind == NAME_STATE;
    account->name = name;
    stem->is_month_name = name != NULL && name->kind == NAME_MONTH;
    stem->is_other_name = name != NULL && (name->kind == NAME_CITY || name->kind == NAME_PERSON);
    if (name != NULL && (name->is_own || (arabic && takes_light(choice)))) {
        account->is_protected = true;
        stem->term = span_of(name->key);
        return STATUS_OK;
    }
    if (language == NULL || choice == STEMMER_NONE) {
        return STATUS_OK;
    }
    if (arabic && takes_light(choice)) {
        account->is_light = true;
        account->light.count = 0;
        stem->term = light_arabic_stem(&stemmers->light, word->surface, word->folded, stemmers->buffer,
                                       account->is_asked_for ? &account->light : NULL);
        return STATUS_OK;
    }
    if (language == stemmers->persian && takes_light(choice)) {
        account->is_light_persian = true;
        stem->term = light_persian_stem(word->folded);
        return STATUS_OK;
    }
    account->snowball = language->snowball;
    return language->snowball == NULL
               ? STATUS_OK
               : stem_by_snowball(stemmers, language, arabic ? word->key : folded, stem, failure);
}

static const struct name *name_before_endings(const struct stemmers *stemmers, enum stemmer choice,
                                              const struct language *language, const struct stem_word *word,
                                              struct span *folded)
{
    *folded = before_endings(choice, language, word->folded);
    return is_too_long(word) ? NULL : name_of(stemmers, language, *folded);
}

static enum status explain_or_stem(struct stemmers *stemmers, const struct language *language,
                                   const struct stem_word *word, struct stem *stem, struct stem_account *account,
                                   struct failure *failure)
{
    struct span folded;
    const struct name *const name = name_before_endings(stemmers, stemmers->choice, language, word, &folded);
    return explain(stemmers, stemmers->choice, language, word, name, folded, stem, account, failure);
}

enum status stemmers_explain(struct stemmers *stemmers, const struct language *language, const struct stem_word *word,
                             struct stem *stem, struct stem_account *account, struct failure *failure)
{
    account->is_asked_for = true;
    return explain_or_stem(stemmers, language, word, stem, account, failure);
}

enum status stemmers_stem(struct stemmers *stemmers, const struct language *language, const struct stem_word *word,
                          struct stem *stem, struct failure *failure)
{
    struct stem_account unused; /* not initialized: it is large, and every word comes through here */
    unused.is_asked_for = false;
    return explain_or_stem(stemmers, language, word, stem, &unused, failure);
}

enum status stemmers_stem_each(struct stemmers *stemmers, const struct language *language, const struct stem_word *word,
                               const enum stemmer *choices, size_t count, struct arena *arena, struct stem *stems,
                               struct failure *failure)
{
    const bool is_arabic = language != NULL && language == stemmers->light.arabic;
    /* Without rules of its own for the language, auto is Snowball, to the letter. */
    const bool is_snowball =
        !is_arabic && (language == NULL || (language != stemmers->persian && !language->turkic_case));
    struct span looked_up = {NULL, 0};
    const struct name *name = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct span folded = before_endings(choices[i], language, word->folded);
        struct stem_account unused;
        unused.is_asked_for = false;
        if (i > 0 && is_snowball && choices[i] != STEMMER_NONE && choices[i - 1] != STEMMER_NONE) {
            stems[i] = stems[i - 1];
            continue;
        }
        if (!is_too_long(word) && (i == 0 || folded.length != looked_up.length)) {
            name = name_of(stemmers, language, folded);
            looked_up = folded;
        }
        if (explain(stemmers, choices[i], language, word, name, folded, &stems[i], &unused, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        const struct span term = stems[i].term;
        if (term.length <= word->folded.length && memcmp(term.bytes, word->folded.bytes, term.length) == 0) {
            stems[i].term.bytes = word->folded.bytes;
        } else if (arena_copy(arena, term, &stems[i].term, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}
