/*
 * light_suffix.c - which endings a word loses.
 *
 * The endings are those of light10 (Larkey, Ballesteros and Connell, 2007) with the pronouns, the duals and the verbs'
 * plural. Three letters must remain. Many words end in letters that could be one, and light10 cuts those, too:
 *
 * - The endings of sound plurals and duals, and pronouns that words often end in by chance, go only if what is left is
 *   attested, alone, as a feminine or with the other endings of the same kind: a plural has them, a word of its own
 *   ("law", "human being", "parliament") has not. How many times rarer the beginning may be than the word was measured
 *   on the words of the background table, against the analyses of the dictionary hunspell-ar.
 * - A ya behind an alef is of the word ("end", "novel", "gifts"), not the ending of relation.
 * - A ha is of the word if it is commonly written as ha, not as ta marbuta, and its beginning is not attested
 *   ("direction", "waters").
 * - No pronoun stands before another ending, and no plural before a pronoun but in verbs ("raid", "Ariana").
 * - Waw and nun stay where no form in ya and nun is attested ("olives", "Nelson"), ya and nun in verbal nouns.
 * - A ta marbuta opens before an ending: the ta goes, too, where the word is commoner with ta marbuta (question to
 *   paragraph, MRR@10: ARCD .7525 to .7539, XQuAD-ar .9192 to .9224). Of a word of two letters and ta marbuta all forms
 *   end in ta marbuta, since two letters are shared by too many.
 */
#include "light_suffix.h"

#include <string.h>

#include "arabic_letters.h"
#include "attestation.h"

enum { LETTERS_LEFT = 3, ALWAYS = 0 };

/* What an ending is besides its letters. */
enum ending_flags {
    OPENS_TA = 1,
    NOT_BEHIND_ALEF = 2,
    PLURAL = 4 /* its siblings attest it */,
    HA = 8,
    FEMININES = 16,
    PRONOUN = 32 /* or a ta marbuta: nothing stands behind it */
};
struct ending {
    const char *letters;
    size_t bytes;   /* of the letters */
    unsigned rarer; /* how many times rarer than the word what is left may be; ALWAYS: not asked */
    unsigned flags; /* enum ending_flags */
};

/* Longest first; within a length in any order, since no word ends in two of them. */
#define ENDING(letters) letters, sizeof letters - 1

static const struct ending endings[] = {{ENDING("هما"), ALWAYS, OPENS_TA | PRONOUN}, /* pronouns of two */
                                        {ENDING("كما"), ALWAYS, OPENS_TA | PRONOUN},
                                        {ENDING("تان"), 8, PLURAL}, /* duals of feminines */
                                        {ENDING("تين"), 8, PLURAL},
                                        {ENDING("ها"), ALWAYS, OPENS_TA | PRONOUN}, /* pronouns */
                                        {ENDING("هم"), 16, OPENS_TA | PRONOUN},
                                        {ENDING("هن"), ALWAYS, OPENS_TA | PRONOUN},
                                        {ENDING("كم"), 1, OPENS_TA | PRONOUN},
                                        {ENDING("نا"), 4, OPENS_TA | PRONOUN},
                                        {ENDING("ان"), 4, PLURAL | OPENS_TA},
                                        {ENDING("ين"), 8, PLURAL | OPENS_TA}, /* dual, plurals */
                                        {ENDING("ون"), 8, PLURAL},
                                        {ENDING("وا"), 4, NOT_BEHIND_ALEF}, /* of verbs */
                                        {ENDING("ات"), ALWAYS, FEMININES},
                                        {ENDING("يه"), ALWAYS, NOT_BEHIND_ALEF}, /* relation, countries */
                                        {ENDING("يا"), ALWAYS, NOT_BEHIND_ALEF},
                                        {ENDING("ه"), ALWAYS, OPENS_TA | HA | PRONOUN},
                                        {ENDING("ي"), ALWAYS, NOT_BEHIND_ALEF | OPENS_TA},
                                        {ENDING("ا"), ALWAYS, 0}};
enum { ENDING_COUNT = sizeof endings / sizeof *endings };

