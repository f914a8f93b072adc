/*
 * english_stem.c - Porter's second stemmer for English as Snowball defines it (snowballstem.org, algorithms, english;
 * M. F. Porter, 2001, with its changes up to libstemmer 2.2). libstemmer runs a program of its language over UTF-8 and
 * takes ten times as long, which was a tenth of the time of a thousand documents. Only the steps' names and lists are
 * from there: the test compares each stem with libstemmer's.
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
    const char *ending, *other;
};

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

static bool ends_in(const struct stemming *word, const char *ending, size_t length)
{
    return word->count >= length && word->letters[word->count - 1] == ending[length - 1] &&
           memcmp(word->letters + word->count - length, ending, length) == 0;
}

/* The first of the endings, longest first, that the word has; its length, or 0. */
static size_t find_ending(const struct stemming *word, const char *const *endings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t length = strlen(endings[i]);
        if (ends_in(word, endings[i], length)) {
            return length;
        }
    }
    return 0;
}

static const struct replacement *find_replacement(const struct stemming *word, const struct replacement *list,
                                                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ends_in(word, list[i].ending, strlen(list[i].ending))) {
            return &list[i];
        }
    }
    return NULL;
}

static bool is_whole(const struct stemming *word, const char *text)
{
    return strlen(text) == word->count && memcmp(word->letters, text, word->count) == 0;
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
    static const char *const beginnings[] = {"gener", "commun", "arsen"};
    word->first_region = 0;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        const size_t length = strlen(beginnings[i]);
        if (word->count >= length && memcmp(word->letters, beginnings[i], length) == 0) {
            word->first_region = length;
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
    if (ends_in(word, "sses", 4)) {
        word->count -= 2;
    } else if (ends_in(word, "ied", 3) || ends_in(word, "ies", 3)) {
        word->count -= word->count >= 5 ? 2 : 1;
    } else if (end[-1] == 's' && end[-2] != 'u' && end[-2] != 's' && has_vowel(word->letters, word->count - 2)) {
        word->count--;
    }
}

/* Past and participles. */
static void take_step_1b(struct stemming *word)
{
    static const char *const kept[] = {"eedly", "eed"}, *const taken[] = {"ingly", "edly", "ing", "ed"};
    static const char *const mended[] = {"at", "bl", "iz"};
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
    const size_t length = strlen(found->other);
    word->count -= strlen(found->ending);
    memcpy(word->letters + word->count, found->other, length);
    word->count += length;
}

static void take_step_2(struct stemming *word)
{
    static const struct replacement list[] = {
        {"ational", "ate"}, {"fulness", "ful"}, {"iveness", "ive"}, {"ization", "ize"}, {"ousness", "ous"},
        {"biliti", "ble"},  {"lessli", "less"}, {"tional", "tion"}, {"alism", "al"},    {"aliti", "al"},
        {"ation", "ate"},   {"entli", "ent"},   {"fulli", "ful"},   {"iviti", "ive"},   {"ousli", "ous"},
        {"abli", "able"},   {"alli", "al"},     {"anci", "ance"},   {"ator", "ate"},    {"enci", "ence"},
        {"izer", "ize"},    {"bli", "ble"},     {"ogi", "og"},      {"li", ""}};
    const struct replacement *const found = find_replacement(word, list, sizeof list / sizeof *list);
    if (found == NULL || word->count - strlen(found->ending) < word->first_region) {
        return;
    }
    const size_t rest = word->count - strlen(found->ending);
    const char before = rest > 0 ? word->letters[rest - 1] : '\0';
    if ((strcmp(found->ending, "ogi") != 0 || before == 'l') &&
        (found->other[0] != '\0' || is_among(before, "cdeghkmnrt"))) {
        replace(word, found);
    }
}

static void take_step_3(struct stemming *word)
{
    static const struct replacement list[] = {{"ational", "ate"}, {"tional", "tion"}, {"alize", "al"},
                                              {"icate", "ic"},    {"iciti", "ic"},    {"ative", ""},
                                              {"ical", "ic"},     {"ness", ""},       {"ful", ""}};
    const struct replacement *const found = find_replacement(word, list, sizeof list / sizeof *list);
    if (found == NULL) {
        return;
    }
    const size_t rest = word->count - strlen(found->ending);
    if (rest >= word->first_region && (strcmp(found->ending, "ative") != 0 || rest >= word->second_region)) {
        replace(word, found);
    }
}

static void take_step_4(struct stemming *word)
{
    static const char *const endings[] = {"ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism",
                                          "ate",   "iti",  "ous",  "ive",  "ize",  "ion",  "al",  "er",  "ic"};
    const size_t length = find_ending(word, endings, sizeof endings / sizeof *endings);
    if (length == 0 || word->count - length < word->second_region) {
        return;
    }
    const size_t rest = word->count - length;
    if (!ends_in(word, "ion", 3) || (rest > 0 && is_among(word->letters[rest - 1], "st"))) {
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
        {"skis", "ski"},      {"skies", "sky"},    {"dying", "die"},  {"lying", "lie"},   {"tying", "tie"},
        {"idly", "idl"},      {"gently", "gentl"}, {"ugly", "ugli"},  {"early", "earli"}, {"only", "onli"},
        {"singly", "singl"},  {"sky", "sky"},      {"news", "news"},  {"howe", "howe"},   {"atlas", "atlas"},
        {"cosmos", "cosmos"}, {"bias", "bias"},    {"andes", "andes"}};
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
    static const char *const words[] = {"inning",  "outing",  "canning", "herring",
                                        "earring", "proceed", "exceed",  "succeed"};
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
