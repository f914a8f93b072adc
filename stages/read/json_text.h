/*
 * json_text.h - the inside of a string of JSON: where it ends, and what its escapes stand for. A giant one, of a line
 * that lies in a file (spill.h; NULL: none), is gone through piece by piece and never held as a whole.
 */
#ifndef MIZAN_JSON_TEXT_H
#define MIZAN_JSON_TEXT_H

#include "arena.h"
#include "failure.h"
#include "span.h"
#include "spill.h"

enum { JSON_UNIT_BYTES = 6 }; /* \uXXXX: a unit of UTF-16 */

/* The first place from `at` on that is not within a string: its quote, a control character, the backslash of what is no
 * escape, of \u0000 or of half a pair of surrogates, or the line's length. *spared grows by the bytes by which the
 * escapes up to there are longer than what they stand for. */
size_t json_text_pass(struct span line, size_t at, struct spill *spill, size_t *spared);

/* The place of the quote that ends the string whose first byte is at `start`, and *spared of it; 0 if json_text_pass
 * stops at something else. */
size_t json_text_end(struct span line, size_t start, struct spill *spill, size_t *spared);

/* The unit of UTF-16 whose escape \uXXXX stands at `at`, whatever its digits; *is_there: does one? */
uint32_t json_text_unit(struct span line, size_t at, bool *is_there);

/* Unescapes the inside of a string that json_text_end passed, from the head of *value on, as much as fits into `size`
 * (>= UTF8_LONGEST) bytes; *value is what is left of it. Whole characters. */
struct span json_text_take(struct span *value, char *bytes, size_t size);

/* The same of all of it, which is `spared` bytes shorter then; *text is in the arena, or `value` itself. */
enum status json_text_unescape(struct span value, size_t spared, struct arena *arena, struct span *text,
                               struct failure *failure) MUST_CHECK;

#endif
