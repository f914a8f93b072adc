/*
 * character_table.c - ICU's properties, asked once for each character of the pages that a text uses.
 *
 * Filled page by page: all of the basic plane at once would cost 4 ms at every start, and most texts use four pages.
 * The classes of words are those of ICU's root rules (word.txt of ICU 72), which differ from UAX #29 in two points:
 * colons are no MidLetter, and the at sign is an ALetter. Scripts that ICU breaks by dictionary are BREAK_FOREIGN; so
 * are Katakana and Hangul, which ICU gives to the same code.
 */
#include "character_table.h"

#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "array.h"
#include "script.h"

_Static_assert(SCRIPT_COUNT <= 16, "a script must fit into four bits");

struct character_page {
    struct character_page *next;
    struct character_entry entries[CHARACTER_PAGE];
};

static const struct character_entry unknown_page[CHARACTER_PAGE]; /* PLAIN_UNKNOWN is 0 */

static enum character_class class_of_punctuation(UChar32 character)
{
    switch (character) {
    case 0x0640:
        return CLASS_TATWEEL;
    case 0x200C:
        return CLASS_NON_JOINER;
    case 0x202F:
        return CLASS_NUMBER_SPACE;
    case '.':
    case 0x2024:
    case 0xFE52:
    case 0xFF0E:
        return CLASS_STOP;
    case ',':
    case 0xFE50:
    case 0xFF0C:
        return CLASS_COMMA;
    case '\'':
    case '"': /* UAX #29 leaves it between Hebrew letters only */
    case 0x00B7:
    case 0x0387:
    case 0x055F:
    case 0x05F4:
    case 0x066B:
    case 0x066C:
    case 0x2018:
    case 0x2019:
    case 0x2027:
    case 0xFF07:
        return CLASS_JOIN;
    default:
        return CLASS_OTHER;
    }
}

static enum character_class class_of(UChar32 character)
{
    const enum character_class punctuation = class_of_punctuation(character);
    if (punctuation != CLASS_OTHER) {
        return punctuation;
    }
    const int8_t category = u_charType(character);
    const bool is_voicing = character == 0xFF9E || character == 0xFF9F; /* letters by category, Extend by Word_Break */
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_COMBINING_SPACING_MARK ||
        is_voicing) {
        return CLASS_MARK;
    }
    if (category == U_DECIMAL_DIGIT_NUMBER) {
        return CLASS_DIGIT;
    }
    if (category == U_FORMAT_CHAR) {
        return CLASS_FORMAT;
    }
    return u_hasBinaryProperty(character, UCHAR_ALPHABETIC) ? CLASS_LETTER : CLASS_OTHER;
}

static enum word_class word_class_by_property(UChar32 character)
{
    UErrorCode code = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(character, &code);
    const int32_t value = u_getIntPropertyValue(character, UCHAR_WORD_BREAK);
    if (u_getIntPropertyValue(character, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT || script == USCRIPT_HAN ||
        script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_HANGUL) {
        return value == U_WB_EXTEND || value == U_WB_FORMAT ? BREAK_FOREIGN_EXTEND : BREAK_FOREIGN;
    }
    if (character == '@') {
        return BREAK_LETTER;
    }
    if (character == ':' || character == 0xFE55 || character == 0xFF1A) {
        return BREAK_OTHER;
    }
    switch ((UWordBreakValues)value) {
    case U_WB_OTHER:
        return u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC) ? BREAK_PICTOGRAPH : BREAK_OTHER;
    case U_WB_WSEGSPACE:
        return BREAK_SPACE;
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE:
        return BREAK_LINE;
    case U_WB_ALETTER:
        return BREAK_LETTER;
    case U_WB_HEBREW_LETTER:
        return BREAK_HEBREW_LETTER;
    case U_WB_NUMERIC:
        return BREAK_NUMERIC;
    case U_WB_MIDLETTER:
        return BREAK_MID_LETTER;
    case U_WB_MIDNUM:
        return BREAK_MID_NUMBER;
    case U_WB_MIDNUMLET:
        return BREAK_MID_NUMBER_LETTER;
    case U_WB_SINGLE_QUOTE:
        return BREAK_SINGLE_QUOTE;
    case U_WB_DOUBLE_QUOTE:
        return BREAK_DOUBLE_QUOTE;
    case U_WB_EXTENDNUMLET:
        return BREAK_CONNECTOR;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
        return BREAK_EXTEND;
    case U_WB_ZWJ:
        return BREAK_JOINER;
    case U_WB_REGIONAL_INDICATOR:
        return BREAK_REGIONAL_INDICATOR;
    default:
        return BREAK_FOREIGN;
    }
}

/*
 * A letter or digit of a class that makes no words: ICU's rules say whether it is one. A letter that is a pictograph
 * too (U+2139) is joined by WB3c to what stands before, which the walk does for pictographs alone.
 */
