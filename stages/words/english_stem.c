/*
 * english_stem.c - Porter's second stemmer for English as Snowball defines it (snowballstem.org, algorithms, english;
 * M. F. Porter, 2001, with its changes up to libstemmer 2.2). Only the steps' names and lists are from there: the test
 * compares each stem with libstemmer's, which runs over UTF-8 letter by letter and takes three times as long.
 *
 * A y that is a consonant (the first letter, or behind a vowel) is a capital one meanwhile. Regions: R1 begins behind
 * the first consonant that follows a vowel, R2 behind the next such one.
 */
#include "english_stem.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct stemming {
    char *letters;
    size_t count;
    size_t first_region, second_region; /* where R1 and R2 begin; in the end, where they are empty */
};

struct replacement {
    struct span ending, other;
};

/* With its length, which is asked for more often than the letters. */
#define TEXT(letters) .bytes = letters, .length = sizeof(letters) - 1

static bool is_among(char letter, const char *letters)
{
    return letter != '\0' && strchr(letters, letter) != NULL;
}

static bool is_vowel(char letter)
{
    enum { A = 1, E = 1 << 4, I = 1 << 8, O = 1 << 14, U = 1 << 20, Y = 1 << 24 };
    return letter >= 'a' && ((uint32_t)(A | E | I | O | U | Y) >> (letter - 'a') & 1) != 0;
}

static bool has_vowel(const char *letters, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_vowel(letters[i])) {
            return true;
        }
    }
    return false;
}

/* The last letter tells most of them apart: this is asked some fifty times a word. */
static inline bool ends_in(const struct stemming *word, struct span ending)
{
    const char *const end = word->letters + word->count;
    return end[-1] == ending.bytes[ending.length - 1] && word->count >= ending.length &&
           (ending.length == 1 || end[-2] == ending.bytes[ending.length - 2]) &&
           memcmp(end - ending.length, ending.bytes, ending.length) == 0;
}

/* The first of the endings, longest first, that the word has; its length, or 0. */
static inline size_t find_ending(const struct stemming *word, const struct span *endings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ends_in(word, endings[i])) {
            return endings[i].length;
        }
    }
    return 0;
}

static inline const struct replacement *find_replacement(const struct stemming *word, const struct replacement *list,
                                                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ends_in(word, list[i].ending)) {
            return &list[i];
        }
    }
    return NULL;
}

static inline bool is_whole(const struct stemming *word, struct span text)
{
    return text.length == word->count && word->letters[0] == text.bytes[0] &&
           memcmp(word->letters, text.bytes, text.length) == 0;
}

/* Behind the first consonant that follows a vowel, from `at` on. */
static size_t region_behind(const struct stemming *word, size_t at)
{
    while (at < word->count && !is_vowel(word->letters[at])) {
        at++;
    }
    while (at < word->count && is_vowel(word->letters[at])) {
        at++;
    }
    return at < word->count ? at + 1 : word->count;
}

static void mark_regions(struct stemming *word)
{
    static const struct span beginnings[] = {{TEXT("gener")}, {TEXT("commun")}, {TEXT("arsen")}};
    word->first_region = 0;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        const struct span beginning = beginnings[i];
        if (word->letters[0] == beginning.bytes[0] && word->count >= beginning.length &&
            memcmp(word->letters, beginning.bytes, beginning.length) == 0) {
            word->first_region = beginning.length;
        }
    }
    if (word->first_region == 0) {
        word->first_region = region_behind(word, 0);
    }
    word->second_region = region_behind(word, word->first_region);
}

/* Do the first `count` letters end in a short syllable? */
static bool is_short(const struct stemming *word, size_t count)
{
    const char *const end = word->letters + count;
    if (count >= 3 && !is_vowel(end[-1]) && !is_among(end[-1], "wxY") && is_vowel(end[-2]) && !is_vowel(end[-3])) {
        return true;
    }
    return count == 2 && !is_vowel(end[-1]) && is_vowel(end[-2]);
}

/* Plurals. */
static void take_step_1a(struct stemming *word)
{
    const char *const end = word->letters + word->count;
    if (ends_in(word, (struct span){TEXT("sses")})) {
        word->count -= 2;
    } else if (ends_in(word, (struct span){TEXT("ied")}) || ends_in(word, (struct span){TEXT("ies")})) {
        word->count -= word->count >= 5 ? 2 : 1;
    } else if (end[-1] == 's' && end[-2] != 'u' && end[-2] != 's' && has_vowel(word->letters, word->count - 2)) {
        word->count--;
    }
}

