/* json_flat.h - a line of NDJSON whose members are strings and short integers, as most are, read without a parser. */
#ifndef MIZAN_JSON_FLAT_H
#define MIZAN_JSON_FLAT_H

#include "record.h"
#include "spill.h"

enum { JSON_FLAT_MEMBERS_MOST = 32 };

struct json_flat {
    size_t count;
    /* In file order; names differ. In the line, as they are written: with escapes, if `spared` is above 0. */
    struct column members[JSON_FLAT_MEMBERS_MOST];
    size_t spared[JSON_FLAT_MEMBERS_MOST];  /* json_text_end's */
    bool is_string[JSON_FLAT_MEMBERS_MOST]; /* else an integer of at most 15 digits */
};

/*
 * Reads a line of well-formed UTF-8 as RFC 8259 has it, if it is one object of strings and short integers: no escape
 * in a name, no more than JSON_FLAT_MEMBERS_MOST members. False: nothing is said, not even whether the line is JSON; a
 * parser is to be asked. The line may be a giant one of the spill, or NULL.
 */
bool json_flat_read(struct span line, struct spill *spill, struct json_flat *flat);

#endif
