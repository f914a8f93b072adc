/* date_number.h - numbers in words, and the tokens that dates are read from. */
#ifndef MIZAN_DATE_NUMBER_H
#define MIZAN_DATE_NUMBER_H

#include "date_words.h"

/* A word in a run of words that may hold a date; a Chinese word gives several. */
struct date_token {
    struct date_word word;
    size_t index; /* of the word in its run */
    uint64_t gap; /* bytes between it and the token before */
};

/* Tokens from the place where a date is looked for; `place` moves on as they are taken. */
struct date_tokens {
    const struct date_token *items;
    size_t count, place;
};

static inline enum date_kind date_tokens_kind(const struct date_tokens *tokens, size_t ahead)
{
    return tokens->place + ahead < tokens->count ? tokens->items[tokens->place + ahead].word.kind : DATE_WORD_NONE;
}

/* Takes the next token if it is of this kind. */
static inline bool date_tokens_take(struct date_tokens *tokens, enum date_kind kind)
{
    const bool takes = date_tokens_kind(tokens, 0) == kind;
    tokens->place += takes;
    return takes;
}

struct date_number {
    int value;
    bool is_ordinal;
};

/*
 * Takes the longest number in words, 1 to 9999: "twenty-first", "ثلاثة عشر", "السادس والعشرين", "ألف وتسعمئة وخمسة
 * وعشرين", "тысяча девятьсот двадцать пятого". False, and nothing taken, if there is none.
 */
bool date_number_take(struct date_tokens *tokens, struct date_number *number);

/* The same for a year of our era as it is spoken: also "nineteen twenty-five". 1000 to 2099. */
bool date_number_take_year(struct date_tokens *tokens, int *year);

#endif
