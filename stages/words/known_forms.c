/* known_forms.c - forms are compared folded: what damage does to a text, it does to words with and without hamza. */
#include "known_forms.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

enum { CLITIC_BYTES = 2, BARE_BYTES_LEAST = 8 };
static const double bare_words_a_clitic = 20;
static const double articles_a_false_one = 64; /* of the table's forms 19,641 begin so, 308 with a hamza */

enum status known_forms_open(struct known_forms *known, struct failure *failure)
{
    known->background = background_builtin("ar");
    return folder_open(&known->folder, failure);
}

void known_forms_close(struct known_forms *known)
{
    known_forms_forget(known);
    arena_free(&known->arena);
    free(known->counts);
    known->counts = NULL;
    known->capacity = 0;
    spelling_close(known->spelling);
    known->spelling = NULL;
    folder_close(known->folder);
    known->folder = NULL;
}

void known_forms_forget(struct known_forms *known)
{
    word_map_free(&known->forms);
    arena_clear(&known->arena);
    known->count = 0;
}

enum status known_forms_add(struct known_forms *known, struct span word, struct failure *failure)
{
    struct span folded, kept;
    uint32_t index;
    if (folder_fold(known->folder, word, false, &folded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (word_map_find(&known->forms, WORD_MAP_NO_LANGUAGE, folded, &index)) {
        known->counts[index] += known->counts[index] < UINT32_MAX;
        return STATUS_OK;
    }
    if (array_reserve((void **)&known->counts, &known->capacity, known->count + 1, sizeof(uint32_t), failure) !=
            STATUS_OK ||
        arena_copy(&known->arena, folded, &kept, failure) != STATUS_OK ||
        word_map_put(&known->forms, WORD_MAP_NO_LANGUAGE, kept, (uint32_t)known->count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    known->counts[known->count++] = 1;
    return STATUS_OK;
}

enum status known_forms_find(struct known_forms *known, struct span word, struct known_form *attested,
                             struct failure *failure)
{
    struct span folded;
    uint32_t index;
    *attested = (struct known_form){0};
    if (folder_fold(known->folder, word, false, &folded, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (known->background != NULL) {
        attested->background = background_folded_frequency(known->background, folded);
    }
    if (word_map_find(&known->forms, WORD_MAP_NO_LANGUAGE, folded, &index)) {
        attested->document = known->counts[index];
    }
    return STATUS_OK;
}

/* Words that are in no table have this part of the sum of all frequencies together, about a fifth: of .3, .6 and 1
 * million the last found most words that were cut in two for as many found falsely. */
static const double unknown_total = 1e6;

static bool starts_with(struct span word, const char *start)
{
    const size_t length = strlen(start);
    return word.length >= length && memcmp(word.bytes, start, length) == 0;
}

/* A letter that is written as one with the next word: a table of forms lacks many words with "and" or "in". */
static bool begins_with_clitic(struct span word)
{
    return starts_with(word, "و") || starts_with(word, "ف") || starts_with(word, "ب") || starts_with(word, "ل") ||
           starts_with(word, "ك") || starts_with(word, "س");
}

/* Does folding make another beginning of this one, which is far commoner: of alef with hamza and lam the article, of ta
 * marbuta, which ends words only, a ha? */
static bool begins_as_no_other(struct span word)
{
    return starts_with(word, "أل") || starts_with(word, "إل") || starts_with(word, "آل") || starts_with(word, "ة");
}

/* Occurrences of a word that stands in so many of the documents, when the number in one is geometric: the mean is (1 -
 * p) / p where a share p has none. Of common words documents alone tell too little. */
static double occurrences(uint64_t documents, uint64_t all)
{
    const uint64_t holding = documents < all ? documents : all - 1; /* sums over spellings may be more than all */
    return (double)holding * (double)all / (double)(all - holding);
}

/* There only the word as it is written attests it. */
static enum status attested_documents(struct known_forms *known, struct span word, struct span folded,
                                      uint64_t *documents, struct failure *failure)
{
    struct span key;
    if (!begins_as_no_other(word)) {
        *documents = background_folded_frequency(known->background, folded);
        return STATUS_OK;
    }
    if (folder_background_key(known->folder, word, &key, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *documents = background_frequency(known->background, key);
    return STATUS_OK;
}

static enum status learn_background(struct known_forms *known, struct failure *failure)
{
    struct background_form form;
    if (known->spelling != NULL) {
        return STATUS_OK;
    }
    if (spelling_open(&known->spelling, known->background, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    known->total = unknown_total;
    for (size_t i = 0; background_folded_form(known->background, i, &form); i++) {
        known->total += occurrences(form.frequency, known_forms_documents(known));
    }
    return STATUS_OK;
}

/* Of a word that the table lacks: it was in BACKGROUND_UNSEEN documents at most. What is written as one with the
 * article is no clitic but lam lam. */
static double unattested(const struct known_forms *known, struct span word, struct span folded)
{
    const double promised = unknown_total * spelling_probability(known->spelling, folded);
    const double spelt = promised < BACKGROUND_UNSEEN ? promised : BACKGROUND_UNSEEN;
    if (begins_as_no_other(word)) {
        return spelt / articles_a_false_one;
    }
    if (folded.length < CLITIC_BYTES + BARE_BYTES_LEAST || !begins_with_clitic(folded) || starts_with(folded, "لال")) {
        return spelt;
    }
    const struct span bare = {folded.bytes + CLITIC_BYTES, folded.length - CLITIC_BYTES};
    return spelt + background_folded_frequency(known->background, bare) / bare_words_a_clitic;
}

enum status known_forms_expect(struct known_forms *known, struct span word, uint64_t less, double *expected,
                               double *total, struct failure *failure)
{
    struct span folded;
    uint64_t documents;
    uint32_t index;
    if (learn_background(known, failure) != STATUS_OK ||
        folder_fold(known->folder, word, false, &folded, failure) != STATUS_OK ||
        attested_documents(known, word, folded, &documents, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *expected = documents > 0 ? occurrences(documents, known_forms_documents(known)) : unattested(known, word, folded);
    if (word_map_find(&known->forms, WORD_MAP_NO_LANGUAGE, folded, &index) && known->counts[index] > less) {
        *expected += (double)(known->counts[index] - less);
    }
    *total = known->total;
    return STATUS_OK;
}

uint64_t known_forms_documents(const struct known_forms *known)
{
    return known->background == NULL ? 0 : background_documents(known->background);
}