/* Past and participles. */
static void take_step_1b(struct stemming *word)
{
    static const struct span kept[] = {{TEXT("eedly")}, {TEXT("eed")}},
                             taken[] = {{TEXT("ingly")}, {TEXT("edly")}, {TEXT("ing")}, {TEXT("ed")}};
    static const struct span mended[] = {{TEXT("at")}, {TEXT("bl")}, {TEXT("iz")}};
    size_t length = find_ending(word, kept, sizeof kept / sizeof *kept);
    if (length > 0) {
        if (word->count - length >= word->first_region) {
            word->count -= length - 2;
        }
        return;
    }
    length = find_ending(word, taken, sizeof taken / sizeof *taken);
    if (length == 0 || !has_vowel(word->letters, word->count - length)) {
        return;
    }
    word->count -= length;
    const char *const end = word->letters + word->count;
    if (find_ending(word, mended, sizeof mended / sizeof *mended) > 0) {
        word->letters[word->count++] = 'e';
    } else if (word->count >= 2 && end[-1] == end[-2] && is_among(end[-1], "bdfgmnprt")) {
        word->count--;
    } else if (word->count == word->first_region && is_short(word, word->count)) {
        word->letters[word->count++] = 'e';
    }
}

static void take_step_1c(struct stemming *word)
{
    char *const end = word->letters + word->count;
    if (word->count > 2 && (end[-1] == 'y' || end[-1] == 'Y') && !is_vowel(end[-2])) {
        end[-1] = 'i';
    }
}

static void replace(struct stemming *word, const struct replacement *found)
{
    word->count -= found->ending.length;
    memcpy(word->letters + word->count, found->other.bytes, found->other.length);
    word->count += found->other.length;
}

static void take_step_2(struct stemming *word)
{
    static const struct replacement list[] = {
        {{TEXT("ational")}, {TEXT("ate")}}, {{TEXT("fulness")}, {TEXT("ful")}}, {{TEXT("iveness")}, {TEXT("ive")}},
        {{TEXT("ization")}, {TEXT("ize")}}, {{TEXT("ousness")}, {TEXT("ous")}}, {{TEXT("biliti")}, {TEXT("ble")}},
        {{TEXT("lessli")}, {TEXT("less")}}, {{TEXT("tional")}, {TEXT("tion")}}, {{TEXT("alism")}, {TEXT("al")}},
        {{TEXT("aliti")}, {TEXT("al")}},    {{TEXT("ation")}, {TEXT("ate")}},   {{TEXT("entli")}, {TEXT("ent")}},
        {{TEXT("fulli")}, {TEXT("ful")}},   {{TEXT("iviti")}, {TEXT("ive")}},   {{TEXT("ousli")}, {TEXT("ous")}},
        {{TEXT("abli")}, {TEXT("able")}},   {{TEXT("alli")}, {TEXT("al")}},     {{TEXT("anci")}, {TEXT("ance")}},
        {{TEXT("ator")}, {TEXT("ate")}},    {{TEXT("enci")}, {TEXT("ence")}},   {{TEXT("izer")}, {TEXT("ize")}},
        {{TEXT("bli")}, {TEXT("ble")}},     {{TEXT("ogi")}, {TEXT("og")}},      {{TEXT("li")}, {TEXT("")}}};
    const struct replacement *const found = find_replacement(word, list, sizeof list / sizeof *list);
    if (found == NULL || word->count - found->ending.length < word->first_region) {
        return;
    }
    const size_t rest = word->count - found->ending.length;
    const bool is_ogi = found->ending.bytes[0] == 'o' && found->ending.bytes[1] == 'g';
    const char before = rest > 0 ? word->letters[rest - 1] : '\0';
    if ((!is_ogi || before == 'l') && (found->other.length > 0 || is_among(before, "cdeghkmnrt"))) {
        replace(word, found);
    }
}

static void take_step_3(struct stemming *word)
{
    static const struct replacement list[] = {
        {{TEXT("ational")}, {TEXT("ate")}}, {{TEXT("tional")}, {TEXT("tion")}}, {{TEXT("alize")}, {TEXT("al")}},
        {{TEXT("icate")}, {TEXT("ic")}},    {{TEXT("iciti")}, {TEXT("ic")}},    {{TEXT("ative")}, {TEXT("")}},
        {{TEXT("ical")}, {TEXT("ic")}},     {{TEXT("ness")}, {TEXT("")}},       {{TEXT("ful")}, {TEXT("")}}};
    const struct replacement *const found = find_replacement(word, list, sizeof list / sizeof *list);
    if (found == NULL) {
        return;
    }
    const size_t rest = word->count - found->ending.length;
    if (rest >= word->first_region &&
        (found->ending.length < 5 || found->other.length > 0 || rest >= word->second_region)) {
        replace(word, found);
    }
}

