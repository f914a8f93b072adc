/*
 * light_arabic.c - five rules.
 *
 * 1. The article with its proclitics goes if two letters remain, and if its alef was written without hamza: the first
 *    letters of a name such as the German's are no article.
 * 2. A single proclitic goes only if the rest is attested in the background table, since the letter may be the
 *    word's own: the rest must be commoner than half of the whole word, and for "and", which joins any word, as
 *    common as the whole, both counted with the article and without it. The counts are those of a fixed table, not of
 * the collection: it measured better (lemma conflation F1 .599 against .584), and a stem does not change when documents
 * are added.
 * 3. Runs of ya collapse: writers double it before the ending of relation or not.
 * 4. At most two suffixes go, the longest first, three letters remaining; with a pronoun also the ta before it, if
 *    that is a ta marbuta (question to paragraph, MRR@10: ARCD .7525 to .7539, XQuAD-ar .9192 to .9224).
 * 5. Protected names come before all of this; their class is their stem.
 *
 * The affixes of rules 1 and 4 are those of light10 (Larkey, Ballesteros and Connell, 2007) with further proclitics,
 * the pronouns and the duals; rule 2 is what keeps a first letter that belongs to the word.
 *
 * Everything is compared after folding: hamza is off its alef, ta marbuta is ha, alef maqsura is ya.
 */
#include "light_arabic.h"

#include <stdbool.h>
#include <string.h>

/* Number of letters. */
static size_t letter_count(struct span text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    }
    return count;
}

static bool starts_with(struct span text, struct span start)
{
    return text.length >= start.length && memcmp(text.bytes, start.bytes, start.length) == 0;
}

static bool ends_with(struct span text, struct span end)
{
    return text.length >= end.length && memcmp(text.bytes + text.length - end.length, end.bytes, end.length) == 0;
}

static struct span without_first(struct span text, size_t bytes)
{
    return (struct span){text.bytes + bytes, text.length - bytes};
}

/* The article with what may stand before it, longest first, and which letter of it is the article's alef. */
struct article {
    const char *prefix;
    int alef; /* -1: "li" and "al" written as one, without alef */
};
static const struct article articles[] = {{"وبال", 2}, {"وكال", 2}, {"ولل", -1}, {"فلل", -1}, {"وال", 1},
                                          {"بال", 1},  {"كال", 1},  {"فال", 1},  {"لل", -1},  {"ال", 0}};
enum { ARTICLE_COUNT = sizeof articles / sizeof *articles, ARTICLE_LETTERS_LEFT = 2 };

static const char definite_article[] = "ال";

static const struct article *article_of(struct span folded)
{
    for (size_t i = 0; i < ARTICLE_COUNT; i++) {
        if (starts_with(folded, span_of(articles[i].prefix))) {
            return &articles[i];
        }
    }
    return NULL;
}

/* The code point at the start of valid UTF-8; *length its bytes. */
static uint32_t first_code_point(struct span text, size_t *length)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    *length = bytes[0] < 0xC0 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
    if (*length > text.length) {
        *length = text.length;
    }
    uint32_t code_point = *length == 1 ? bytes[0] : bytes[0] & (0x7FU >> *length);
    for (size_t i = 1; i < *length; i++) {
        code_point = code_point << 6 | (bytes[i] & 0x3FU);
    }
    return code_point;
}

static bool is_within(uint32_t code_point, uint32_t first, uint32_t last)
{
    return code_point >= first && code_point <= last;
}

/* Arabic letters, presentation forms too; not the marks and the tatweel that folding takes off. */
static bool is_letter(uint32_t code_point)
{
    return is_within(code_point, 0x0620, 0x063F) || is_within(code_point, 0x0641, 0x064A) ||
           is_within(code_point, 0x066E, 0x066F) || is_within(code_point, 0x0671, 0x06D3) ||
           is_within(code_point, 0xFB50, 0xFDFB) || is_within(code_point, 0xFE80, 0xFEFC);
}

/* Alef with madda or hamza above or below, also as presentation forms. The alef with wasla is an article's. */
static bool is_alef_with_hamza(uint32_t code_point)
{
    return code_point == 0x0622 || code_point == 0x0623 || code_point == 0x0625 ||
           is_within(code_point, 0xFE81, 0xFE84) || is_within(code_point, 0xFE87, 0xFE88);
}

/* Was the letter at `position` of the word (from 0) written with hamza, be it in one character or with a mark behind?
 */
