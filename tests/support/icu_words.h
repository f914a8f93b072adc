/*
 * icu_words.h - what the tokenizer is proved against: every word and sentence found by ICU's iterators alone, on
 * UTF-16, and cut by word_split.c. Slow and short; of tokenizer.c it shares the tables of word_split.c and nothing
 * else.
 */
#ifndef MIZAN_ICU_WORDS_H
#define MIZAN_ICU_WORDS_H

#include <stdint.h>
#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/utf8.h>

#include "character_table.h"
#include "record.h"
#include "word_split.h"

enum { ICU_WORDS_BYTES_MOST = 1 << 16 };

struct icu_word {
    uint32_t start, end; /* bytes */
    enum script script;
    unsigned flags;
};

struct icu_words {
    UBreakIterator *words, *sentences;
    struct character_table *table;
    UChar units[ICU_WORDS_BYTES_MOST + 1];
    uint32_t bytes[ICU_WORDS_BYTES_MOST + 1]; /* by unit */
    int32_t unit_count;
    bool is_boundary[ICU_WORDS_BYTES_MOST + 1]; /* of words, by byte */
    struct icu_word found[ICU_WORDS_BYTES_MOST];
    size_t found_count;
};

static inline struct icu_words *icu_words_open(void)
{
    struct icu_words *const icu = calloc(1, sizeof *icu);
    struct failure failure = {0};
    UErrorCode code = U_ZERO_ERROR;
    if (icu == NULL || character_table_open(&icu->table, &failure) != STATUS_OK) {
        abort();
    }
    icu->words = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    icu->sentences = ubrk_open(UBRK_SENTENCE, "", NULL, 0, &code);
    if (U_FAILURE(code)) {
        abort();
    }
    return icu;
}

static inline void icu_words_close(struct icu_words *icu)
{
    ubrk_close(icu->words);
    ubrk_close(icu->sentences);
    character_table_close(icu->table);
    free(icu);
}

static inline void icu_words_to_units(struct icu_words *icu, const uint8_t *text, int32_t length)
{
    int32_t count = 0;
    for (int32_t at = 0; at < length;) {
        const uint32_t start = (uint32_t)at;
        UChar32 character;
        U8_NEXT_OR_FFFD(text, at, length, character);
        icu->bytes[count] = start;
        if (U_IS_BMP(character)) {
            icu->units[count++] = (UChar)character;
        } else {
            icu->units[count++] = U16_LEAD(character);
            icu->bytes[count] = start;
            icu->units[count++] = U16_TRAIL(character);
        }
    }
    icu->bytes[count] = (uint32_t)length;
    icu->unit_count = count;
}

/* Finds the boundaries and words of a whole document of at most ICU_WORDS_BYTES_MOST bytes of UTF-8. */
static inline void icu_words_find(struct icu_words *icu, const char *text, size_t length)
{
    UErrorCode code = U_ZERO_ERROR;
    bool line_starts = true, segment_starts = true;
    icu->found_count = 0;
    memset(icu->is_boundary, 0, length + 1);
    icu_words_to_units(icu, (const uint8_t *)text, (int32_t)length);
    ubrk_setText(icu->words, icu->units, icu->unit_count, &code);
    ubrk_setText(icu->sentences, icu->units, icu->unit_count, &code);
    int32_t sentence = ubrk_first(icu->sentences), from = ubrk_first(icu->words);
    icu->is_boundary[0] = true;
    for (int32_t to = ubrk_next(icu->words); to != UBRK_DONE; to = ubrk_next(icu->words)) {
        const size_t before = icu->found_count;
        struct word_part part;
        size_t position = 0;
        icu->is_boundary[icu->bytes[to]] = true;
        const bool may_hold_words = to - from > 1 || ubrk_getRuleStatus(icu->words) >= UBRK_WORD_NONE_LIMIT;
        while (may_hold_words &&
               word_split_next(icu->table, icu->units + from, (size_t)(to - from), &position, &part)) {
            const int32_t start = from + (int32_t)part.start, end = from + (int32_t)part.end;
            for (; sentence != UBRK_DONE && sentence < end; sentence = ubrk_next(icu->sentences)) {
                segment_starts = segment_starts || sentence <= start;
            }
            icu->found[icu->found_count++] =
                (struct icu_word){icu->bytes[start], icu->bytes[end], part.script,
                                  (segment_starts ? WORD_STARTS_SEGMENT : 0U) | (line_starts ? WORD_STARTS_LINE : 0U) |
                                      (part.numeric ? WORD_NUMERIC : 0U)};
            line_starts = segment_starts = false;
        }
        for (int32_t i = from; i < to && icu->found_count == before; i++) {
            const UChar unit = icu->units[i];
            if ((unit >= 0x0A && unit <= 0x0D) || unit == 0x85 || unit == 0x2028 || unit == 0x2029) {
                line_starts = segment_starts = true;
            }
        }
        from = to;
    }
}

#endif
