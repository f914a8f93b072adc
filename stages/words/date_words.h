/*
 * date_words.h - what a word can be in a date: a month, a number, "the year", an era.
 *
 * Words are asked for by their folded form, in the language that applies to them: "mars" is a month in French and not
 * in English. Arabic proclitics and article come off first.
 */
#ifndef MIZAN_DATE_WORDS_H
#define MIZAN_DATE_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "failure.h"
#include "language.h"
#include "record.h"

enum date_kind {
    DATE_WORD_NONE,
    DATE_WORD_DIGITS,      /* value: a number of up to four digits */
    DATE_WORD_CARDINAL,    /* value: 1 to 1000 */
    DATE_WORD_ORDINAL,     /* likewise */
    DATE_WORD_MONTH,       /* value: 1 to 12, Gregorian */
    DATE_WORD_HIJRI_MONTH, /* value: 1 to 12 */
    DATE_WORD_MONTH_STEM,  /* value: enum month_stem; which one an ordinal behind it says */
    DATE_WORD_MONTH_END,   /* value: the Hijri month that it makes of MONTH_STEM_DHU */
    DATE_WORD_LAST,        /* "the last": the second Rabi or Jumada */
    DATE_WORD_OF,         /* of, the: what may stand between the parts; value 1: in, which stands before a year alone */
    DATE_WORD_AND,        /* and, to: between two days, or inside a number */
    DATE_WORD_THAT_IS,    /* or, that is, corresponding to: between two datings of one day */
    DATE_WORD_SUFFIX,     /* st, nd, th, er, го: behind digits */
    DATE_WORD_YEAR,       /* the year */
    DATE_WORD_YEAR_MARK,  /* AD, م, г */
    DATE_WORD_HIJRI_MARK, /* AH, هـ */
    DATE_WORD_ERA,        /* "the era of" */
    DATE_WORD_ERA_NAME,   /* value: enum calendar_era */
    DATE_WORD_CALENDAR,   /* calendar, style: before or behind the next */
    DATE_WORD_OLD,        /* old, Julian */
    DATE_WORD_OLD_STYLE,  /* O.S. */
    DATE_WORD_DECADE,     /* value: 20 to 90, "the twenties" */
    DATE_WORD_DECADE_MARK, /* 1930s */
    DATE_WORD_CENTURY,     /* "of the twentieth century": behind a decade */
    DATE_WORD_PAST,        /* "the past century" */
    DATE_WORD_HAN          /* Chinese numbers and signs of year, month, day: read sign by sign */
};

enum month_stem { MONTH_STEM_KANUN, MONTH_STEM_TISHRIN, MONTH_STEM_RABI, MONTH_STEM_JUMADA, MONTH_STEM_DHU };

struct date_word {
    enum date_kind kind;
    int value;
    unsigned digits;     /* of DATE_WORD_DIGITS */
    bool has_and;        /* an Arabic "and" is written as one with it */
    bool needs_capital;  /* "may", "march": a month only if it is written with a capital */
    bool is_number_only; /* a cardinal that is never another word: no term */
    bool is_inverted;    /* of a language that puts ones before tens: Arabic */
};

struct date_words; /* immutable: one for any number of threads */

enum status date_words_open(struct date_words **words, struct failure *failure) MUST_CHECK;
void date_words_close(struct date_words *words);

/* `folded` as folder_fold gives it; kind DATE_WORD_NONE for most. */
struct date_word date_words_find(const struct date_words *words, const struct language *language, enum script script,
                                 struct span folded);

#endif
