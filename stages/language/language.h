/*
 * language.h - the languages that mizan knows something about, and which of them applies to a word.
 *
 * A language is known when it has a stop list, a stemmer or a background table; any BCP 47 tag may be declared, and one
 * that is not known gets folding alone.
 */
#ifndef MIZAN_LANGUAGE_H
#define MIZAN_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "record.h"

struct language {
    const char *code;     /* ISO 639-1, lower case: "ar" */
    const char *name;     /* in English */
    enum script script;   /* that it is mostly written in */
    const char *snowball; /* libstemmer's algorithm, or NULL */
    bool turkic_case;     /* dotless i: tr, az */
    bool has_stop_words;  /* data/stop_words.tsv has a list for it */
};

extern const struct language languages[];
extern const size_t language_count;

/* By BCP 47 tag ("ar", "ar-EG", "en_GB", "zh-Hant"): its primary subtag, case ignored; ISO 639-3 codes of known
 * languages
 * ("arb", "eng", "rus") too. NULL if not known. */
const struct language *language_find(struct span tag);

/* Is it formed as a BCP 47 tag is: a language of two or three letters (or x for private use), then subtags of one to
 * eight letters and digits, each behind a hyphen or, as programs write it, an underscore? Spaces around it do not
 * count. */
bool language_is_tag(struct span tag);

/* By its name in English ("Arabic"), case ignored; NULL if not known. For people who write that where a tag belongs. */
const struct language *language_named(struct span name);

/* The form in which a tag is kept: primary subtag lower case, underscore to hyphen, spaces trimmed; "" stays "". Writes
 * to buffer (NUL-terminated, cut to `size`) and returns it. */
const char *language_normalize_tag(struct span tag, char *buffer, size_t size);

/*
 * The language whose stop list, stemmer and background apply to a word of `script` in a document of language `declared`
 * (NULL: not known): the document's own where it is written in that script; else English for Latin, Arabic for Arabic,
 * Russian for Cyrillic, and the only known language of the script where there is one; NULL where none applies.
 */
const struct language *language_of_word(const struct language *declared, enum script script);

/* The language of a word alone, of which no document says anything: as above, by the script of its first letter. NULL
 * where it has none. `text`: UTF-8. */
const struct language *language_of_first_letter(struct span text);

#endif
