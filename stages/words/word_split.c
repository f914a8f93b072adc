/*
 * word_split.c - where UAX #29 keeps together what a reader takes for several words.
 *
 * UAX #29 leaves "1918" and the Arabic word glued to it one word, and breaks neither at a full stop between letters nor
 * at ZWNJ. In texts taken from PDF files these are errors of the press, not words. So, inside a word of UAX #29, a part
 * ends
 *   - between letter and digit; tatweel and combining marks go with what they follow;
 *   - between letters of two scripts; Han and Kana are one here, since Japanese words mix them;
 *   - at full stops between letters, unless all parts are single letters of one script: an abbreviation stays whole;
 *   - at ZWNJ, with which Persian joins affixes; not behind a virama, where it only shapes a letter of Brahmic scripts;
 *   - at underscores and colons, and in numbers at separators that no number has (semicolon, Arabic comma, date
 * separator). Apostrophes and middle dots stay. A number keeps its separators if they can be such: one of them, or
 * groups of three digits, of two or three with commas (Indian), and behind them one other separator; but two groups of
 * four digits are two years. Everything else, as 14.2.1950, gives its groups.
 */
#include "word_split.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "character_table.h"

enum { VIRAMA_COMBINING_CLASS = 9 };

/* No abbreviation has more letters and no number more groups; looking on without end would cost quadratic time on
 * hostile text. */
enum { PART_LIMIT = 16 };

/* A character of the word, and where the next one begins. */
struct character {
    enum character_class class;
    enum script script;
    UChar32 code_point;
    size_t next;
};

static struct character character_at(struct character_table *table, const UChar *units, size_t length, size_t position)
{
    UChar32 code_point = units[position];
    size_t next = position + 1;
    if (U16_IS_LEAD(units[position]) && next < length && U16_IS_TRAIL(units[next])) {
        code_point = U16_GET_SUPPLEMENTARY(units[position], units[next]);
        next++;
    }
    const struct character_entry entry = character_table_entry(table, code_point);
    return (struct character){(enum character_class)entry.class, (enum script)entry.script, code_point, next};
}

static bool scripts_mix(enum script a, enum script b)
{
    const bool japanese = (a == SCRIPT_HAN || a == SCRIPT_KANA) && (b == SCRIPT_HAN || b == SCRIPT_KANA);
    return a != b && a != SCRIPT_NONE && b != SCRIPT_NONE && !japanese;
}

/* Does an abbreviation start here: single letters of one script with a full stop between each two? */
static bool is_abbreviation(struct character_table *table, const UChar *units, size_t length, size_t start)
{
    enum script script = SCRIPT_NONE;
    size_t letters = 0; /* since the last full stop */
    size_t stops = 0;
    for (size_t position = start; position < length;) {
        const struct character character = character_at(table, units, length, position);
        if (character.class == CLASS_LETTER) {
            if (++letters > 1 || scripts_mix(script, character.script)) {
                return false;
            }
            script = script == SCRIPT_NONE ? character.script : script;
        } else if (character.class == CLASS_STOP) {
            letters = 0;
            if (++stops == PART_LIMIT) {
                return false;
            }
        } else if (character.class != CLASS_MARK && character.class != CLASS_FORMAT) {
            return character.class != CLASS_TATWEEL && character.class != CLASS_JOIN;
        }
        position = character.next;
    }
    return true;
}

/* Letters from `start` on; *has_letter stays false for a run of tatweel. Returns where to go on. */
static size_t take_letters(struct character_table *table, const UChar *units, size_t length, size_t start,
                           struct word_part *part, bool *has_letter)
{
    *part = (struct word_part){start, start, SCRIPT_NONE, false};
    *has_letter = false;
    bool after_virama = false;
    for (size_t position = start; position < length;) {
        const struct character character = character_at(table, units, length, position);
        switch (character.class) {
        case CLASS_LETTER:
            if (scripts_mix(part->script, character.script)) {
                return position;
            }
            part->script = part->script == SCRIPT_NONE ? character.script : part->script;
            *has_letter = true;
            part->end = character.next;
            break;
        case CLASS_TATWEEL:
        case CLASS_MARK:
            part->end = character.next;
            break;
        case CLASS_FORMAT:
        case CLASS_JOIN:
            break;
        case CLASS_STOP:
            if (!is_abbreviation(table, units, length, start)) {
                return character.next;
            }
            break;
        case CLASS_NON_JOINER:
            if (!after_virama) {
                return character.next;
            }
            break;
        default:
            return position;
        }
        after_virama =
            character.class == CLASS_MARK && u_getCombiningClass(character.code_point) == VIRAMA_COMBINING_CLASS;
        position = character.next;
    }
    return length;
}

