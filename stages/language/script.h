/* script.h - which script a character belongs to (UAX #24), in the few kinds that mizan tells apart. */
#ifndef MIZAN_SCRIPT_H
#define MIZAN_SCRIPT_H

#include <stdint.h>

#include "record.h"

/* The script of a code point; SCRIPT_NONE for Common and Inherited (digits, punctuation, combining marks), for
 * unassigned and for values above U+10FFFF. Thread-safe. */
enum script script_of(int32_t code_point);

/* "Latn", "Arab" ... (ISO 15924) for messages and files; "Zyyy" for SCRIPT_NONE, "Zzzz" for SCRIPT_OTHER. */
const char *script_code(enum script script);

/* True for scripts written without spaces between words: Han, Kana, Thai and its kin. */
bool script_needs_dictionary(enum script script);

#endif
