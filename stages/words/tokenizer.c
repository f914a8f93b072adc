/*
 * tokenizer.c - words and sentences by UAX #29 (root locale of ICU) on UTF-8.
 *
 * Three ways to the same words, the quickest that can decide: a loop over words of letters of one script, or of digits,
 * up to what ends them in any case; all the rules of UAX #29 in tables (word_break.c); and ICU, for scripts without
 * spaces, whose words come from dictionaries, up to the next space. What UAX #29 leaves together is cut in
 * word_split.c.
 *
 * A sentence starts at a boundary of UAX #29's sentence rules (sentence_break.c) or of a line; a boundary inside a word
 * (an abbreviation) is none. Neither words nor sentences reach over a line feed (UAX #29 WB3a, SB4), so blocks that end
 * there can be worked on alone.
 */
#include "tokenizer.h"

#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/utf8.h>

#include "array.h"
#include "character_table.h"
#include "letter_run.h"
#include "sentence_break.h"
#include "word_break.h"
#include "word_split.h"

struct tokenizer {
    struct character_table *table;
    UBreakIterator *word_breaks; /* opened when first needed */
    /* What ICU and word_split.c see: UTF-16 of a part of the block. */
    UChar *units;
    size_t unit_capacity, unit_count;
    uint32_t *bytes_before; /* by unit: the byte of the block where its character starts; one more for the end */
    size_t byte_capacity;
    /* Starts of sentences that no word has come up to, ascending. */
    uint32_t *sentences;
    size_t sentence_capacity, sentence_count, next_sentence;
    struct word *words;
    size_t word_capacity, word_count;
    bool skips_sentences;
    unsigned starts; /* WORD_STARTS_LINE, WORD_STARTS_SEGMENT: what the next word starts */
};

static enum status icu_failed(UErrorCode code, struct failure *failure)
{
    if (code == U_MEMORY_ALLOCATION_ERROR) {
        return failure_memory(failure, "the word breaker");
    }
    return failure_set(failure, FAILURE_INTERNAL, "ICU cannot break text into words: %s", u_errorName(code));
}

static enum status open_iterator(struct tokenizer *tokenizer, struct failure *failure)
{
    UErrorCode code = U_ZERO_ERROR;
    if (tokenizer->word_breaks == NULL) { /* "" is the root locale; NULL would be the environment's */
        tokenizer->word_breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    }
    return U_FAILURE(code) ? icu_failed(code, failure) : STATUS_OK;
}

