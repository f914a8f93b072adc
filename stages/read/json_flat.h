/* json_flat.h - a line of NDJSON whose members are strings and short integers, as most are, read without a parser. */
#ifndef MIZAN_JSON_FLAT_H
#define MIZAN_JSON_FLAT_H

#include "arena.h"
#include "failure.h"
#include "record.h"

enum { JSON_FLAT_MEMBERS_MOST = 32 };

struct json_flat {
    bool is_flat; /* else nothing is said, not even whether the line is JSON: a parser is to be asked */
    size_t count;
    struct column members[JSON_FLAT_MEMBERS_MOST]; /* in file order; names differ. In the line or the arena */
    bool is_string[JSON_FLAT_MEMBERS_MOST];        /* else an integer of at most 15 digits, as it is written */
};

/*
 * Reads a line of well-formed UTF-8 as RFC 8259 has it, if it is one object of strings and short integers: no escape
 * in a name, no more than JSON_FLAT_MEMBERS_MOST members. Fails for memory alone.
 */
enum status json_flat_read(struct span line, struct arena *arena, struct json_flat *flat,
                           struct failure *failure) MUST_CHECK;

#endif
