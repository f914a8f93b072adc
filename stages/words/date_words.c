/*
 * date_words.c - the table of date_table.c, folded when mizan is built (word_list_compile.c), by language and form.
 *
 * Arabic writes "and", "in", "for" and the article as one with the next word, in this order; each is taken off until
 * the table knows the rest. Words of two letters keep theirs, but for "and": a door (باب) is not "in August".
 */
#include "date_words.h"

#include <stdlib.h>

#include "array.h"
#include "date_table.h"
#include "tables.h"
#include "word_map.h"
#include "word_table.h"

enum { LETTER_BYTES = 2, SHORT_BYTES = 2 * LETTER_BYTES, DIGITS_MOST = 4 };

struct date_words {
    const struct word_table *table; /* language and folded form -> row of date_table */
    const struct language *arabic;
};

enum status date_words_open(struct date_words **words, struct failure *failure)
{
    void *memory = NULL;
    if (array_zeroed(&memory, 1, sizeof **words, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *words = memory;
    **words = (struct date_words){(const struct word_table *)(const void *)table_dates, language_find(span_of("ar"))};
    return STATUS_OK;
}

void date_words_close(struct date_words *words)
{
    free(words);
}

static bool find_row(const struct date_words *words, const struct language *language, struct span form,
                     struct date_word *word)
{
    uint32_t row;
    if (!word_table_find(words->table, word_map_language(language), form, &row)) {
        return false;
    }
    const struct date_table_row *const found = &date_table[row];
    *word = (struct date_word){.kind = found->kind,
                               .value = found->value,
                               .needs_capital = (found->flags & DATE_CAPITAL) != 0,
                               .is_number_only = (found->flags & DATE_NUMBER_ONLY) != 0,
                               .is_inverted = language == words->arabic};
    return true;
}

/* Takes a letter off the front if it is there. */
static bool take_letter(struct span *form, const char *letter)
{
    if (form->length <= LETTER_BYTES || memcmp(form->bytes, letter, LETTER_BYTES) != 0) {
        return false;
    }
    *form = (struct span){form->bytes + LETTER_BYTES, form->length - LETTER_BYTES};
    return true;
}

/* The form without its article, "for the" (لل) included. */
static bool take_article(struct span *form)
{
    struct span rest = *form;
    if ((take_letter(&rest, "ا") || take_letter(&rest, "ل")) && take_letter(&rest, "ل")) {
        *form = rest;
        return true;
    }
    return false;
}

static bool find_without_article(const struct date_words *words, struct span form, struct date_word *word)
{
    return find_row(words, words->arabic, form, word) ||
           (take_article(&form) && find_row(words, words->arabic, form, word));
}

static bool find_arabic(const struct date_words *words, struct span form, struct date_word *word)
{
    struct span rest = form;
    if (find_without_article(words, form, word)) {
        return true;
    }
    const bool has_and = take_letter(&rest, "و") || take_letter(&rest, "ف");
    if (has_and && find_without_article(words, rest, word)) {
        word->has_and = memcmp(form.bytes, "و", LETTER_BYTES) == 0;
        return true;
    }
    if (!take_letter(&rest, "ب") && !take_letter(&rest, "ل") && !take_letter(&rest, "ك")) {
        return false;
    }
    return rest.length > SHORT_BYTES && find_without_article(words, rest, word);
}

/* Up to four ASCII digits, as folding leaves them. */
static bool find_digits(struct span folded, struct date_word *word)
{
    *word = (struct date_word){.kind = DATE_WORD_DIGITS, .digits = (unsigned)folded.length};
    for (size_t i = 0; i < folded.length; i++) {
        if (folded.bytes[i] < '0' || folded.bytes[i] > '9' || i >= DIGITS_MOST) {
            return false;
        }
        word->value = 10 * word->value + (folded.bytes[i] - '0');
    }
    return folded.length > 0;
}

/* Numbers and signs of Chinese dates alone, in a word of up to four of them. */
static bool is_han_number(struct span folded)
{
    static const char signs[] = "〇零一二三四五六七八九十百千元年月日";
    enum { SIGN_BYTES = 3, WORD_SIGNS_MOST = 4 };
    if (folded.length % SIGN_BYTES != 0 || folded.length > SIGN_BYTES * WORD_SIGNS_MOST) {
        return false;
    }
    for (size_t i = 0; i < folded.length; i += SIGN_BYTES) {
        bool found = false;
        for (size_t sign = 0; sign < sizeof signs - 1 && !found; sign += SIGN_BYTES) {
            found = memcmp(folded.bytes + i, signs + sign, SIGN_BYTES) == 0;
        }
        if (!found) {
            return false;
        }
    }
    return folded.length > 0;
}

struct date_word date_words_find(const struct date_words *words, const struct language *language, enum script script,
                                 struct span folded)
{
    struct date_word word = {0};
    if (find_digits(folded, &word)) {
        return word;
    }
    word = (struct date_word){0};
    if (script == SCRIPT_HAN) {
        if (!find_row(words, NULL, folded, &word) && is_han_number(folded)) {
            word.kind = DATE_WORD_HAN;
        }
    } else if (language != NULL && language == words->arabic && script == SCRIPT_ARABIC) {
        (void)find_arabic(words, folded, &word);
    } else if (language != NULL) {
        (void)find_row(words, language, folded, &word);
    }
    return word;
}
