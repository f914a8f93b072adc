/* json_text.h - the long string `text` of a line of NDJSON, taken out before a parser goes through it byte by byte. */
#ifndef MIZAN_JSON_TEXT_H
#define MIZAN_JSON_TEXT_H

#include "arena.h"
#include "failure.h"
#include "span.h"

/* What stands in the shortened line for the text. */
#define JSON_TEXT_MARK "mizan:text"

struct json_text {
    bool lifted;
    struct span line; /* with "text":"mizan:text"; in the arena */
    struct span text; /* the value, unescaped; in the line or the arena */
};

/*
 * Shortens a line of well-formed UTF-8. It is only a guess at where the member stands, to be verified: parse the short
 * line; if that succeeds and the top-level member "text" is JSON_TEXT_MARK, the guess was right and `text` is its
 * value; else parse the line itself. Not lifted: short texts, anything unexpected. Fails for memory alone.
 */
enum status json_text_lift(struct span line, struct arena *arena, struct json_text *lifted,
                           struct failure *failure) MUST_CHECK;

/* The place of the quote that ends the string whose first byte is at `start`, and by how many bytes its escapes are
 * longer than what they stand for; 0 if it does not end, or holds what is no escape, \u0000, half a pair of surrogates
 * or a control character. */
size_t json_text_end(struct span line, size_t start, size_t *spared);

/* The inside of a string that json_text_end passed, shorter by so many bytes; *text is in the arena. */
enum status json_text_unescape(struct span value, size_t spared, struct arena *arena, struct span *text,
                               struct failure *failure) MUST_CHECK;

#endif