static bool is_written_with_hamza(struct span surface, int position)
{
    int letter = -1;
    size_t length;
    for (; surface.length > 0; surface = without_first(surface, length)) {
        const uint32_t code_point = first_code_point(surface, &length);
        letter += is_letter(code_point);
        if (letter > position) {
            return false;
        }
        if (letter == position && (is_alef_with_hamza(code_point) || is_within(code_point, 0x0653, 0x0655))) {
            return true;
        }
    }
    return false;
}

/* Rule 1: the word without article and what stands before it. */
static struct span without_article(struct span surface, struct span folded)
{
    const struct article *article = article_of(folded);
    if (article == NULL || (article->alef >= 0 && is_written_with_hamza(surface, article->alef))) {
        return folded;
    }
    const struct span rest = without_first(folded, strlen(article->prefix));
    return letter_count(rest) >= ARTICLE_LETTERS_LEFT ? rest : folded;
}

/* Proclitics of one letter each. */
enum { LETTER_BYTES = 2, LONGEST_ATTESTED_BYTES = 64 };
static const char conjunctions[] = "وف", prepositions[] = "بلك";
static const char conjunction_and[] = "و";

static bool starts_with_one_of(struct span folded, const char *letters)
{
    for (const char *letter = letters; *letter != '\0'; letter += LETTER_BYTES) {
        if (starts_with(folded, (struct span){letter, LETTER_BYTES})) {
            return true;
        }
    }
    return false;
}

/* How often the background has `start` and `rest` as one word: folded, or with its letters as written. */
static uint32_t joined_count(const struct background *background, const char *start, struct span rest,
                             uint32_t (*count)(const struct background *, struct span))
{
    char bytes[LONGEST_ATTESTED_BYTES];
    const size_t start_bytes = strlen(start);
    if (start_bytes + rest.length > sizeof bytes) {
        return 0;
    }
    memcpy(bytes, start, start_bytes);
    memcpy(bytes + start_bytes, rest.bytes, rest.length);
    return count(background, (struct span){bytes, start_bytes + rest.length});
}

/* In how many of the background's documents a word occurs, with the article or without it. Folding makes the article of
 * what begins with a hamza on its alef, too; that is taken off again as far as the rest is written without hamza. */
static uint32_t attested_count(const struct background *background, struct span rest)
{
    const uint32_t bare = background_folded_frequency(background, rest);
    const uint32_t definite = joined_count(background, definite_article, rest, background_folded_frequency);
    const uint32_t false_definite = joined_count(background, "أل", rest, background_frequency) +
                                    joined_count(background, "إل", rest, background_frequency);
    return bare + (definite > false_definite ? definite - false_definite : 0);
}

/* Rule 2: the word without one proclitic, or the word. */
static struct span without_proclitic(const struct background *background, struct span folded, const char *letters)
{
    enum { LETTERS_LEFT = 3, LEAST_COUNT = 2 };
    if (background == NULL || !starts_with_one_of(folded, letters)) {
        return folded;
    }
    const struct span rest = without_first(folded, LETTER_BYTES);
    if (letter_count(rest) < LETTERS_LEFT) {
        return folded;
    }
    const uint32_t count = attested_count(background, rest);
    const uint32_t whole = attested_count(background, folded);
    const bool taken = starts_with(folded, span_of(conjunction_and)) ? count >= 1 && count >= whole
                                                                     : count >= LEAST_COUNT && count > whole / 2;
    return taken ? rest : folded;
}

/* Rule 3: copies the word with one ya for a run of them. */
static struct span collapse_ya(struct span folded, char *buffer)
{
    static const char two_ya[] = "يي";
    size_t length = 0;
    for (size_t i = 0; i < folded.length; i++) {
        const struct span rest = without_first(folded, i);
        if (starts_with(rest, span_of(two_ya))) {
            i += LETTER_BYTES - 1;
        } else {
            buffer[length++] = folded.bytes[i];
        }
    }
    return (struct span){buffer, length};
}

/* Rule 4: longest first; within a length in any order, since no word ends in two of them. */
struct suffix {
    const char *letters;
    bool is_pronoun;
};
static const struct suffix suffixes[] = {{"هما", true},  {"كما", true},  /* pronouns of two */
                                         {"تان", false}, {"تين", false}, /* duals of feminines */
                                         {"ها", true},   {"هم", true},   {"هن", true},  {"كم", true},
                                         {"نا", true}, /* pronouns */
                                         {"ان", false},  {"ين", false},  {"ون", false}, {"ات", false},
                                         {"يه", false},  {"يا", false}, /* dual, plurals, relation, countries */
                                         {"ه", true},    {"ي", true},    {"ا", false}};
