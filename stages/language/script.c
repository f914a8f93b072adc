/*
 * script.c - the script of a code point.
 *
 * UAX #24's property "Script" as ICU has it, in the kinds of record.h. Decimal digits count as common whatever their
 * block: UAX #24 gives Thai and Extended Arabic-Indic digits a script, but a number belongs to no language. Letters
 * alone decide about the script of a word, so what is commonest is answered without ICU (script.h).
 */
#include "script.h"

#include <stddef.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { CODE_POINT_LAST = 0x10FFFF };

static enum script script_of_icu(UScriptCode code)
{
    switch (code) {
    case USCRIPT_LATIN:
        return SCRIPT_LATIN;
    case USCRIPT_ARABIC:
        return SCRIPT_ARABIC;
    case USCRIPT_CYRILLIC:
        return SCRIPT_CYRILLIC;
    case USCRIPT_GREEK:
        return SCRIPT_GREEK;
    case USCRIPT_HEBREW:
        return SCRIPT_HEBREW;
    case USCRIPT_DEVANAGARI:
        return SCRIPT_DEVANAGARI;
    case USCRIPT_ARMENIAN:
        return SCRIPT_ARMENIAN;
    case USCRIPT_TAMIL:
        return SCRIPT_TAMIL;
    case USCRIPT_HAN:
        return SCRIPT_HAN;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_KATAKANA_OR_HIRAGANA:
        return SCRIPT_KANA;
    case USCRIPT_HANGUL:
        return SCRIPT_HANGUL;
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
        return SCRIPT_THAI;
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_UNKNOWN:
    case USCRIPT_INVALID_CODE:
        return SCRIPT_NONE;
    default:
        return SCRIPT_OTHER;
    }
}

enum script script_of_rare(int32_t code_point)
{
    if (code_point < 0 || code_point > CODE_POINT_LAST) {
        return SCRIPT_NONE;
    }
    if (u_charDigitValue(code_point) >= 0) {
        return SCRIPT_NONE;
    }
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode code = uscript_getScript(code_point, &error);
    return U_SUCCESS(error) ? script_of_icu(code) : SCRIPT_NONE;
}

const char *script_code(enum script script)
{
    static const char *const codes[SCRIPT_COUNT] = {
        [SCRIPT_NONE] = "Zyyy",  [SCRIPT_LATIN] = "Latn",  [SCRIPT_ARABIC] = "Arab",     [SCRIPT_CYRILLIC] = "Cyrl",
        [SCRIPT_GREEK] = "Grek", [SCRIPT_HEBREW] = "Hebr", [SCRIPT_DEVANAGARI] = "Deva", [SCRIPT_ARMENIAN] = "Armn",
        [SCRIPT_TAMIL] = "Taml", [SCRIPT_HAN] = "Hani",    [SCRIPT_KANA] = "Hrkt",       [SCRIPT_HANGUL] = "Hang",
        [SCRIPT_THAI] = "Thai",  [SCRIPT_OTHER] = "Zzzz",
    };
    return (unsigned)script < SCRIPT_COUNT ? codes[script] : "Zzzz";
}

bool script_needs_dictionary(enum script script)
{
    return script == SCRIPT_HAN || script == SCRIPT_KANA || script == SCRIPT_THAI;
}
