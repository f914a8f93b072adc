/*
 * tokenizer.c - words and sentences by UAX #29 (ICU, root locale), on UTF-16 with a map back to bytes.
 *
 * ICU breaks UTF-16 faster than UTF-8 through UText, the conversion included, and the map makes every place of a word
 * one look-up. Words of scripts without spaces come from ICU's dictionaries. What UAX #29 leaves together is cut in
 * word_split.c. A sentence starts at a boundary of ICU's sentence rules or of a line; a boundary inside a word (an
 * abbreviation) is none. Neither words nor sentences reach over a line feed (UAX #29 WB3a, SB4), so blocks that end
 * there can be worked on alone.
 */
#include "tokenizer.h"

#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/utf8.h>

#include "array.h"
#include "word_split.h"

struct tokenizer {
    struct character_table *table;
    UBreakIterator *word_breaks, *sentence_breaks;
    UChar *units;
    size_t unit_capacity, unit_count;
    uint32_t *bytes_before; /* by unit: the byte where its character starts; one more for the end */
    size_t byte_capacity;
    struct word *words;
    size_t word_capacity, word_count;
    bool skips_sentences;
    bool line_starts, segment_starts; /* the next word starts one */
    int32_t next_sentence;            /* unit where the next sentence starts, or UBRK_DONE */
};

static enum status icu_failed(UErrorCode code, struct failure *failure)
{
    if (code == U_MEMORY_ALLOCATION_ERROR) {
        return failure_memory(failure, "the word breaker");
    }
    return failure_set(failure, FAILURE_INTERNAL, "ICU cannot break text into words: %s", u_errorName(code));
}

static enum status open_iterator(UBreakIterator **iterator, UBreakIteratorType type, struct failure *failure)
{
    UErrorCode code = U_ZERO_ERROR;
    *iterator = ubrk_open(type, "", NULL, 0, &code); /* "" is the root locale; NULL would be the environment's */
    return U_FAILURE(code) ? icu_failed(code, failure) : STATUS_OK;
}

