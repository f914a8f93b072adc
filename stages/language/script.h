/* script.h - which script a character belongs to (UAX #24), in the few kinds that mizan tells apart. */
#ifndef MIZAN_SCRIPT_H
#define MIZAN_SCRIPT_H

#include <stdint.h>

#include "record.h"

/* script_of for what is not among the few ranges that it answers itself. */
enum script script_of_rare(int32_t code_point);

/* The script of a code point; SCRIPT_NONE for Common and Inherited (digits, punctuation, combining marks), for
 * unassigned and for values above U+10FFFF. Thread-safe. Most of what is read (ASCII, the letters of Arabic but the
 * tatweel, of Russian) is answered without a call. */
static inline enum script script_of(int32_t code_point)
{
    if (code_point < 0x80) {
        const int32_t lower = code_point | 0x20;
        return lower >= 'a' && lower <= 'z' ? SCRIPT_LATIN : SCRIPT_NONE;
    }
    if (code_point >= 0x0620 && code_point <= 0x064A && code_point != 0x0640) {
        return SCRIPT_ARABIC;
    }
    return code_point >= 0x0410 && code_point <= 0x044F ? SCRIPT_CYRILLIC : script_of_rare(code_point);
}

/* "Latn", "Arab" ... (ISO 15924) for messages and files; "Zyyy" for SCRIPT_NONE, "Zzzz" for SCRIPT_OTHER. */
const char *script_code(enum script script);

/* True for scripts written without spaces between words: Han, Kana, Thai and its kin. */
bool script_needs_dictionary(enum script script);

#endif
