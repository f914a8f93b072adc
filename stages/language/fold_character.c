/*
 * fold_character.c - the changes that are mizan's own, and why.
 *
 * - Marks of Arabic and Hebrew: vowels and recitation signs that a writer may leave out. Hamza above ya and waw has
 * been composed with its letter before and stays.
 * - Tatweel only stretches a line.
 * - Alef, ya, ha, kaf: written with or without hamza and dots, or in the Persian or Urdu code; ta marbuta as ha, as
 *   Lucene does.
 * - Fe and qaf with three dots: v and g of Arabic loan words, mostly written without.
 * - Digits of every script to ASCII: NFKC leaves them.
 * - Cyrillic: io is mostly written ie; acute and grave show the stress in works of reference.
 * - The dot on an i that full case folding leaves of a capital dotted I outside of Turkish.
 * - Apostrophes: the typewriter's and the typesetter's.
 * - White space and controls: NFKC makes a space and a mark of U+FE70 or U+00B4, and spaces between the words of
 * U+FDFA.
 * - Private use: bullets of symbol fonts.
 */
#include "fold_character.h"

#include <unicode/uchar.h>

enum { DOTLESS_I = 0x0131, DOT_MARK = 0x0307, DIAERESIS_MARK = 0x0308, CYRILLIC_IE = 0x0435, TATWEEL = 0x0640 };

static bool is_between(int32_t c, int32_t first, int32_t last)
{
    return c >= first && c <= last;
}

static bool is_vowel_mark(int32_t c)
{
    return is_between(c, 0x064B, 0x065F) || c == 0x0670 || is_between(c, 0x0610, 0x061A) ||
           is_between(c, 0x06D6, 0x06ED) || is_between(c, 0x0898, 0x089F) || is_between(c, 0x08CA, 0x08FF) ||
           is_between(c, 0x0591, 0x05BD) || c == 0x05BF || c == 0x05C1 || c == 0x05C2 || c == 0x05C4 || c == 0x05C5 ||
           c == 0x05C7;
}

/* One character of whatever case to its folded letter; case is folded elsewhere. */
static int32_t fold_letter(int32_t c)
{
    switch (c) {
    case 0x0622: /* alef with madda, hamza above, hamza below, wasla */
    case 0x0623:
    case 0x0625:
    case 0x0671:
        return 0x0627;
    case 0x0649: /* alef maksura, Persian ya */
    case 0x06CC:
        return 0x064A;
    case 0x06A9: /* Persian kaf */
        return 0x0643;
    case 0x0629: /* ta marbuta; ha with ya above; Urdu ha, bare and with hamza */
    case 0x06C0:
    case 0x06C1:
    case 0x06C2:
        return 0x0647;
    case 0x06A4:
        return 0x0641;
    case 0x06A8:
        return 0x0642;
    case 0x0401:
    case 0x0451:
        return CYRILLIC_IE;
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x02BC:
        return '\'';
    case TATWEEL:
        return CHARACTER_DROPPED;
    default:
        return is_vowel_mark(c) ? CHARACTER_DROPPED : c;
    }
}

static int32_t lower_ascii(int32_t c)
{
    if (c <= ' ' || c == 0x7F) {
        return CHARACTER_DROPPED;
    }
    return is_between(c, 'A', 'Z') ? c + ('a' - 'A') : c;
}

/*
 * Lower case of the characters that neither NFKC nor case folding nor a neighbour of this kind changes in any other
 * way: ASCII, Latin-1 letters but sharp s, the Russian alphabet, Arabic letters with those marks that compose with
 * none, ideographs.
 */
static int32_t lower_simple(int32_t c)
{
    if (c < 0x80) {
        return lower_ascii(c);
    }
    if (is_between(c, 0x00C0, 0x00FF)) {
        return c == 0x00DF ? CHARACTER_DEPENDS : c <= 0x00DE && c != 0x00D7 ? c + 0x20 : c;
    }
    if (is_between(c, 0x0410, 0x042F)) {
        return c + 0x20;
    }
    if (c == 0x0401) {
        return 0x0451;
    }
    if (is_between(c, 0x0430, 0x044F) || c == 0x0451 || is_between(c, 0x0621, 0x063A) ||
        is_between(c, 0x0640, 0x0652) || is_between(c, 0x0660, 0x0669) || is_between(c, 0x0670, 0x0671) ||
        c == 0x067E || c == 0x0686 || c == 0x0698 || c == 0x06A9 || c == 0x06AF || c == 0x06CC ||
        is_between(c, 0x06F0, 0x06F9) || is_between(c, 0x4E00, 0x9FFF)) {
        return c;
    }
    return CHARACTER_DEPENDS;
}

int32_t character_fold_simple(int32_t code_point, bool turkic)
{
    if (turkic && code_point == 'I') {
        return DOTLESS_I;
    }
    const int32_t lower = lower_simple(code_point);
    if (lower < 0x80) {
        return lower;
    }
    if (is_between(lower, 0x0660, 0x0669) || is_between(lower, 0x06F0, 0x06F9)) {
        return '0' + (lower & 0xF);
    }
    return fold_letter(lower);
}

int32_t character_key_simple(int32_t code_point)
{
    const int32_t lower = lower_simple(code_point);
    return lower >= TATWEEL && (lower == TATWEEL || is_vowel_mark(lower)) ? CHARACTER_DROPPED : lower;
}

/* True for what is no part of any word: nothing to see, or nothing with a meaning that others know. */
static bool is_droppable(int32_t c)
{
    if (c < 0x80) {
        return c <= ' ' || c == 0x7F;
    }
    switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_PRIVATE_USE_CHAR:
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
        return true;
    default:
        return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
    }
}

int32_t character_fold(int32_t code_point, bool turkic)
{
    if (turkic && code_point == 'I') {
        return DOTLESS_I;
    }
    if (turkic && code_point == 0x0130) {
        return 'i';
    }
    if (is_droppable(code_point)) {
        return CHARACTER_DROPPED;
    }
    const int32_t digit = u_charDigitValue(code_point);
    return digit >= 0 ? '0' + digit : fold_letter(code_point);
}

int32_t character_key(int32_t code_point)
{
    if (code_point == TATWEEL || is_vowel_mark(code_point) || is_droppable(code_point)) {
        return CHARACTER_DROPPED;
    }
    return fold_letter(code_point) == '\'' ? '\'' : code_point;
}

bool character_drops_mark(int32_t last, int32_t mark)
{
    switch (mark) {
    case 0x0300:
    case 0x0301:
        return is_between(last, 0x0400, 0x052F);
    case DIAERESIS_MARK:
        return last == CYRILLIC_IE;
    case DOT_MARK:
        return last == 'i';
    default:
        return false;
    }
}
