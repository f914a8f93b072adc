/*
 * character_table.h - what a character is to words and sentences: its properties by Unicode, and what word_split.c
 * makes of it, in one look-up.
 */
#ifndef MIZAN_CHARACTER_TABLE_H
#define MIZAN_CHARACTER_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"
#include "record.h"

/* What a character does inside a word of UAX #29: word_split.c. */
enum character_class {
    CLASS_OTHER, /* ends a word */
    CLASS_LETTER,
    CLASS_TATWEEL,
    CLASS_DIGIT,
    CLASS_MARK,
    CLASS_FORMAT, /* invisible: inside a word kept, at its end left out */
    CLASS_STOP,
    CLASS_COMMA,
    CLASS_JOIN,         /* apostrophes, middle dots */
    CLASS_NUMBER_SPACE, /* narrow no-break space: inside numbers alone */
    CLASS_NON_JOINER
};

/* The property Word_Break (UAX #29, table 3), as ICU's root rules use it. */
enum word_class {
    BREAK_OTHER,
    BREAK_SPACE, /* WSegSpace */
    BREAK_LINE,  /* CR, LF, Newline */
    BREAK_LETTER,
    BREAK_HEBREW_LETTER,
    BREAK_NUMERIC,
    BREAK_MID_LETTER,
    BREAK_MID_NUMBER,
    BREAK_MID_NUMBER_LETTER, /* MidNumLet */
    BREAK_SINGLE_QUOTE,
    BREAK_DOUBLE_QUOTE,
    BREAK_CONNECTOR, /* ExtendNumLet */
    BREAK_EXTEND,    /* Extend, Format */
    BREAK_JOINER,    /* ZWJ */
    BREAK_PICTOGRAPH,
    BREAK_REGIONAL_INDICATOR,
    BREAK_FOREIGN,        /* dictionaries decide, or rules that are not here: ICU is asked */
    BREAK_FOREIGN_EXTEND, /* the same, of a mark */
};

/* The property Sentence_Break (UAX #29, table 4). */
enum sentence_class {
    SENTENCE_OTHER,
    SENTENCE_EXTEND,    /* Extend, Format */
    SENTENCE_SEPARATOR, /* CR, LF, Sep */
    SENTENCE_SPACE,
    SENTENCE_LOWER,
    SENTENCE_UPPER,
    SENTENCE_LETTER, /* OLetter */
    SENTENCE_NUMERIC,
    SENTENCE_STOP,       /* ATerm */
    SENTENCE_TERMINATOR, /* STerm */
    SENTENCE_CONTINUE,
    SENTENCE_CLOSE,
};

/* What the loop over plain text does with a character (tokenizer.c). */
enum plain_kind {
    PLAIN_UNKNOWN, /* its page of the table is not filled */
    PLAIN_LETTER,  /* a letter of a script, no more */
    PLAIN_FOLLOWS, /* a mark or tatweel: goes with the letter before it */
    PLAIN_DIGIT,
    PLAIN_GAP,    /* ends a word whatever follows, is in none */
    PLAIN_LINE,   /* the same, and ends a line */
    PLAIN_MIDDLE, /* may stand between two letters or digits */
    PLAIN_NOT,    /* needs all the rules */
};

struct character_entry {
    unsigned class : 4;     /* enum character_class */
    unsigned script : 4;    /* enum script; only letters have one */
    unsigned plain : 4;     /* enum plain_kind */
    unsigned sentence : 4;  /* enum sentence_class */
    unsigned word : 5;      /* enum word_class */
    bool ends_sentence : 1; /* SENTENCE_STOP, SENTENCE_TERMINATOR */
};

enum { CHARACTER_PAGE_BITS = 7, CHARACTER_PAGE = 1 << CHARACTER_PAGE_BITS, CHARACTERS_BASIC = 0x10000 };

/* Pages are filled when a character of theirs is first asked for: one table for each thread. */
struct character_table {
    const struct character_entry *pages[CHARACTERS_BASIC / CHARACTER_PAGE];
    struct character_entry ascii[CHARACTER_PAGE];
    struct character_page *made; /* newest first */
};

enum status character_table_open(struct character_table **table, struct failure *failure) MUST_CHECK;
void character_table_close(struct character_table *table);

/* For characters outside of the basic plane, and of pages that are not filled yet. */
struct character_entry character_table_look_up(struct character_table *table, int32_t code_point);

static inline struct character_entry character_table_entry(struct character_table *table, int32_t code_point)
{
    if ((uint32_t)code_point < CHARACTERS_BASIC) {
        const struct character_entry entry =
            table->pages[(uint32_t)code_point >> CHARACTER_PAGE_BITS][(uint32_t)code_point % CHARACTER_PAGE];
        if (entry.plain != PLAIN_UNKNOWN) {
            return entry;
        }
    }
    return character_table_look_up(table, code_point);
}

/* A character of valid UTF-8. */
struct utf8_character {
    int32_t code_point;
    uint32_t length;
};

/* The character that starts at text[at], at < length. Bytes that are no UTF-8 are U+FFFD, one by one. */
static inline struct utf8_character utf8_character_at(const unsigned char *text, size_t length, size_t at)
{
    const unsigned char lead = text[at];
    if (lead < 0x80) {
        return (struct utf8_character){lead, 1};
    }
    if (lead >= 0xC2 && lead < 0xE0 && at + 1 < length) {
        return (struct utf8_character){(lead & 0x1F) << 6 | (text[at + 1] & 0x3F), 2};
    }
    if (lead >= 0xE0 && lead < 0xF0 && at + 2 < length) {
        return (struct utf8_character){(lead & 0x0F) << 12 | (text[at + 1] & 0x3F) << 6 | (text[at + 2] & 0x3F), 3};
    }
    if (lead >= 0xF0 && lead < 0xF5 && at + 3 < length) {
        return (struct utf8_character){
            (lead & 0x07) << 18 | (text[at + 1] & 0x3F) << 12 | (text[at + 2] & 0x3F) << 6 | (text[at + 3] & 0x3F), 4};
    }
    return (struct utf8_character){0xFFFD, 1};
}

#endif
