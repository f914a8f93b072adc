/*
 * lexicon.c - terms and forms by hash, at a form's first appearance only; after that a form is an index.
 *
 * Character n-grams stay inside a word (McNamee & Mayfield 2004), over its normalized form; Han, Kana and Thai words,
 * which come from a dictionary and are short, give bigrams.
 */
#include "lexicon.h"

#include <inttypes.h>
#include <stdlib.h>

#include "array.h"
#include "script.h"

enum { DICTIONARY_SCRIPT_CHARACTERS = 2 };

static enum status fail_too_many(struct failure *failure)
{
    return failure_set(failure, FAILURE_DATA,
                       "the corpus has more than %" PRIu32
                       " distinct terms or forms; split it, or leave out --characters",
                       LEXICON_UNKNOWN - 1);
}

static enum status find_term(struct lexicon *lexicon, struct span term, enum channel channel, uint32_t *number,
                             struct failure *failure)
{
    const uint64_t channel_step = 0x8CB92BA72F3D8DD7u; /* odd, any: sets the channels apart */
    const uint64_t hash = span_hash(term), channel_hash = hash + (uint64_t)channel * channel_step;
    size_t place;
    for (uint32_t i = hash_index_first(&lexicon->term_index, channel_hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(&lexicon->term_index, channel_hash, &place)) {
        if (lexicon->terms[i].channel == channel && span_equal(lexicon->terms[i].term, term)) {
            *number = i;
            return STATUS_OK;
        }
    }
    if (lexicon->term_count >= LEXICON_UNKNOWN) {
        return fail_too_many(failure);
    }
    *number = (uint32_t)lexicon->term_count;
    if (array_reserve((void **)&lexicon->terms, &lexicon->term_capacity, lexicon->term_count + 1,
                      sizeof *lexicon->terms, failure) != STATUS_OK ||
        hash_index_add(&lexicon->term_index, channel_hash, *number, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    lexicon->terms[lexicon->term_count++] = (struct lexicon_term){.term = term, .hash = hash, .channel = channel};
    return STATUS_OK;
}

static enum status find_form(struct lexicon *lexicon, struct span surface, uint32_t term, uint32_t *number,
                             struct failure *failure)
{
    const uint64_t term_step = 0xA0761D6478BD642Fu; /* odd, any: sets the terms apart */
    const uint64_t hash = span_hash(surface) + term * term_step;
    size_t place;
    for (uint32_t i = hash_index_first(&lexicon->form_index, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(&lexicon->form_index, hash, &place)) {
        if (lexicon->forms[i].term == term && span_equal(lexicon->forms[i].surface, surface)) {
            *number = i;
            return STATUS_OK;
        }
    }
    if (lexicon->form_count >= LEXICON_UNKNOWN) {
        return fail_too_many(failure);
    }
    *number = (uint32_t)lexicon->form_count;
    if (array_reserve((void **)&lexicon->forms, &lexicon->form_capacity, lexicon->form_count + 1,
                      sizeof *lexicon->forms, failure) != STATUS_OK ||
        hash_index_add(&lexicon->form_index, hash, *number, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    lexicon->forms[lexicon->form_count++] = (struct lexicon_form){.surface = surface, .term = term};
    return STATUS_OK;
}

static enum status add_gram(struct lexicon *lexicon, struct span gram, struct failure *failure)
{
    if (array_reserve((void **)&lexicon->grams, &lexicon->gram_capacity, lexicon->gram_count + 1,
                      sizeof *lexicon->grams, failure) != STATUS_OK ||
        find_term(lexicon, gram, CHANNEL_CHARACTER, &lexicon->grams[lexicon->gram_count], failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    lexicon->gram_count++;
    return STATUS_OK;
}

/* Where the next code point of valid UTF-8 starts. */
static size_t next_character(struct span text, size_t place)
{
    const unsigned char continuation_mask = 0xC0, continuation = 0x80;
    do {
        place++;
    } while (place < text.length && ((unsigned char)text.bytes[place] & continuation_mask) == continuation);
    return place;
}

/* Lists the runs of `length` code points of a word; a shorter word is one itself. */
static enum status add_grams(struct lexicon *lexicon, struct span word, unsigned length, struct failure *failure)
{
    size_t end = 0;
    for (unsigned i = 0; i < length && end < word.length; i++) {
        end = next_character(word, end);
    }
    for (size_t start = 0; start < end; start = next_character(word, start)) {
        if (add_gram(lexicon, (struct span){word.bytes + start, end - start}, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (end == word.length) {
            break;
        }
        end = next_character(word, end);
    }
    return STATUS_OK;
}

static enum status reserve_slot(struct lexicon_slots *slots, uint32_t number, struct failure *failure)
{
    const size_t known = slots->capacity;
    if (array_reserve((void **)&slots->items, &slots->capacity, (size_t)number + 1, sizeof *slots->items, failure) !=
        STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = known; i < slots->capacity; i++) {
        slots->items[i] = (struct lexicon_slot){.form = LEXICON_UNKNOWN};
    }
    return STATUS_OK;
}

enum status lexicon_learn(struct lexicon *lexicon, const struct form *form, struct failure *failure)
{
    struct lexicon_slot slot = {.gram_start = lexicon->gram_count};
    struct lexicon_slots *const slots = &lexicon->slots[form->class == FORM_DATE];
    if (reserve_slot(slots, form->number, failure) != STATUS_OK ||
        find_term(lexicon, form->term, form->channel, &slot.term, failure) != STATUS_OK ||
        find_form(lexicon, form->surface, slot.term, &slot.form, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (lexicon->characters > 0 && form->channel == CHANNEL_WORD) {
        const unsigned length =
            script_needs_dictionary(form->script) ? DICTIONARY_SCRIPT_CHARACTERS : lexicon->characters;
        if (add_grams(lexicon, form->normalized, length, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    slot.gram_count = (uint32_t)(lexicon->gram_count - slot.gram_start);
    slots->items[form->number] = slot;
    return STATUS_OK;
}

void lexicon_void(struct lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->term_count; i++) {
        lexicon->terms[i].epoch = 0;
    }
    for (size_t i = 0; i < lexicon->form_count; i++) {
        lexicon->forms[i].epoch = 0;
    }
    for (size_t kind = 0; kind < sizeof lexicon->slots / sizeof *lexicon->slots; kind++) {
        for (size_t i = 0; i < lexicon->slots[kind].capacity; i++) {
            lexicon->slots[kind].items[i].epoch = 0;
        }
    }
}

void lexicon_free(struct lexicon *lexicon)
{
    free(lexicon->slots[0].items);
    free(lexicon->slots[1].items);
    free(lexicon->forms);
    free(lexicon->terms);
    free(lexicon->grams);
    hash_index_free(&lexicon->form_index);
    hash_index_free(&lexicon->term_index);
    *lexicon = (struct lexicon){0};
}
