/*
 * sentence_break.c - UAX #29, rules SB5 to SB11 (Unicode 15.0).
 *
 * A sentence ends behind a full stop and the like alone (or a line end), so the rules need to be asked at those signs
 * and nowhere else. SB8 may look far ahead, but never over another such sign: all of a text is read twice at most.
 */
#include "sentence_break.h"

struct walk {
    struct character_table *table;
    const unsigned char *text;
    size_t length, at;
    enum sentence_class class; /* of the character at `at`, marks behind it included; SENTENCE_SEPARATOR at the end */
    size_t next;
};

static enum sentence_class class_at(const struct walk *walk, size_t at, size_t *next)
{
    const struct utf8_character character = utf8_character_at(walk->text, walk->length, at);
    *next = at + character.length;
    return (enum sentence_class)character_table_entry(walk->table, character.code_point).sentence;
}

/* Stands before the character at `at`. SB5: marks go with what they follow, but not with a line end. */
static void stand(struct walk *walk, size_t at)
{
    walk->at = at;
    walk->class = SENTENCE_SEPARATOR;
    if (at >= walk->length) {
        return;
    }
    walk->class = class_at(walk, at, &walk->next);
    size_t next = 0;
    while (walk->class != SENTENCE_SEPARATOR && walk->next < walk->length &&
           class_at(walk, walk->next, &next) == SENTENCE_EXTEND) {
        walk->next = next;
    }
}

static void take(struct walk *walk)
{
    stand(walk, walk->next);
}

/* SB7: is there a cased letter right before `place`? */
static bool follows_cased_letter(const struct walk *walk, size_t place)
{
    while (place > 0) {
        size_t start = place - 1, next = 0;
        while (start > 0 && (walk->text[start] & 0xC0) == 0x80) {
            start--;
        }
        const enum sentence_class class = class_at(walk, start, &next);
        if (class != SENTENCE_EXTEND) {
            return class == SENTENCE_LOWER || class == SENTENCE_UPPER;
        }
        place = start;
    }
    return false;
}

/* SB8: the first letter, sign or line end from here on is a small letter. */
static bool small_letter_follows(struct walk walk)
{
    for (;;) {
        switch (walk.class) {
        case SENTENCE_LOWER:
            return true;
        case SENTENCE_UPPER:
        case SENTENCE_LETTER:
        case SENTENCE_SEPARATOR:
        case SENTENCE_STOP:
        case SENTENCE_TERMINATOR:
            return false;
        default:
            take(&walk);
        }
    }
}

size_t sentence_break_at(struct character_table *table, const unsigned char *text, size_t length, size_t place)
{
    struct walk walk = {.table = table, .text = text, .length = length};
    stand(&walk, place);
    const bool is_stop = walk.class == SENTENCE_STOP;
    take(&walk);
    if (is_stop && (walk.class == SENTENCE_NUMERIC || /* SB6 */
                    (walk.class == SENTENCE_UPPER && follows_cased_letter(&walk, place)))) {
        return SENTENCE_GOES_ON;
    }
    while (walk.class == SENTENCE_CLOSE) {
        take(&walk);
    }
    while (walk.class == SENTENCE_SPACE) {
        take(&walk);
    }
    if (walk.at < length && walk.class == SENTENCE_SEPARATOR) { /* SB10, SB11 */
        const bool is_pair = text[walk.at] == '\r' && walk.next < length && text[walk.next] == '\n';
        return is_pair ? walk.next + 1 : walk.next;
    }
    if (walk.class == SENTENCE_CONTINUE || walk.class == SENTENCE_STOP ||
        walk.class == SENTENCE_TERMINATOR || /* SB8a */
        (is_stop && small_letter_follows(walk))) {
        return SENTENCE_GOES_ON;
    }
    return walk.at;
}