enum status tokenizer_open(struct tokenizer **tokenizer, struct failure *failure)
{
    void *memory = NULL;
    if (array_zeroed(&memory, 1, sizeof(struct tokenizer), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct tokenizer *const made = memory;
    if (character_table_open(&made->table, failure) != STATUS_OK ||
        open_iterator(&made->word_breaks, UBRK_WORD, failure) != STATUS_OK ||
        open_iterator(&made->sentence_breaks, UBRK_SENTENCE, failure) != STATUS_OK) {
        tokenizer_close(made);
        return STATUS_FAILED;
    }
    tokenizer_begin(made);
    *tokenizer = made;
    return STATUS_OK;
}

void tokenizer_close(struct tokenizer *tokenizer)
{
    if (tokenizer == NULL) {
        return;
    }
    free(tokenizer->words);
    free(tokenizer->bytes_before);
    free(tokenizer->units);
    ubrk_close(tokenizer->sentence_breaks);
    ubrk_close(tokenizer->word_breaks);
    character_table_close(tokenizer->table);
    free(tokenizer);
}

void tokenizer_skip_sentences(struct tokenizer *tokenizer)
{
    tokenizer->skips_sentences = true;
}

void tokenizer_begin(struct tokenizer *tokenizer)
{
    tokenizer->line_starts = true;
    tokenizer->segment_starts = true;
}

static enum status to_units(struct tokenizer *tokenizer, struct span utf8, struct failure *failure)
{
    if (utf8.length >= INT32_MAX) {
        return failure_set(failure, FAILURE_INTERNAL, "a block of %zu bytes is too long to be broken into words",
                           utf8.length);
    }
    if (array_reserve((void **)&tokenizer->units, &tokenizer->unit_capacity, utf8.length + 1, sizeof(UChar), failure) !=
            STATUS_OK ||
        array_reserve((void **)&tokenizer->bytes_before, &tokenizer->byte_capacity, utf8.length + 1, sizeof(uint32_t),
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const uint8_t *const bytes = (const uint8_t *)utf8.bytes;
    size_t count = 0;
    for (size_t place = 0; place < utf8.length;) {
        const size_t start = place;
        UChar32 character = bytes[place];
        if (U8_IS_SINGLE(character)) {
            place++;
        } else {
            U8_NEXT_OR_FFFD(bytes, place, utf8.length, character);
        }
        tokenizer->bytes_before[count] = (uint32_t)start;
        if (U_IS_BMP(character)) {
            tokenizer->units[count++] = (UChar)character;
        } else {
            tokenizer->units[count++] = U16_LEAD(character);
            tokenizer->bytes_before[count] = (uint32_t)start;
            tokenizer->units[count++] = U16_TRAIL(character);
        }
    }
    tokenizer->bytes_before[count] = (uint32_t)utf8.length;
    tokenizer->unit_count = count;
    return STATUS_OK;
}

static bool ends_line(UChar unit)
{
    return (unit >= 0x0A && unit <= 0x0D) || unit == 0x85 || unit == 0x2028 || unit == 0x2029;
}

/* What is no word can end a line. */
static void pass_gap(struct tokenizer *tokenizer, size_t start, size_t end)
{
    for (size_t place = start; place < end; place++) {
        if (ends_line(tokenizer->units[place])) {
            tokenizer->line_starts = true;
            tokenizer->segment_starts = true;
        }
    }
}

static unsigned take_flags(struct tokenizer *tokenizer, const struct word_part *part)
{
    while (tokenizer->next_sentence != UBRK_DONE && (size_t)tokenizer->next_sentence < part->end) {
        if ((size_t)tokenizer->next_sentence <= part->start) {
            tokenizer->segment_starts = true;
        }
        tokenizer->next_sentence = ubrk_next(tokenizer->sentence_breaks);
    }
    const unsigned flags = (tokenizer->segment_starts ? WORD_STARTS_SEGMENT : 0U) |
                           (tokenizer->line_starts ? WORD_STARTS_LINE : 0U) | (part->numeric ? WORD_NUMERIC : 0U);
    tokenizer->segment_starts = false;
    tokenizer->line_starts = false;
    return flags;
}

static enum status add_parts(struct tokenizer *tokenizer, const struct text *block, size_t start, size_t end,
                             struct failure *failure)
{
    struct word_part part;
    size_t position = 0;
    while (word_split_next(tokenizer->table, tokenizer->units + start, end - start, &position, &part)) {
        if (array_reserve((void **)&tokenizer->words, &tokenizer->word_capacity, tokenizer->word_count + 1,
                          sizeof(struct word), failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        part.start += start;
        part.end += start;
        const size_t from = tokenizer->bytes_before[part.start];
        const size_t to = tokenizer->bytes_before[part.end];
        tokenizer->words[tokenizer->word_count++] = (struct word){.surface = {block->utf8.bytes + from, to - from},
                                                                  .start = block->offset + from,
                                                                  .end = block->offset + to,
                                                                  .script = part.script,
                                                                  .field = FIELD_BODY,
                                                                  .flags = take_flags(tokenizer, &part)};
    }
    return STATUS_OK;
}

static enum status add_words(struct tokenizer *tokenizer, const struct text *block, struct failure *failure)
{
    int32_t start = ubrk_first(tokenizer->word_breaks);
    for (int32_t end = ubrk_next(tokenizer->word_breaks); end != UBRK_DONE; end = ubrk_next(tokenizer->word_breaks)) {
        const size_t before = tokenizer->word_count;
        /* ICU's status is that of the last rule: a word with a ZWJ and an emoji glued to it is "none" (WB3c). */
        const bool may_hold_words =
            end - start > 1 || ubrk_getRuleStatus(tokenizer->word_breaks) >= UBRK_WORD_NONE_LIMIT;
        if (may_hold_words && add_parts(tokenizer, block, (size_t)start, (size_t)end, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (tokenizer->word_count == before) {
            pass_gap(tokenizer, (size_t)start, (size_t)end);
        }
        start = end;
    }
    return STATUS_OK;
}

enum status tokenizer_words(struct tokenizer *tokenizer, const struct text *block, struct words *words,
                            struct failure *failure)
{
    tokenizer->word_count = 0;
    if (block->utf8.length > 0) {
        if (to_units(tokenizer, block->utf8, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        UErrorCode code = U_ZERO_ERROR;
        ubrk_setText(tokenizer->word_breaks, tokenizer->units, (int32_t)tokenizer->unit_count, &code);
        ubrk_setText(tokenizer->sentence_breaks, tokenizer->units, (int32_t)tokenizer->unit_count, &code);
        if (U_FAILURE(code)) {
            return icu_failed(code, failure);
        }
        tokenizer->next_sentence = tokenizer->skips_sentences ? UBRK_DONE : ubrk_first(tokenizer->sentence_breaks);
        if (add_words(tokenizer, block, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    *words = (struct words){tokenizer->words, tokenizer->word_count, *block};
    return STATUS_OK;
}
