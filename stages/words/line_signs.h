/*
 * line_signs.h - which kinds of repair a line may need at all, told by one look at its words: most need none.
 *
 * A sign is what a kind of repair cannot do without, and no more: where it stands, that kind looks for itself.
 */
#ifndef MIZAN_LINE_SIGNS_H
#define MIZAN_LINE_SIGNS_H

#include "record.h"

enum line_sign {
    SIGN_NUMBER = 1,    /* a word in figures: moved_numbers.h */
    SIGN_LETTERS = 2,   /* two words side by side that may be a letter each: spaced_letters_join */
    SIGN_TURNED = 4,    /* words that only a turned line has: visual_order.h */
    SIGN_LAM_MEEM = 8,  /* a word that may have them swapped: lam_meem.h */
    SIGN_FORMS = 16,    /* the first byte of presentation forms: visual_order.h */
    SIGN_LAM_ALEF = 32, /* lam_alef_may_be_in */
    SIGN_TATWEEL = 64   /* two side by side: spaced_letters_take_tatweel */
};

/* So many bytes before and behind a word are read, whatever they are. */
enum { LINE_SIGNS_MARGIN = 8 };

/* The signs of the line that the words, at least one, begin with, as far as they tell. Returns how many words are on
 * it: all up to the next that starts a line. */
size_t line_signs_find(const struct word *words, size_t count, unsigned *signs);

/* SIGN_FORMS, SIGN_LAM_ALEF and SIGN_TATWEEL, of a text of any number of lines. */
unsigned line_signs_of_text(struct span text);

#endif
