/*
 * json_short.h - a line of NDJSON without the inside of its long strings, for a parser that would go through them byte
 * by byte and hold them in memory. Whatever it says of the short line holds for the line.
 */
#ifndef MIZAN_JSON_SHORT_H
#define MIZAN_JSON_SHORT_H

#include "arena.h"
#include "failure.h"
#include "span.h"
#include "spill.h"

enum { JSON_SHORT_CUT_LEAST = 256 }; /* shorter values are not worth it */

/* A part of the line that was left out. */
struct json_cut {
    size_t place; /* in the short line: behind the quote, where the part is all of a string */
    size_t start; /* in the line */
    size_t length;
    size_t spared; /* as json_text_pass has it */
};

/* Zero-initialized it holds nothing. */
struct json_short {
    struct span whole, line; /* the short one is in the arena, or the whole one where nothing was cut */
    struct json_cut *cuts;   /* ascending */
    size_t cut_count, cut_capacity;
};

/*
 * Cuts the values of members, of JSON_SHORT_CUT_LEAST bytes and more, out of a line of well-formed UTF-8: all of them
 * but for an escape that a parser must see, because it is none of a character. A parser that takes the one line takes
 * the other, with shorter strings, and one that does not stops for the same reason at the same place
 * (json_short_place). The line may be a giant one of the spill, or NULL. FAILURE_MEMORY, or FAILURE_USAGE where what
 * remains does not fit
 * --memory.
 */
enum status json_short_make(struct json_short *shortened, struct span line, struct spill *spill, struct arena *arena,
                            struct failure *failure) MUST_CHECK;
void json_short_free(struct json_short *shortened);

/* Where in the line a parser is that has read the short one up to `place`. */
size_t json_short_place(const struct json_short *shortened, size_t place);

/* The inside of the string that stood where, in the short line, `quote` opens an empty one, and *spared of it; NULL
 * bytes: it was empty, or was not cut. */
struct span json_short_value(const struct json_short *shortened, size_t quote, size_t *spared);

#endif