/* Which of them end in a byte, as bits, by its lowest six bits: most words have few endings or none to be looked at. */
enum { LAST_BYTES = 64 };
static const uint32_t endings_in[LAST_BYTES] = {
    [0xA7 % LAST_BYTES] = 1U << 0 | 1U << 1 | 1U << 4 | 1U << 8 | 1U << 12 | 1U << 15 | 1U << 18, /* alef */
    [0x86 % LAST_BYTES] = 1U << 2 | 1U << 3 | 1U << 6 | 1U << 9 | 1U << 10 | 1U << 11,            /* nun */
    [0x85 % LAST_BYTES] = 1U << 5 | 1U << 7,                                                      /* meem */
    [0x87 % LAST_BYTES] = 1U << 14 | 1U << 16,                                                    /* ha */
    [0xAA % LAST_BYTES] = 1U << 13,                                                               /* ta */
    [0x8A % LAST_BYTES] = 1U << 17};                                                              /* ya */

static const char alef[] = "ا", ta[] = "ت", folded_ta_marbuta[] = "ه";

/* Are the bytes before `end` the ending's? Of one, two or three letters: compared without a call. */
static inline bool stands_before(const char *end, const struct ending *ending)
{
    switch (ending->bytes) {
    case LETTER_BYTES:
        return memcmp(end - LETTER_BYTES, ending->letters, LETTER_BYTES) == 0;
    case 2 * LETTER_BYTES:
        return memcmp(end - 2 * LETTER_BYTES, ending->letters, 2 * LETTER_BYTES) == 0;
    default:
        return memcmp(end - ending->bytes, ending->letters, 3 * LETTER_BYTES) == 0;
    }
}

/* Does the word end in it, with letters enough before it? Asked for every ending of every word: the last byte alone
 * tells most of them apart. */
static inline bool has_ending(struct span word, const struct ending *ending)
{
    return word.length >= ending->bytes && word.bytes[word.length - 1] == ending->letters[ending->bytes - 1] &&
           stands_before(word.bytes + word.length, ending) &&
           letter_count(word) >= LETTERS_LEFT + ending->bytes / LETTER_BYTES;
}

/* Of all endings those that the word's last letter allows, as bits. */
static inline uint32_t endings_of(struct span word)
{
    const unsigned char last = word.length == 0 ? 0 : (unsigned char)word.bytes[word.length - 1];
    return endings_in[last % LAST_BYTES];
}

bool light_suffix_next(size_t *next, struct span word, struct span *rest)
{
    for (uint32_t left = endings_of(word) >> *next << *next; left != 0; left &= left - 1) {
        const size_t i = (size_t)__builtin_ctz(left);
        if (has_ending(word, &endings[i])) {
            *rest = without_last(word, endings[i].bytes);
            *next = i + 1;
            return true;
        }
    }
    return false;
}

/* In how many documents what is left is attested, by itself or in another form. */
static uint32_t support_of(const struct background *background, const struct ending *ending, struct span rest)
{
    static const char *const siblings[] = {"ان", "ين", "ون", "تان", "تين"};
    uint32_t support = attested(background, rest) + attested_ending_in(background, rest, folded_ta_marbuta);
    if ((ending->flags & OPENS_TA) != 0 && ends_with(rest, span_of(ta))) {
        support += attested_between(background, "", without_last(rest, LETTER_BYTES), folded_ta_marbuta);
    }
    for (size_t i = 0; (ending->flags & PLURAL) != 0 && i < sizeof siblings / sizeof *siblings; i++) {
        if (strcmp(siblings[i], ending->letters) != 0) {
            support += attested_ending_in(background, rest, siblings[i]);
        }
    }
    return support;
}

/* Is the ha at the end of the word its own letter, and neither a pronoun nor a ta marbuta? `support` is that of what is
 * left. */
