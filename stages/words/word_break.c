/*
 * word_break.c - UAX #29, rules WB3 to WB999 (Unicode 15.0), as one walk from a boundary to the next.
 *
 * From a boundary on, rules look at what is between it and the place in question alone: to tell WB6 (letter, sign,
 * letter) from WB999 one character that is no mark is read ahead. WB15 and WB16 count regional indicators from the
 * boundary, since before it their number is even.
 */
#include "word_break.h"

struct walk {
    struct character_table *table;
    const unsigned char *text;
    size_t length;
    size_t at;             /* the next character to be taken */
    bool after_joiner;     /* the last one taken is a ZWJ */
    enum word_class class; /* of the next character; BREAK_LINE at the end, which ends as much */
    size_t next;           /* behind it */
    bool is_foreign;       /* a word may go on with a character that ICU decides on */
};

static void look(struct walk *walk)
{
    if (walk->at >= walk->length) {
        walk->class = BREAK_LINE;
        return;
    }
    const struct utf8_character character = utf8_character_at(walk->text, walk->length, walk->at);
    walk->class = (enum word_class)character_table_entry(walk->table, character.code_point).word;
    walk->next = walk->at + character.length;
}

static void take(struct walk *walk)
{
    walk->after_joiner = walk->class == BREAK_JOINER;
    walk->at = walk->next;
    look(walk);
}

/* WB4. */
static void pass_marks(struct walk *walk)
{
    while (walk->class == BREAK_EXTEND || walk->class == BREAK_JOINER) {
        take(walk);
    }
    walk->is_foreign = walk->is_foreign || walk->class == BREAK_FOREIGN_EXTEND;
}

static bool is_letter(enum word_class class)
{
    return class == BREAK_LETTER || class == BREAK_HEBREW_LETTER;
}

/* Takes the sign before which the walk stands and what follows it, if that is a letter (or digit) again. */
static bool take_over(struct walk *walk, bool (*goes_on)(enum word_class))
{
    struct walk ahead = *walk;
    take(&ahead);
    pass_marks(&ahead);
    if (!goes_on(ahead.class)) {
        walk->is_foreign = ahead.is_foreign || ahead.class == BREAK_FOREIGN;
        return false;
    }
    *walk = ahead;
    return true;
}

static bool is_hebrew(enum word_class class)
{
    return class == BREAK_HEBREW_LETTER;
}

static bool is_numeric(enum word_class class)
{
    return class == BREAK_NUMERIC;
}

/* WB6, WB7, WB7a to c: behind a letter. True if the word goes on. */
static bool passes_sign_of_letters(struct walk *walk, enum word_class last)
{
    switch (walk->class) {
    case BREAK_MID_LETTER:
    case BREAK_MID_NUMBER_LETTER:
        return take_over(walk, is_letter);
    case BREAK_SINGLE_QUOTE:
        if (take_over(walk, is_letter)) {
            return true;
        }
        if (last == BREAK_HEBREW_LETTER) {
            take(walk);
            pass_marks(walk);
        }
        return false;
    case BREAK_DOUBLE_QUOTE:
        return last == BREAK_HEBREW_LETTER && take_over(walk, is_hebrew);
    default:
        return false;
    }
}

/* WB11, WB12. */
static bool passes_sign_of_numbers(struct walk *walk)
{
    switch (walk->class) {
    case BREAK_MID_NUMBER:
    case BREAK_MID_NUMBER_LETTER:
    case BREAK_SINGLE_QUOTE:
        return take_over(walk, is_numeric);
    default:
        return false;
    }
}

/* WB5 to WB13b: a run of letters, digits and connectors, from its first one on. */
static void take_run(struct walk *walk)
{
    for (;;) {
        const enum word_class last = walk->class;
        if (!is_letter(last) && last != BREAK_NUMERIC && last != BREAK_CONNECTOR) {
            return;
        }
        take(walk);
        pass_marks(walk);
        const bool may_go_on = is_letter(walk->class) || walk->class == BREAK_NUMERIC || walk->class == BREAK_CONNECTOR;
        if (!may_go_on && !(is_letter(last) && passes_sign_of_letters(walk, last)) &&
            !(last == BREAK_NUMERIC && passes_sign_of_numbers(walk))) {
            walk->is_foreign = walk->is_foreign || walk->class == BREAK_FOREIGN;
            return;
        }
    }
}

size_t word_break_next(struct character_table *table, const unsigned char *text, size_t length, size_t start)
{
    struct walk walk = {.table = table, .text = text, .length = length, .at = start};
    look(&walk);
    const enum word_class first = walk.class;
    switch (first) {
    case BREAK_FOREIGN:
    case BREAK_FOREIGN_EXTEND:
        return WORD_BREAK_ASK;
    case BREAK_LINE: {
        const bool is_return = text[start] == '\r';
        take(&walk);
        return is_return && walk.at < length && text[walk.at] == '\n' ? walk.at + 1 : walk.at;
    }
    case BREAK_SPACE: /* WB3d */
        take(&walk);
        while (walk.class == BREAK_SPACE) {
            take(&walk);
        }
        break;
    case BREAK_REGIONAL_INDICATOR: /* WB15 */
        take(&walk);
        pass_marks(&walk);
        if (walk.class == BREAK_REGIONAL_INDICATOR) {
            take(&walk);
        }
        break;
    case BREAK_LETTER:
    case BREAK_HEBREW_LETTER:
    case BREAK_NUMERIC:
    case BREAK_CONNECTOR:
        take_run(&walk);
        break;
    default:
        take(&walk);
        break;
    }
    pass_marks(&walk);
    while (walk.after_joiner && walk.class == BREAK_PICTOGRAPH) { /* WB3c */
        take(&walk);
        pass_marks(&walk);
    }
    walk.is_foreign = walk.is_foreign || (walk.after_joiner && walk.class == BREAK_FOREIGN);
    return walk.is_foreign ? WORD_BREAK_ASK : walk.at;
}