enum { SUFFIX_COUNT = sizeof suffixes / sizeof *suffixes, SUFFIXES_TAKEN = 2, SUFFIX_LETTERS_LEFT = 3 };

/* A ta marbuta opens before a pronoun: "her city" is written with ta, but its stem is that of "city". The ta goes where
 * the word is commoner with ta marbuta (ha, once folded) than with a ta of its own, as "his house" has. */
static struct span without_open_ta(const struct background *background, struct span word)
{
    static const char ta[] = "ت", folded_ta_marbuta[] = "ه";
    char bytes[LONGEST_ATTESTED_BYTES];
    if (background == NULL || word.length > sizeof bytes || !ends_with(word, span_of(ta)) ||
        letter_count(word) <= SUFFIX_LETTERS_LEFT) {
        return word;
    }
    const struct span rest = {word.bytes, word.length - LETTER_BYTES};
    memcpy(bytes, rest.bytes, rest.length);
    memcpy(bytes + rest.length, folded_ta_marbuta, LETTER_BYTES);
    const struct span feminine = {bytes, word.length};
    return attested_count(background, feminine) > attested_count(background, word) ? rest : word;
}

static struct span without_suffix(const struct background *background, struct span word)
{
    for (size_t i = 0; i < SUFFIX_COUNT; i++) {
        const struct span letters = span_of(suffixes[i].letters);
        if (!ends_with(word, letters)) {
            continue;
        }
        const struct span rest = {word.bytes, word.length - letters.length};
        if (letter_count(rest) >= SUFFIX_LETTERS_LEFT) {
            return suffixes[i].is_pronoun ? without_open_ta(background, rest) : rest;
        }
    }
    return word;
}

struct span light_arabic_stem(const struct light_arabic *light, struct span surface, struct span folded, char *buffer)
{
    struct span word = without_article(surface, folded);
    if (word.length == folded.length) {
        word = without_proclitic(light->background, folded, conjunctions);
        word = without_proclitic(light->background, word, prepositions);
    }
    word = collapse_ya(word, buffer);
    for (int i = 0; i < SUFFIXES_TAKEN; i++) {
        word = without_suffix(light->background, word);
    }
    return word;
}

/* The name that the word is as it stands, or with its runs of ya collapsed. */
static const struct name *listed_name(const struct light_arabic *light, struct span folded)
{
    char buffer[LONGEST_ATTESTED_BYTES];
    const struct name *name = names_find(light->names, light->arabic, folded);
    if (name != NULL || folded.length > sizeof buffer) {
        return name;
    }
    const struct span collapsed = collapse_ya(folded, buffer);
    return collapsed.length == folded.length ? NULL : names_find(light->names, light->arabic, collapsed);
}

/* With the article and what stands before it taken off. A form that is listed with its article is only found with one.
 */
static const struct name *definite_name(const struct light_arabic *light, struct span folded)
{
    char bytes[LONGEST_ATTESTED_BYTES];
    const struct article *article = article_of(folded);
    if (article == NULL) {
        return NULL;
    }
    const struct span rest = without_first(folded, strlen(article->prefix));
    const size_t article_bytes = sizeof definite_article - 1;
    if (rest.length == 0 || article_bytes + rest.length > sizeof bytes) {
        return NULL;
    }
    memcpy(bytes, definite_article, article_bytes);
    memcpy(bytes + article_bytes, rest.bytes, rest.length);
    const struct name *name = listed_name(light, (struct span){bytes, article_bytes + rest.length});
    return name != NULL ? name : listed_name(light, rest);
}

const struct name *light_arabic_name(const struct light_arabic *light, struct span folded)
{
    if (light->names == NULL) {
        return NULL;
    }
    const struct name *name = listed_name(light, folded);
    if (name == NULL) {
        name = definite_name(light, folded);
    }
    /* The fewest proclitics come first: Prussia begins with what could be "in Russia". */
    static const char *const chains[][2] = {{conjunctions, ""}, {prepositions, ""}, {conjunctions, prepositions}};
    for (size_t i = 0; name == NULL && i < sizeof chains / sizeof *chains; i++) {
        struct span rest = folded;
        for (size_t j = 0; j < 2 && chains[i][j][0] != '\0'; j++) {
            rest = starts_with_one_of(rest, chains[i][j]) ? without_first(rest, LETTER_BYTES) : (struct span){NULL, 0};
        }
        if (rest.length > 0) {
            name = listed_name(light, rest);
        }
    }
    return name;
}