static bool is_own_ha(const struct background *background, struct span rest, uint32_t support, uint32_t whole)
{
    enum { PRONOUN_SHARE = 64 /* measured: with pronouns words are not that much commoner */, PLURAL_SHARE = 16 };
    const uint32_t with_ha =
        attested_as_written(background, "", rest, "ه") + attested_as_written(background, "ال", rest, "ه");
    const uint32_t with_ta_marbuta =
        attested_as_written(background, "", rest, "ة") + attested_as_written(background, "ال", rest, "ة");
    return with_ha > with_ta_marbuta && (uint64_t)support * PRONOUN_SHARE < whole &&
           (uint64_t)attested_between(background, "", rest, "هم") * PLURAL_SHARE < whole;
}

/* What is left before a pronoun ha: itself, or what ends in ta marbuta or alef maqsura without one. */
static uint32_t support_before_ha(const struct background *background, struct span rest)
{
    uint32_t support = attested(background, rest);
    const struct span shorter = without_last(rest, LETTER_BYTES);
    const char *end = ends_with(rest, span_of(ta)) ? folded_ta_marbuta : ends_with(rest, span_of(alef)) ? "ي" : NULL;
    if (end != NULL) {
        support += attested_ending_in(background, shorter, end);
    }
    return support;
}

/* Do waw and nun belong to the word? The plural of a noun is as often in ya and nun; of a verb, which begins with ya or
 * ta, it is not. */
static bool is_own_wawnun(const struct background *background, const struct ending *ending, struct span word,
                          struct span rest, uint32_t whole)
{
    enum { OFTEN = 8 };
    return whole >= OFTEN && strcmp(ending->letters, "ون") == 0 && !starts_with_one_of(word, "يتس") &&
           attested_ending_in(background, rest, "ين") == 0;
}

/* Are ya and nun those of a verbal noun of the second form of a root in nun ("insurance", "formation")? */
static bool is_own_yanun(const struct ending *ending, struct span word)
{
    enum { LETTERS = 5 };
    return strcmp(ending->letters, "ين") == 0 && starts_with(word, span_of(ta)) && letter_count(word) == LETTERS;
}

/* Fills the step, `is_told` also with what decides nothing; true if the ending is none or must stay. */
static bool is_refused(const struct light_arabic *light, const struct ending *ending, struct span word,
                       struct span rest, bool is_ta_marbuta, bool is_told, struct light_step *step)
{
    const struct background *background = light->background;
    *step = (struct light_step){.rule = LIGHT_ENDING, .affix = ending->letters};
    if (light->stop_words != NULL && stop_words_contain(light->stop_words, light->arabic, rest)) {
        step->by_stop_word = true;
        return true;
    }
    if ((ending->flags & NOT_BEHIND_ALEF) != 0 && ends_with(rest, span_of(alef))) {
        return true;
    }
    const bool is_open = (ending->flags & HA) != 0 && !is_ta_marbuta;
    if (background == NULL || (ending->rarer == ALWAYS && !is_open)) {
        return false;
    }
    step->is_counted = true;
    step->whole = attested(background, word);
    if (step->whole == 0 && !is_told) { /* however rare the rest is, it is no rarer than that: most new words */
        return !is_open && is_own_yanun(ending, word);
    }
    attested_ask(background, rest);
    if (is_open) {
        step->rest = support_before_ha(background, rest);
        return is_own_ha(background, rest, step->rest, step->whole);
    }
    if (is_own_wawnun(background, ending, word, rest, step->whole) || is_own_yanun(ending, word)) {
        return true;
    }
    step->rest = support_of(background, ending, rest);
    return (uint64_t)step->rest * ending->rarer < step->whole;
}

/* Makes the last letter of the word in the buffer another one of the same length. */
static void mend_last(char *buffer, struct span word, const char *letter)
{
    memcpy(buffer + (word.bytes - buffer) + word.length - LETTER_BYTES, letter, LETTER_BYTES);
}

/* A ta marbuta that opened before the ending that was taken. "Her house" has a ta of its own. */
static struct span without_open_ta(const struct background *background, char *buffer, struct span word)
{
    const size_t letters = letter_count(word);
    if (background == NULL || letters < LETTERS_LEFT || !ends_with(word, span_of(ta))) {
        return word;
    }
    const struct span rest = without_last(word, LETTER_BYTES);
    const uint32_t feminine = attested_ending_in(background, rest, folded_ta_marbuta);
    if (feminine == 0 || feminine <= attested(background, word)) {
        return word;
    }
    if (letters > LETTERS_LEFT) {
        return rest;
    }
    mend_last(buffer, word, folded_ta_marbuta);
    return word;
}

