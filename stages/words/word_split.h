/* word_split.h - a UAX #29 word cut into the words that are counted. */
#ifndef MIZAN_WORD_SPLIT_H
#define MIZAN_WORD_SPLIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/umachine.h>

#include "record.h"

struct character_table;

/* Indexes into the units; end is behind the last unit. */
struct word_part {
    size_t start, end;
    enum script script; /* of the first letter that has one; SCRIPT_NONE for numbers */
    bool numeric;
};

/*
 * The next part of units[0 .. length), looking from *position on. False: there is none. *position is then, or
 * afterwards, where to go on. A part always holds a letter or a digit.
 */
bool word_split_next(struct character_table *table, const UChar *units, size_t length, size_t *position,
                     struct word_part *part);

#endif