static enum word_class word_class_of(UChar32 character, enum character_class class)
{
    const enum word_class word = word_class_by_property(character);
    const bool makes_words = word == BREAK_LETTER || word == BREAK_HEBREW_LETTER || word == BREAK_NUMERIC;
    if ((class == CLASS_LETTER || class == CLASS_DIGIT) && !makes_words) {
        return word == BREAK_FOREIGN_EXTEND ? BREAK_FOREIGN_EXTEND : BREAK_FOREIGN;
    }
    return word == BREAK_LETTER && u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC) ? BREAK_FOREIGN : word;
}

static enum sentence_class sentence_class_of(UChar32 character)
{
    switch ((USentenceBreak)u_getIntPropertyValue(character, UCHAR_SENTENCE_BREAK)) {
    case U_SB_EXTEND:
    case U_SB_FORMAT:
        return SENTENCE_EXTEND;
    case U_SB_CR:
    case U_SB_LF:
    case U_SB_SEP:
        return SENTENCE_SEPARATOR;
    case U_SB_SP:
        return SENTENCE_SPACE;
    case U_SB_LOWER:
        return SENTENCE_LOWER;
    case U_SB_UPPER:
        return SENTENCE_UPPER;
    case U_SB_OLETTER:
        return SENTENCE_LETTER;
    case U_SB_NUMERIC:
        return SENTENCE_NUMERIC;
    case U_SB_ATERM:
        return SENTENCE_STOP;
    case U_SB_STERM:
        return SENTENCE_TERMINATOR;
    case U_SB_SCONTINUE:
        return SENTENCE_CONTINUE;
    case U_SB_CLOSE:
        return SENTENCE_CLOSE;
    default:
        return SENTENCE_OTHER;
    }
}

static enum plain_kind plain_kind_of(enum character_class class, enum script script, enum word_class word)
{
    switch (word) {
    case BREAK_LINE:
        return PLAIN_LINE;
    case BREAK_OTHER:
    case BREAK_SPACE:
    case BREAK_PICTOGRAPH:
        return class == CLASS_OTHER || class == CLASS_NUMBER_SPACE || class == CLASS_FORMAT ? PLAIN_GAP : PLAIN_NOT;
    case BREAK_LETTER:
    case BREAK_HEBREW_LETTER:
        return class == CLASS_TATWEEL                           ? PLAIN_FOLLOWS
               : class == CLASS_LETTER && script != SCRIPT_NONE ? PLAIN_LETTER
                                                                : PLAIN_NOT;
    case BREAK_EXTEND:
        return class == CLASS_MARK ? PLAIN_FOLLOWS : PLAIN_NOT;
    case BREAK_NUMERIC:
        return class == CLASS_DIGIT ? PLAIN_DIGIT : PLAIN_NOT;
    case BREAK_MID_LETTER:
    case BREAK_MID_NUMBER:
    case BREAK_MID_NUMBER_LETTER:
    case BREAK_SINGLE_QUOTE:
    case BREAK_DOUBLE_QUOTE:
        return PLAIN_MIDDLE;
    default:
        return PLAIN_NOT;
    }
}

static struct character_entry entry_of(UChar32 character)
{
    const enum character_class class = class_of(character);
    const enum script script = class == CLASS_LETTER ? script_of(character) : SCRIPT_NONE;
    const enum word_class word = word_class_of(character, class);
    const enum sentence_class sentence = sentence_class_of(character);
    return (struct character_entry){.class = class,
                                    .script = script,
                                    .plain = plain_kind_of(class, script, word),
                                    .sentence = sentence,
                                    .word = word,
                                    .ends_sentence = sentence == SENTENCE_STOP || sentence == SENTENCE_TERMINATOR};
}

static void fill(struct character_entry *entries, UChar32 first)
{
    for (UChar32 i = 0; i < CHARACTER_PAGE; i++) {
        entries[i] = entry_of(first + i);
    }
}

enum status character_table_open(struct character_table **table, struct failure *failure)
{
    void *memory = NULL;
    if (array_zeroed(&memory, 1, sizeof(struct character_table), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct character_table *const made = memory;
    for (size_t page = 0; page < sizeof made->pages / sizeof *made->pages; page++) {
        made->pages[page] = unknown_page;
    }
    fill(made->ascii, 0);
    made->pages[0] = made->ascii;
    *table = made;
    return STATUS_OK;
}

void character_table_close(struct character_table *table)
{
    if (table == NULL) {
        return;
    }
    for (struct character_page *page = table->made, *next = NULL; page != NULL; page = next) {
        next = page->next;
        free(page);
    }
    free(table);
}

struct character_entry character_table_look_up(struct character_table *table, int32_t code_point)
{
    struct character_page *const page =
        (uint32_t)code_point < CHARACTERS_BASIC ? malloc(sizeof(struct character_page)) : NULL;
    if (page == NULL) {
        return entry_of(code_point); /* without memory each time anew: slow, and the same */
    }
    fill(page->entries, code_point & ~(CHARACTER_PAGE - 1));
    page->next = table->made;
    table->made = page;
    table->pages[code_point >> CHARACTER_PAGE_BITS] = page->entries;
    return page->entries[code_point % CHARACTER_PAGE];
}
