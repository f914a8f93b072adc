/*
 * lexicon.c - terms by hash, at a form's first appearance only; after that a form is an index.
 *
 * Forms are not compared: two slots of one surface and term, of a word in two languages or of a word and a date, are
 * counted side by side, and are one where bags are merged. To know that here took a third of the lexicon's memory.
 *
 * Character n-grams stay inside a word (McNamee & Mayfield 2004), over its normalized form; Han, Kana and Thai words,
 * which come from a dictionary and are short, give bigrams.
 */
#include "lexicon.h"

#include <inttypes.h>
#include <stdlib.h>

#include "array.h"
#include "pages.h"
#include "script.h"

enum { DICTIONARY_SCRIPT_CHARACTERS = 2 };

static enum status fail_too_many(struct failure *failure)
{
    return failure_set(failure, FAILURE_DATA,
                       "the corpus has more than %" PRIu32
                       " distinct terms or forms; split it, or leave out --characters",
                       LEXICON_UNKNOWN - 1);
}

static uint64_t term_hash(struct span term, enum channel channel)
{
    const uint64_t channel_step = 0x8CB92BA72F3D8DD7u; /* odd, any: sets the channels apart */
    return span_hash(term) + (uint64_t)channel * channel_step;
}

void lexicon_expect(const struct lexicon *lexicon, const struct form *form)
{
    hash_index_prefetch(&lexicon->term_index, term_hash(form->term, form->channel));
}

static enum status find_term(struct lexicon *lexicon, struct span term, enum channel channel, uint32_t *number,
                             struct failure *failure)
{
    const uint64_t hash = term_hash(term, channel);
    size_t place;
    for (uint32_t i = hash_index_first(&lexicon->term_index, hash, &place); i != HASH_INDEX_NONE;
         i = hash_index_next(&lexicon->term_index, hash, &place)) {
        const struct lexicon_term *const known = &lexicon->terms[i];
        if (known->channel == channel && span_equal((struct span){known->bytes, known->length}, term)) {
            *number = i;
            return STATUS_OK;
        }
    }
    if (lexicon->term_count >= LEXICON_UNKNOWN) {
        return fail_too_many(failure);
    }
    if (term.length > UINT32_MAX) {
        return failure_set(failure, FAILURE_DATA, "a word of more than 4 GB; its text may not be text at all");
    }
    *number = (uint32_t)lexicon->term_count;
    if (array_reserve((void **)&lexicon->terms, &lexicon->term_capacity, lexicon->term_count + 1,
                      sizeof *lexicon->terms, failure) != STATUS_OK ||
        hash_index_add(&lexicon->term_index, hash, *number, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    lexicon->terms[lexicon->term_count++] =
        (struct lexicon_term){.bytes = term.bytes, .length = (uint32_t)term.length, .channel = channel};
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
    pages_make(slots->items + known, (slots->capacity - known) * sizeof *slots->items);
    for (size_t i = known; i < slots->capacity; i++) {
        slots->items[i] = (struct lexicon_slot){.number = LEXICON_UNKNOWN};
    }
    return STATUS_OK;
}

static enum status learn_grams(struct lexicon *lexicon, const struct form *form, struct failure *failure)
{
    if (array_reserve((void **)&lexicon->gram_ends, &lexicon->gram_ends_capacity, (size_t)lexicon->form_count + 1,
                      sizeof *lexicon->gram_ends, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const unsigned length = script_needs_dictionary(form->script) ? DICTIONARY_SCRIPT_CHARACTERS : lexicon->characters;
    if (form->channel == CHANNEL_WORD && add_grams(lexicon, form->normalized, length, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    lexicon->gram_ends[lexicon->form_count] = lexicon->gram_count;
    return STATUS_OK;
}

enum status lexicon_learn(struct lexicon *lexicon, const struct form *form, struct failure *failure)
{
    struct lexicon_slot slot = {.number = lexicon->form_count};
    struct lexicon_slots *const slots = &lexicon->slots[form->class == FORM_DATE];
    if (lexicon->form_count >= LEXICON_UNKNOWN) {
        return fail_too_many(failure);
    }
    if (reserve_slot(slots, form->number, failure) != STATUS_OK ||
        find_term(lexicon, form->term, form->channel, &slot.term, failure) != STATUS_OK ||
        (lexicon->characters > 0 && learn_grams(lexicon, form, failure) != STATUS_OK)) {
        return STATUS_FAILED;
    }
    lexicon->form_count++;
    slots->items[form->number] = slot;
    return STATUS_OK;
}

void lexicon_void(struct lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->term_count; i++) {
        lexicon->terms[i].epoch = 0;
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
    free(lexicon->terms);
    free(lexicon->grams);
    free(lexicon->gram_ends);
    hash_index_free(&lexicon->term_index);
    *lexicon = (struct lexicon){0};
}
