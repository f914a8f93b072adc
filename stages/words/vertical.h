/* vertical.h - a document in the vertical format, line by line: one word a line, columns by tab, tags between. */
#ifndef MIZAN_VERTICAL_H
#define MIZAN_VERTICAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "failure.h"
#include "record.h"

enum { VERTICAL_COLUMNS_MOST = 64 };

/* Where reading stands; set text and line, the rest zero. */
struct vertical {
    struct span text; /* from <doc ...> to </doc> */
    uint64_t line;    /* number of the line that is read next, on standard input */
    size_t place;
    enum field field;
    bool in_segment, in_comment; /* in_segment: a word came since the last <s> or </s> */
};

struct vertical_row {
    uint64_t line;
    struct span
        columns[VERTICAL_COLUMNS_MOST]; /* as they stand there, escapes included; of further ones only the number */
    size_t column_count;                /* >= 1 */
    enum field field;                   /* by the element around it: <notes> ... </notes> */
    bool starts_segment;
};

/* The next row with a word; false at the end. Tags, comments and blank lines are passed over; unknown elements mean
 * nothing. */
bool vertical_next(struct vertical *vertical, struct vertical_row *row);

/* The column with &amp; &lt; &gt; &quot; resolved: itself, or a copy in the arena. */
enum status vertical_unescape(struct span column, struct arena *arena, struct span *value,
                              struct failure *failure) MUST_CHECK;

/* A word from a column's bytes (unescaped, kept by the caller): its script and whether it is a number, as for words of
 * a text; field and flags from the row; no place. *has_letter_or_digit: is it a word at all? */
struct word vertical_word(const struct vertical_row *row, struct span surface, bool *has_letter_or_digit);

/* Reads the word's place from columns `start` and `end`: numbers, or two of each separated by a comma. FAILURE_DATA
 * names the line. */
enum status vertical_place(const struct vertical_row *row, size_t start, size_t end, struct word *word,
                           struct failure *failure) MUST_CHECK;

/* FAILURE_DATA: the row has not the columns that are expected. */
enum status vertical_wrong_columns(const struct vertical_row *row, const char *expected, struct failure *failure);

#endif
