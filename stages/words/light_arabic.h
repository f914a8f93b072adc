/* light_arabic.h - the light stemmer for Arabic: a pure function of the word, whatever collection it stands in. */
#ifndef MIZAN_LIGHT_ARABIC_H
#define MIZAN_LIGHT_ARABIC_H

#include "background.h"
#include "language.h"
#include "names.h"
#include "span.h"
#include "stop_words.h"

/* What the stemmer asks; all of it borrowed and immutable. */
struct light_arabic {
    const struct language *arabic;       /* language_find("ar") */
    const struct names *names;           /* or NULL: none are protected */
    const struct background *background; /* the built-in Arabic table, or NULL: single proclitics then stay on */
    const struct stop_words *stop_words; /* the built-in lists, or NULL: a stem may then be a stop word */
};

/* One decision, for a person who asks why. */
enum light_rule { LIGHT_ARTICLE, LIGHT_PROCLITIC, LIGHT_YA, LIGHT_ENDING };
struct light_step {
    enum light_rule rule;
    bool taken;
    bool by_hamza;      /* an alef's hamza decided */
    bool by_stop_word;  /* refused: a stop word would have been left */
    bool is_counted;    /* the counts below decided */
    const char *affix;  /* NUL-terminated; "" for LIGHT_YA */
    uint32_t rest;      /* documents of the background table that attest what is left */
    uint32_t whole;     /* that hold the word with the affix */
    uint32_t beginning; /* LIGHT_PROCLITIC, LIGHT_ARTICLE: that have the word behind what no affix can follow */
    char word[128];     /* behind the step, NUL-terminated, cut if longer */
};
enum { LIGHT_STEPS_MOST = 8 };
struct light_account {
    struct light_step steps[LIGHT_STEPS_MOST];
    size_t count;
};

/*
 * The protected name that a word is, its proclitics and article taken off, or NULL. `folded` is the word as folder_fold
 * gives it.
 */
const struct name *light_arabic_name(const struct light_arabic *light, struct span folded);

/*
 * The stem of a word that is no protected name. `surface` is the word as written, which alone tells whether an alef
 * carried a hamza. `buffer` holds at least folded.length bytes; the stem lies in it. Never empty unless `folded` is.
 * `account` (NULL allowed) receives every decision.
 */
struct span light_arabic_stem(const struct light_arabic *light, struct span surface, struct span folded, char *buffer,
                              struct light_account *account);

#endif
