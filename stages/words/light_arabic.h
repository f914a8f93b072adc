/* light_arabic.h - the light stemmer for Arabic: a pure function of the word, whatever collection it stands in. */
#ifndef MIZAN_LIGHT_ARABIC_H
#define MIZAN_LIGHT_ARABIC_H

#include "background.h"
#include "language.h"
#include "names.h"
#include "span.h"

/* What the stemmer asks; all of it borrowed and immutable. */
struct light_arabic {
    const struct language *arabic;       /* language_find("ar") */
    const struct names *names;           /* or NULL: none are protected */
    const struct background *background; /* the built-in Arabic table, or NULL: single proclitics then stay on */
};

/*
 * The protected name that a word is, its proclitics and article taken off, or NULL. `folded` is the word as folder_fold
 * gives it.
 */
const struct name *light_arabic_name(const struct light_arabic *light, struct span folded);

/*
 * The stem of a word that is no protected name. `surface` is the word as written, which alone tells whether an alef
 * carried a hamza. `buffer` holds at least folded.length bytes; the stem lies in it. Never empty unless `folded` is.
 */
struct span light_arabic_stem(const struct light_arabic *light, struct span surface, struct span folded, char *buffer);

#endif