/* The groups of digits of a number, as they are read. */
struct groups {
    size_t count, digits; /* digits: of the group that is being read */
    size_t first_digits;
    UChar32 separator, last_separator;
    bool regular; /* groups so far are of two or three digits as a number has them */
    bool years;   /* two groups of four digits side by side */
    size_t previous_digits;
};

static bool is_regular_group(const struct groups *groups)
{
    return groups->digits == 3 || (groups->digits == 2 && groups->separator == ',');
}

static void end_group(struct groups *groups)
{
    groups->years = groups->years || (groups->count > 0 && groups->digits == 4 && groups->previous_digits == 4);
    groups->first_digits = groups->count == 0 ? groups->digits : groups->first_digits;
    groups->count++;
    groups->previous_digits = groups->digits;
}

/* A separator was read after a group: what is before it must be regular, if another group comes. */
static void add_separator(struct groups *groups, UChar32 separator)
{
    end_group(groups);
    if (groups->count == 1) {
        groups->separator = separator;
    } else {
        groups->regular = groups->regular && is_regular_group(groups) && groups->last_separator == groups->separator;
    }
    groups->last_separator = separator;
    groups->digits = 0;
}

static bool is_one_number(struct groups *groups)
{
    end_group(groups);
    if (groups->count <= 2 || groups->count > PART_LIMIT) {
        return groups->count <= 2 && !groups->years;
    }
    const bool last_fits = groups->last_separator != groups->separator || groups->digits == 3;
    return groups->regular && groups->first_digits <= 3 && last_fits;
}

static bool separates_digits(enum character_class class)
{
    return class == CLASS_STOP || class == CLASS_COMMA || class == CLASS_JOIN || class == CLASS_NUMBER_SPACE;
}

/* A number from `start` on, or the first group of digits of what is none. Returns where to go on. */
static size_t take_number(struct character_table *table, const UChar *units, size_t length, size_t start,
                          struct word_part *part)
{
    /* Behind a separator: the groups before were no number together, so these are none either. */
    const bool is_group = start > 0 && separates_digits(character_at(table, units, length, start - 1).class);
    struct groups groups = {.regular = true};
    size_t first_end = start, end = start, position = start;
    UChar32 pending = 0;
    while (position < length && groups.count < PART_LIMIT) {
        const struct character character = character_at(table, units, length, position);
        if (character.class == CLASS_DIGIT) {
            if (pending != 0) {
                add_separator(&groups, pending);
                pending = 0;
            }
            groups.digits++;
            end = character.next;
        } else if (separates_digits(character.class) && pending == 0) {
            pending = character.code_point;
        } else if (character.class == CLASS_MARK && pending == 0) {
            end = character.next;
        } else if (character.class != CLASS_FORMAT) {
            break;
        }
        first_end = groups.count == 0 && pending == 0 ? end : first_end;
        position = character.next;
    }
    *part = (struct word_part){start, !is_group && is_one_number(&groups) ? end : first_end, SCRIPT_NONE, true};
    return part->end;
}

bool word_split_next(struct character_table *table, const UChar *units, size_t length, size_t *position,
                     struct word_part *part)
{
    while (*position < length) {
        const struct character character = character_at(table, units, length, *position);
        if (character.class == CLASS_DIGIT) {
            *position = take_number(table, units, length, *position, part);
            return true;
        }
        bool has_letter = false;
        if (character.class == CLASS_LETTER || character.class == CLASS_TATWEEL) {
            *position = take_letters(table, units, length, *position, part, &has_letter);
        } else {
            *position = character.next;
        }
        if (has_letter) {
            return true;
        }
    }
    return false;
}
