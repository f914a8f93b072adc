/* moved_numbers.h - numbers that a turned line has at its head, and ranges that it has the wrong way round. */
#ifndef MIZAN_MOVED_NUMBERS_H
#define MIZAN_MOVED_NUMBERS_H

#include "mending.h"
#include "names.h"

/* What is to be done with a line: word places before it is done. */
enum { RANGES_MOST = 16 };
struct number_moves {
    bool has_move;
    size_t first, last;         /* the number, the range, or the date from its year to its day */
    size_t behind;              /* the word that it is to stand behind */
    bool is_date;               /* its words are in reverse order, those of the month apart */
    size_t ranges[RANGES_MOST]; /* first years of reversed ranges */
    size_t range_count;
};

/* Is the evidence strong that a number at the line's head belongs to its end? */
enum status moved_numbers_are_clear(const struct names *names, struct mending *mending, const struct line *line,
                                    bool *are_clear, struct failure *failure) MUST_CHECK;

/* Looks for what is to be done. The places between words must still be those of the text. */
enum status moved_numbers_find(const struct names *names, struct mending *mending, const struct line *line,
                               struct number_moves *moves, struct failure *failure) MUST_CHECK;

/* Does it: the words are in reading order then, each with its places. */
enum status moved_numbers_apply(struct mending *mending, struct line *line, const struct number_moves *moves,
                                struct failure *failure) MUST_CHECK;

#endif