/* The singular of a feminine plural of four letters, as "languages": two letters and a ta marbuta. */
static bool take_short_feminines(const struct background *background, char *buffer, struct span *word)
{
    enum { RARER = 2 };
    static const char at[] = "ات";
    if (background == NULL || !ends_with(*word, span_of(at)) || letter_count(*word) != LETTERS_LEFT + 1) {
        return false;
    }
    const struct span rest = without_last(*word, 2 * LETTER_BYTES);
    const uint32_t singular = attested_ending_in(background, rest, folded_ta_marbuta);
    if (singular == 0 || (uint64_t)singular * RARER < attested(background, *word)) {
        return false;
    }
    *word = without_last(*word, LETTER_BYTES);
    mend_last(buffer, *word, folded_ta_marbuta);
    return true;
}

static bool is_pronoun(const char *affix)
{
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        if (strcmp(endings[i].letters, affix) == 0) {
            return (endings[i].flags & PRONOUN) != 0;
        }
    }
    return false;
}

/* Is the ha before the plural ending none of the word's letters ("videos"), as it is of others ("directions")? */
static bool is_linking_ha(const struct background *background, struct span word, const char *taken)
{
    enum { TIMES = 4 };
    if (strcmp(taken, "ات") != 0) {
        return false;
    }
    const uint32_t own = attested(background, word) + attested_ending_in(background, word, folded_ta_marbuta);
    return attested(background, without_last(word, LETTER_BYTES)) >= TIMES * (uint64_t)own;
}

/* Can the ending stand before the one that was taken already? No pronoun can, and the nun of plurals and duals falls
 * before one, but in the imperfect, which begins with ya or ta. */
static bool may_stand_before(const struct background *background, const struct ending *ending, struct span word,
                             const char *taken)
{
    if (taken == NULL) {
        return true;
    }
    if ((ending->flags & HA) != 0 && is_linking_ha(background, word, taken)) {
        return true;
    }
    return (ending->flags & PRONOUN) == 0 &&
           ((ending->flags & PLURAL) == 0 || !is_pronoun(taken) || starts_with_one_of(word, "يتس"));
}

bool light_suffix_take(const struct light_arabic *light, char *buffer, struct span *word, bool is_ta_marbuta,
                       const char *taken, bool is_told, struct light_step *step)
{
    bool is_first = true;
    struct light_step refused = {.rule = LIGHT_ENDING, .affix = ""};
    for (uint32_t left = endings_of(*word); left != 0; left &= left - 1) {
        const int i = __builtin_ctz(left);
        if (!has_ending(*word, &endings[i]) || !may_stand_before(light->background, &endings[i], *word, taken)) {
            continue;
        }
        const struct span rest = without_last(*word, endings[i].bytes);
        if (!is_refused(light, &endings[i], *word, rest, is_ta_marbuta, is_told, step)) {
            *word = (endings[i].flags & OPENS_TA) != 0 ? without_open_ta(light->background, buffer, rest) : rest;
            step->taken = true;
            return true;
        }
        refused = is_first ? *step : refused;
        is_first = false;
    }
    *step = refused;
    if (take_short_feminines(light->background, buffer, word)) {
        *step = (struct light_step){.rule = LIGHT_ENDING, .affix = "ات", .taken = true};
        return true;
    }
    return false;
}

void light_suffix_mend_hamza(char *buffer, struct span word)
{
    if (letter_count(word) < LETTERS_LEFT || (!ends_with(word, span_of("ئ")) && !ends_with(word, span_of("ؤ")))) {
        return;
    }
    const struct span before = without_last(word, LETTER_BYTES);
    const bool is_long = letter_count(word) > LETTERS_LEFT; /* "hundred" is not "water" */
    if (ends_with(before, span_of("ي")) ||
        (is_long && (ends_with(before, span_of(alef)) || ends_with(before, span_of("و"))))) {
        mend_last(buffer, word, "ء");
    }
}