enum status tokenizer_open(struct tokenizer **tokenizer, struct failure *failure)
{
    void *memory = NULL;
    if (array_zeroed(&memory, 1, sizeof(struct tokenizer), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct tokenizer *const made = memory;
    if (character_table_open(&made->table, failure) != STATUS_OK) {
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
    free(tokenizer->sentences);
    if (tokenizer->word_breaks != NULL) {
        ubrk_close(tokenizer->word_breaks);
    }
    character_table_close(tokenizer->table);
    free(tokenizer);
}

void tokenizer_skip_sentences(struct tokenizer *tokenizer)
{
    tokenizer->skips_sentences = true;
}

void tokenizer_begin(struct tokenizer *tokenizer)
{
    tokenizer->starts = WORD_STARTS_LINE | WORD_STARTS_SEGMENT;
}

/* The bytes from `start` to `end` as UTF-16. */
static enum status to_units(struct tokenizer *tokenizer, struct span utf8, size_t start, size_t end,
                            struct failure *failure)
{
    if (array_reserve((void **)&tokenizer->units, &tokenizer->unit_capacity, end - start + 1, sizeof(UChar), failure) !=
            STATUS_OK ||
        array_reserve((void **)&tokenizer->bytes_before, &tokenizer->byte_capacity, end - start + 1, sizeof(uint32_t),
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    size_t count = 0;
    for (size_t place = start; place < end;) {
        const struct utf8_character character = utf8_character_at((const unsigned char *)utf8.bytes, end, place);
        tokenizer->bytes_before[count] = (uint32_t)place;
        if (U_IS_BMP(character.code_point)) {
            tokenizer->units[count++] = (UChar)character.code_point;
        } else {
            tokenizer->units[count++] = U16_LEAD(character.code_point);
            tokenizer->bytes_before[count] = (uint32_t)place;
            tokenizer->units[count++] = U16_TRAIL(character.code_point);
        }
        place += character.length;
    }
    tokenizer->bytes_before[count] = (uint32_t)end;
    tokenizer->unit_count = count;
    return STATUS_OK;
}

static void end_line(struct tokenizer *tokenizer)
{
    tokenizer->starts = WORD_STARTS_LINE | WORD_STARTS_SEGMENT;
}

/* Keeps the start of the sentence behind the sign at `place`, if it ends one. */
static enum status end_sentence(struct tokenizer *tokenizer, struct span utf8, size_t place, struct failure *failure)
{
    if (tokenizer->skips_sentences) {
        return STATUS_OK;
    }
    const size_t start = sentence_break_at(tokenizer->table, (const unsigned char *)utf8.bytes, utf8.length, place);
    if (start == SENTENCE_GOES_ON) {
        return STATUS_OK;
    }
    if (tokenizer->next_sentence == tokenizer->sentence_count) {
        tokenizer->next_sentence = 0;
        tokenizer->sentence_count = 0;
    }
    if (array_reserve((void **)&tokenizer->sentences, &tokenizer->sentence_capacity, tokenizer->sentence_count + 1,
                      sizeof *tokenizer->sentences, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    tokenizer->sentences[tokenizer->sentence_count++] = (uint32_t)start;
    return STATUS_OK;
}

/* Passes the starts of sentences that stand before `end`. */
static void start_sentences(struct tokenizer *tokenizer, size_t start, size_t end)
{
    while (tokenizer->next_sentence < tokenizer->sentence_count &&
           tokenizer->sentences[tokenizer->next_sentence] < end) {
        if (tokenizer->sentences[tokenizer->next_sentence] <= start) {
            tokenizer->starts |= WORD_STARTS_SEGMENT;
        }
        tokenizer->next_sentence++;
    }
}

static inline enum status add_word(struct tokenizer *tokenizer, const struct text *block, size_t start, size_t end,
                                   enum script script, bool is_numeric, struct failure *failure)
{
    if (tokenizer->word_count == tokenizer->word_capacity &&
        array_reserve((void **)&tokenizer->words, &tokenizer->word_capacity, tokenizer->word_count + 1,
                      sizeof(struct word), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (tokenizer->next_sentence < tokenizer->sentence_count) {
        start_sentences(tokenizer, start, end);
    }
    tokenizer->words[tokenizer->word_count++] =
        (struct word){.surface = {block->utf8.bytes + start, end - start},
                      .start = block->offset + start,
                      .end = block->offset + end,
                      .script = script,
                      .field = FIELD_BODY,
                      .flags = tokenizer->starts | (is_numeric ? WORD_NUMERIC : 0U)};
    tokenizer->starts = 0;
    return STATUS_OK;
}

/* The parts of one word of UAX #29, as units. */
static enum status add_parts(struct tokenizer *tokenizer, const struct text *block, size_t start, size_t end,
                             struct failure *failure)
{
    struct word_part part;
    size_t position = 0;
    while (word_split_next(tokenizer->table, tokenizer->units + start, end - start, &position, &part)) {
        if (add_word(tokenizer, block, tokenizer->bytes_before[start + part.start],
                     tokenizer->bytes_before[start + part.end], part.script, part.numeric, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* Notes the ends of sentences and lines between two bytes of the block that one of the slower ways is about to take. */
static enum status note_ends(struct tokenizer *tokenizer, struct span utf8, size_t start, size_t end, bool *ends_line,
                             struct failure *failure)
{
    *ends_line = false;
    for (size_t place = start; place < end;) {
        const struct utf8_character character = utf8_character_at((const unsigned char *)utf8.bytes, end, place);
        const struct character_entry entry = character_table_entry(tokenizer->table, character.code_point);
        *ends_line = *ends_line || entry.plain == PLAIN_LINE;
        if (entry.ends_sentence && end_sentence(tokenizer, utf8, place, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        place += character.length;
    }
    return STATUS_OK;
}

/* Where a word ends for certain behind `start`: before a space, behind a line feed, at the end. */
static size_t certain_boundary(struct span utf8, size_t start)
{
    for (size_t place = start; place < utf8.length; place++) {
        if (utf8.bytes[place] == '\n') {
            return place + 1;
        }
        if (utf8.bytes[place] == ' ' && place > start) {
            return place;
        }
    }
    return utf8.length;
}

/* Has ICU break the text from `start` on, up to `*end`. */
static enum status ask_icu(struct tokenizer *tokenizer, const struct text *block, size_t start, size_t *end,
                           struct failure *failure)
{
    UErrorCode code = U_ZERO_ERROR;
    bool ends_line = false;
    *end = certain_boundary(block->utf8, start);
    if (open_iterator(tokenizer, failure) != STATUS_OK ||
        note_ends(tokenizer, block->utf8, start, *end, &ends_line, failure) != STATUS_OK ||
        to_units(tokenizer, block->utf8, start, *end, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    ubrk_setText(tokenizer->word_breaks, tokenizer->units, (int32_t)tokenizer->unit_count, &code);
    if (U_FAILURE(code)) {
        return icu_failed(code, failure);
    }
    int32_t from = ubrk_first(tokenizer->word_breaks);
    for (int32_t to = ubrk_next(tokenizer->word_breaks); to != UBRK_DONE; to = ubrk_next(tokenizer->word_breaks)) {
        /* ICU's status is that of the last rule: a word with a ZWJ and an emoji glued to it is "none" (WB3c). */
        const bool may_hold_words = to - from > 1 || ubrk_getRuleStatus(tokenizer->word_breaks) >= UBRK_WORD_NONE_LIMIT;
        if (may_hold_words && add_parts(tokenizer, block, (size_t)from, (size_t)to, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        if (character_table_entry(tokenizer->table, tokenizer->units[from]).plain == PLAIN_LINE) {
            end_line(tokenizer);
        }
        from = to;
    }
    return STATUS_OK;
}

/* One word, or what is none, by all the rules. */
static enum status add_by_rules(struct tokenizer *tokenizer, const struct text *block, size_t start, size_t *end,
                                struct failure *failure)
{
    bool ends_line = false;
    *end = word_break_next(tokenizer->table, (const unsigned char *)block->utf8.bytes, block->utf8.length, start);
    if (*end == WORD_BREAK_ASK) {
        return ask_icu(tokenizer, block, start, end, failure);
    }
    if (note_ends(tokenizer, block->utf8, start, *end, &ends_line, failure) != STATUS_OK ||
        to_units(tokenizer, block->utf8, start, *end, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const size_t before = tokenizer->word_count;
    if (add_parts(tokenizer, block, 0, tokenizer->unit_count, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (ends_line && tokenizer->word_count == before) {
        end_line(tokenizer);
    }
    return STATUS_OK;
}

/* A character of the block by the table, and where the next one starts. */
struct step {
    struct character_entry entry;
    size_t next;
};

static inline struct step step_at(struct tokenizer *tokenizer, struct span utf8, size_t place)
{
    const struct utf8_character character = utf8_character_at((const unsigned char *)utf8.bytes, utf8.length, place);
    return (struct step){character_table_entry(tokenizer->table, character.code_point), place + character.length};
}

/* Behind the letters of one script, or the digits, that start at `start`; *is_plain if a word ends there for certain.
 */
static size_t pass_plain_word(struct tokenizer *tokenizer, struct span utf8, struct step first, bool *is_plain)
{
    const bool is_number = first.entry.plain == PLAIN_DIGIT;
    const enum script script = is_number ? SCRIPT_NONE : (enum script)first.entry.script;
    const unsigned char *const text = (const unsigned char *)utf8.bytes;
    size_t place = letter_run_end(text, utf8.length, first.next, script);
    *is_plain = true;
    while (place < utf8.length && text[place] != ' ') {
        const struct step step = step_at(tokenizer, utf8, place);
        switch ((enum plain_kind)step.entry.plain) {
        case PLAIN_LETTER:
            if (is_number || step.entry.script != first.entry.script) {
                *is_plain = false;
                return place;
            }
            break;
        case PLAIN_FOLLOWS:
            if (is_number) {
                *is_plain = false;
                return place;
            }
            break;
        case PLAIN_DIGIT:
            if (!is_number) {
                *is_plain = false;
                return place;
            }
            break;
        case PLAIN_GAP:
        case PLAIN_LINE:
            return place;
        case PLAIN_MIDDLE:
            if (step.next < utf8.length) {
                const enum plain_kind behind = (enum plain_kind)step_at(tokenizer, utf8, step.next).entry.plain;
                *is_plain = behind == PLAIN_GAP || behind == PLAIN_LINE || behind == PLAIN_MIDDLE;
            }
            return place;
        default:
            *is_plain = false;
            return place;
        }
        place = letter_run_end(text, utf8.length, step.next, script);
    }
    return place;
}

static enum status add_words(struct tokenizer *tokenizer, const struct text *block, struct failure *failure)
{
    const struct span utf8 = block->utf8;
    for (size_t place = 0; place < utf8.length;) {
        if (utf8.bytes[place] == ' ') { /* the most frequent gap */
            place++;
            continue;
        }
        const struct step step = step_at(tokenizer, utf8, place);
        bool is_plain = true;
        switch ((enum plain_kind)step.entry.plain) {
        case PLAIN_GAP:
        case PLAIN_MIDDLE:
            if (step.entry.ends_sentence && end_sentence(tokenizer, utf8, place, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            place = step.next;
            break;
        case PLAIN_LINE:
            end_line(tokenizer);
            place = step.next;
            break;
        case PLAIN_LETTER:
        case PLAIN_DIGIT: {
            const size_t end = pass_plain_word(tokenizer, utf8, step, &is_plain);
            if (is_plain) {
                if (add_word(tokenizer, block, place, end, (enum script)step.entry.script,
                             step.entry.plain == PLAIN_DIGIT, failure) != STATUS_OK) {
                    return STATUS_FAILED;
                }
                place = end;
                break;
            }
            if (add_by_rules(tokenizer, block, place, &place, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
            break;
        }
        default:
            if (add_by_rules(tokenizer, block, place, &place, failure) != STATUS_OK) {
                return STATUS_FAILED;
            }
        }
    }
    return STATUS_OK;
}

enum status tokenizer_words(struct tokenizer *tokenizer, const struct text *block, struct words *words,
                            struct failure *failure)
{
    tokenizer->word_count = 0;
    tokenizer->sentence_count = 0;
    tokenizer->next_sentence = 0;
    if (block->utf8.length >= INT32_MAX) {
        return failure_set(failure, FAILURE_INTERNAL, "a block of %zu bytes is too long to be broken into words",
                           block->utf8.length);
    }
    if (block->utf8.length > 0 && !tokenizer->skips_sentences) {
        tokenizer->starts |= WORD_STARTS_SEGMENT;
    }
    if (add_words(tokenizer, block, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *words = (struct words){tokenizer->words, tokenizer->word_count, *block};
    return STATUS_OK;
}