static void take_step_4(struct stemming *word)
{
    static const struct span endings[] = {
        {TEXT("ement")}, {TEXT("ance")}, {TEXT("ence")}, {TEXT("able")}, {TEXT("ible")}, {TEXT("ment")},
        {TEXT("ant")},   {TEXT("ent")},  {TEXT("ism")},  {TEXT("ate")},  {TEXT("iti")},  {TEXT("ous")},
        {TEXT("ive")},   {TEXT("ize")},  {TEXT("ion")},  {TEXT("al")},   {TEXT("er")},   {TEXT("ic")}};
    const size_t length = find_ending(word, endings, sizeof endings / sizeof *endings);
    if (length == 0 || word->count - length < word->second_region) {
        return;
    }
    const size_t rest = word->count - length;
    if (!ends_in(word, (struct span){TEXT("ion")}) || (rest > 0 && is_among(word->letters[rest - 1], "st"))) {
        word->count = rest;
    }
}

static void take_step_5(struct stemming *word)
{
    const size_t rest = word->count - 1;
    const char last = word->letters[rest];
    if (last == 'e' ? rest >= word->second_region || (rest >= word->first_region && !is_short(word, rest))
                    : last == 'l' && rest >= word->second_region && rest > 0 && word->letters[rest - 1] == 'l') {
        word->count = rest;
    }
}

static bool take_exception(struct stemming *word)
{
    static const struct replacement list[] = {
        {{TEXT("skis")}, {TEXT("ski")}},      {{TEXT("skies")}, {TEXT("sky")}},    {{TEXT("dying")}, {TEXT("die")}},
        {{TEXT("lying")}, {TEXT("lie")}},     {{TEXT("tying")}, {TEXT("tie")}},    {{TEXT("idly")}, {TEXT("idl")}},
        {{TEXT("gently")}, {TEXT("gentl")}},  {{TEXT("ugly")}, {TEXT("ugli")}},    {{TEXT("early")}, {TEXT("earli")}},
        {{TEXT("only")}, {TEXT("onli")}},     {{TEXT("singly")}, {TEXT("singl")}}, {{TEXT("sky")}, {TEXT("sky")}},
        {{TEXT("news")}, {TEXT("news")}},     {{TEXT("howe")}, {TEXT("howe")}},    {{TEXT("atlas")}, {TEXT("atlas")}},
        {{TEXT("cosmos")}, {TEXT("cosmos")}}, {{TEXT("bias")}, {TEXT("bias")}},    {{TEXT("andes")}, {TEXT("andes")}}};
    enum { LONGEST = 6 };
    for (size_t i = 0; word->count <= LONGEST && i < sizeof list / sizeof *list; i++) {
        if (is_whole(word, list[i].ending)) {
            replace(word, &list[i]);
            return true;
        }
    }
    return false;
}

/* As it is behind the first step. */
static bool is_kept(const struct stemming *word)
{
    static const struct span words[] = {{TEXT("inning")},  {TEXT("outing")},  {TEXT("canning")}, {TEXT("herring")},
                                        {TEXT("earring")}, {TEXT("proceed")}, {TEXT("exceed")},  {TEXT("succeed")}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_whole(word, words[i])) {
            return true;
        }
    }
    return false;
}

static bool copy_letters(struct span word, char *copy)
{
    for (size_t i = 0; i < word.length; i++) {
        if (word.bytes[i] < 'a' || word.bytes[i] > 'z') {
            return false;
        }
        copy[i] = word.bytes[i];
    }
    return true;
}

size_t english_stem(struct span word, char *stem)
{
    enum { STEMMED_LETTERS = 3 };
    struct stemming stemming = {.letters = stem, .count = word.length};
    if (!copy_letters(word, stem)) {
        return 0;
    }
    if (word.length < STEMMED_LETTERS || take_exception(&stemming)) {
        return stemming.count;
    }
    bool has_consonant_y = stem[0] == 'y';
    stem[0] = has_consonant_y ? 'Y' : stem[0];
    for (size_t i = 1; i < word.length; i++) {
        if (stem[i] == 'y' && is_vowel(stem[i - 1])) {
            stem[i] = 'Y';
            has_consonant_y = true;
        }
    }
    mark_regions(&stemming);
    take_step_1a(&stemming);
    if (!is_kept(&stemming)) {
        take_step_1b(&stemming);
        take_step_1c(&stemming);
        take_step_2(&stemming);
        take_step_3(&stemming);
        take_step_4(&stemming);
        take_step_5(&stemming);
    }
    for (size_t i = 0; has_consonant_y && i < stemming.count; i++) {
        stem[i] = stem[i] == 'Y' ? 'y' : stem[i];
    }
    return stemming.count;
}
