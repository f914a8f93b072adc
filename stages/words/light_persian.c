/*
 * light_persian.c - the plural in ha is written with a zero width non-joiner, a space, or as one with its noun, by
 * taste; only when it goes are the three one term.
 *
 * The endings are ha alone, with the ya of the genitive or of indefiniteness, and with a pronoun of the third person or
 * of the plural. Not taken: those of the first and second person singular, which also end German names (Mannheim), and
 * the comparative, the Arabic plural and the plural in an, which end too many words that are none ("girl", "city of
 * Tehran"). Three letters must be left, and the three nouns whose own end is ta, ha, alef stay whole.
 */
#include "light_persian.h"

enum { LETTER_BYTES = 2, STEM_LETTERS_LEAST = 3 };

/* Longest first; as folded, with the Arabic ya. */
static const char *const endings[] = {"هايشان", "هايمان", "هايي", "هايش", "هاي", "ها"};

/* What would be left of "end", "appetite" and "utmost". */
static const char *const no_stems[] = {"انت", "اشت", "منت"};

static bool ends_with(struct span word, struct span ending)
{
    return word.length >= ending.length &&
           memcmp(word.bytes + word.length - ending.length, ending.bytes, ending.length) == 0;
}

struct span light_persian_stem(struct span folded)
{
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        const struct span ending = span_of(endings[i]);
        if (!ends_with(folded, ending)) {
            continue;
        }
        const struct span stem = {folded.bytes, folded.length - ending.length};
        bool is_stem = stem.length >= (size_t)STEM_LETTERS_LEAST * LETTER_BYTES;
        for (size_t j = 0; j < sizeof no_stems / sizeof no_stems[0]; j++) {
            is_stem = is_stem && !span_equal(stem, span_of(no_stems[j]));
        }
        return is_stem ? stem : folded;
    }
    return folded;
}
