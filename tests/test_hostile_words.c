/*
 * test_hostile_words.c - the tokenizer and its tables against ICU, on random text; see icu_words.h and hostile_text.h.
 *
 * MIZAN_HOSTILE_STRINGS sets how many (tests/slow: ten million).
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hostile_text.h"
#include "icu_words.h"
#include "tokenizer.h"
#include "word_break.h"

enum { STRINGS = 20000, SHOWN_BYTES = 8 * HOSTILE_BYTES_MOST };

static const char *code_points(const char *text, size_t length)
{
    static char shown[SHOWN_BYTES];
    size_t written = 0;
    shown[0] = '\0';
    for (size_t at = 0; at < length;) {
        const struct utf8_character character = utf8_character_at((const unsigned char *)text, length, at);
        written += (size_t)snprintf(shown + written, sizeof shown - written, " %04X", (unsigned)character.code_point);
        at += character.length;
    }
    return shown;
}

/* Boundaries by word_break_next, as far as it knows. */
static bool same_boundaries(struct icu_words *icu, const char *text, size_t length)
{
    for (size_t start = 0; start < length;) {
        const size_t end = word_break_next(icu->table, (const unsigned char *)text, length, start);
        if (end == WORD_BREAK_ASK) {
            return true;
        }
        for (size_t at = start + 1; at < end; at++) {
            if (icu->is_boundary[at]) {
                return false;
            }
        }
        if (!icu->is_boundary[end]) {
            return false;
        }
        start = end;
    }
    return true;
}

static bool same_words(struct icu_words *icu, struct tokenizer *tokenizer, const char *text, size_t length)
{
    struct failure failure = {0};
    struct words words;
    tokenizer_begin(tokenizer);
    cr_assert_eq(tokenizer_words(tokenizer, &(struct text){{text, length}, 0}, &words, &failure), STATUS_OK, "%s",
                 failure.message);
    if (words.count != icu->found_count) {
        return false;
    }
    for (size_t i = 0; i < words.count; i++) {
        const struct word *const word = &words.items[i];
        const struct icu_word *const expected = &icu->found[i];
        if (word->start != expected->start || word->end != expected->end || word->script != expected->script ||
            word->flags != expected->flags) {
            return false;
        }
    }
    return true;
}

Test(hostile_words, boundaries_words_and_sentences_of_random_text_are_those_of_icu, .timeout = 36000)
{
    const char *const wanted = getenv("MIZAN_HOSTILE_STRINGS");
    const long strings = wanted == NULL ? STRINGS : atol(wanted);
    struct icu_words *const icu = icu_words_open();
    struct tokenizer *tokenizer = NULL;
    struct failure failure = {0};
    uint64_t state = 29;
    int wrong = 0;
    cr_assert_eq(tokenizer_open(&tokenizer, &failure), STATUS_OK);
    cr_assert_gt(strings, 0);
    for (long i = 0; i < strings && wrong < 10; i++) {
        char text[HOSTILE_BYTES_MOST];
        const size_t length = hostile_text(&state, text);
        icu_words_find(icu, text, length);
        const bool boundaries = same_boundaries(icu, text, length), words = same_words(icu, tokenizer, text, length);
        cr_expect(boundaries, "other word boundaries in%s", code_points(text, length));
        cr_expect(words, "other words or sentences in%s", code_points(text, length));
        wrong += !boundaries || !words;
    }
    tokenizer_close(tokenizer);
    icu_words_close(icu);
}

/* Each was found among ten million random ones: a mark that Unicode calls a letter, and a letter that is a pictograph.
 */
Test(hostile_words, a_voicing_mark_and_a_letter_behind_a_joiner_are_as_icu_has_them)
{
    static const char *const texts[] = {":)\uFF9E:\uFF9E\u0640", ";\u200D\u2139\u2027\u2139",
                                        "a \u200D\u2139b",       "\u200D\u2139\u066C\u2139\u0640",
                                        "\uFF9E\u3042",          "\uFF76\uFF9E a\uFF9E"};
    struct icu_words *const icu = icu_words_open();
    struct tokenizer *tokenizer = NULL;
    struct failure failure = {0};
    cr_assert_eq(tokenizer_open(&tokenizer, &failure), STATUS_OK);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const size_t length = strlen(texts[i]);
        icu_words_find(icu, texts[i], length);
        cr_expect(same_boundaries(icu, texts[i], length), "other word boundaries in%s", code_points(texts[i], length));
        cr_expect(same_words(icu, tokenizer, texts[i], length), "other words in%s", code_points(texts[i], length));
    }
    tokenizer_close(tokenizer);
    icu_words_close(icu);
}

Test(hostile_words, each_character_alone_and_between_letters_is_as_icu_has_it)
{
    struct icu_words *const icu = icu_words_open();
    struct tokenizer *tokenizer = NULL;
    struct failure failure = {0};
    int wrong = 0;
    cr_assert_eq(tokenizer_open(&tokenizer, &failure), STATUS_OK);
    for (UChar32 character = 0; character < 0x20000 && wrong < 10; character += character < 0x3400 ? 1 : 7) {
        char text[16];
        size_t length = 0;
        if ((character >= 0xD800 && character < 0xE000)) {
            continue;
        }
        U8_APPEND_UNSAFE((uint8_t *)text, length, (uint32_t)character);
        text[length++] = ' ';
        text[length++] = 'a';
        U8_APPEND_UNSAFE((uint8_t *)text, length, (uint32_t)character);
        text[length++] = 'b';
        icu_words_find(icu, text, length);
        const bool same = same_boundaries(icu, text, length) && same_words(icu, tokenizer, text, length);
        cr_expect(same, "U+%04X", (unsigned)character);
        wrong += !same;
    }
    tokenizer_close(tokenizer);
    icu_words_close(icu);
}
