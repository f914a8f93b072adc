/*
 * snowball_arabic.c - the light stemmer for Arabic as Snowball defines it (snowballstem.org, algorithms, arabic; A.
 * Chelli and A. Aries, 2018, as of libstemmer 2.2). Only the steps' names and lists are from there: the test compares
 * each stem with libstemmer's, which looks up every letter of a word in a list of 144 before it begins.
 *
 * Of an ending's step the longest ending that the word has counts, and if the word is too short for that one, the step
 * fails: a shorter ending is not tried. What a step did stays, also where the sequence that it is a part of fails. Both
 * are Snowball's, and so is that a step on the beginning leaves the next one behind the letter that it wrote.
 */
#include "snowball_arabic.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A letter is the low byte of its code point. */
enum {
    FIRST_LETTER = 0x21,
    ALEF_MADDA = 0x22,
    ALEF_HAMZA = 0x23,
    WAW_HAMZA = 0x24,
    ALEF_HAMZA_BELOW = 0x25,
    YA_HAMZA = 0x26,
    ALEF = 0x27,
    BA = 0x28,
    TA_MARBUTA = 0x29,
    TA = 0x2A,
    SIN = 0x33,
    LAST_BEFORE_TATWEEL = 0x3A,
    FIRST_BEHIND_TATWEEL = 0x41,
    FA = 0x41,
    KAF = 0x43,
    LAM = 0x44,
    MIM = 0x45,
    NUN = 0x46,
    HA = 0x47,
    WAW = 0x48,
    ALEF_MAQSURA = 0x49,
    YA = 0x4A,
    HAMZA = FIRST_LETTER
};
enum { LETTER_BYTES = 2, LETTERS_MOST = 64, AFFIX_MOST = 3 };

struct stemming {
    uint8_t room[AFFIX_MOST + LETTERS_MOST + AFFIX_MOST]; /* zeros before and behind the letters */
    uint8_t *letters;
    size_t count;
    size_t at;       /* where the next step on the beginning looks */
    bool is_defined; /* behind an article: a noun and no verb */
};

/* Up to three letters as one number: an ending with the last one lowest, a beginning with the first one lowest. */
struct affix {
    uint32_t letters;
    uint8_t count, least; /* letters of it; of a word that it is taken from */
};
#define ONE(a) (a), 1
#define TWO(a, b) ((b) | (uint32_t)(a) << 8), 2
#define THREE(a, b, c) ((c) | (uint32_t)(b) << 8 | (uint32_t)(a) << 16), 3
#define COUNT(list) (sizeof(list) / sizeof *(list))

static uint32_t mask_of(size_t count)
{
    return (UINT32_C(1) << (8 * count)) - 1;
}

static uint32_t end_of(const struct stemming *word)
{
    const uint8_t *const end = word->letters + word->count;
    return (uint32_t)end[-1] | (uint32_t)end[-2] << 8 | (uint32_t)end[-3] << 16;
}

/* The longest of the endings, which come longest first, off the word. */
static inline bool take_ending(struct stemming *word, const struct affix *endings, size_t count)
{
    const uint32_t end = end_of(word);
    for (size_t i = 0; i < count; i++) {
        if ((end & mask_of(endings[i].count)) == endings[i].letters) {
            const bool is_taken = word->count >= endings[i].least;
            word->count -= is_taken ? endings[i].count : 0;
            return is_taken;
        }
    }
    return false;
}

static bool take_noun_1b(struct stemming *word)
{
    static const struct affix endings[] = {{ONE(NUN), 6}};
    return take_ending(word, endings, COUNT(endings));
}

static bool take_noun_2a(struct stemming *word)
{
    static const struct affix endings[] = {{ONE(ALEF), 5}, {ONE(YA), 5}, {ONE(WAW), 5}};
    return take_ending(word, endings, COUNT(endings));
}

static bool take_noun_2b(struct stemming *word)
{
    static const struct affix endings[] = {{TWO(ALEF, TA), 5}};
    return take_ending(word, endings, COUNT(endings));
}

static bool take_noun_2c1(struct stemming *word)
{
    static const struct affix endings[] = {{ONE(TA), 4}};
    return take_ending(word, endings, COUNT(endings));
}

static bool take_noun_2c2(struct stemming *word)
{
    static const struct affix endings[] = {{ONE(TA_MARBUTA), 4}};
    return take_ending(word, endings, COUNT(endings));
}

static bool take_verb_1(struct stemming *word)
{
    static const struct affix endings[] = {{THREE(HA, MIM, ALEF), 6},
                                           {THREE(KAF, MIM, ALEF), 6},
                                           {THREE(KAF, MIM, WAW), 6},
                                           {TWO(NUN, YA), 5},
                                           {TWO(NUN, ALEF), 5},
                                           {TWO(HA, ALEF), 5},
                                           {TWO(HA, MIM), 5},
                                           {TWO(HA, NUN), 5},
                                           {TWO(KAF, MIM), 5},
                                           {TWO(KAF, NUN), 5},
                                           {ONE(HA), 4},
                                           {ONE(KAF), 4}};
    return take_ending(word, endings, COUNT(endings));
}

static bool take_verb_2a(struct stemming *word)
{
    static const struct affix endings[] = {{THREE(TA, MIM, ALEF), 6},
                                           {TWO(NUN, ALEF), 5},
                                           {TWO(TA, ALEF), 5},
                                           {TWO(TA, NUN), 5},
                                           {TWO(ALEF, NUN), 6},
                                           {TWO(WAW, NUN), 6},
                                           {TWO(YA, NUN), 6},
                                           {ONE(TA), 4},
                                           {ONE(ALEF), 4},
                                           {ONE(NUN), 4},
                                           {ONE(YA), 4}};
    return take_ending(word, endings, COUNT(endings));
}

static bool take_verb_2b(struct stemming *word)
{
    static const struct affix endings[] = {{TWO(WAW, ALEF), 5}, {TWO(TA, MIM), 5}};
    return take_ending(word, endings, COUNT(endings));
}

static bool take_verb_2c(struct stemming *word)
{
    static const struct affix endings[] = {{THREE(TA, MIM, WAW), 6}, {ONE(WAW), 4}};
    return take_ending(word, endings, COUNT(endings));
}

static bool take_verb_endings(struct stemming *word)
{
    bool is_taken = false;
    while (take_verb_1(word)) {
        is_taken = true;
    }
    if (is_taken) {
        (void)(take_verb_2a(word) || take_verb_2c(word));
        return true;
    }
    return take_verb_2b(word) || take_verb_2a(word);
}

/* All but the ya of relation, and but the pronouns of step 1a: with one of those it was taken for a verb. */
static void take_noun_endings(struct stemming *word)
{
    if (take_noun_2c2(word) ||
        (take_noun_1b(word) && (take_noun_2a(word) || take_noun_2b(word) || take_noun_2c1(word)))) {
        return;
    }
    (void)((!word->is_defined && take_noun_2a(word)) || take_noun_2b(word));
}

static bool take_noun_3(struct stemming *word)
{
    static const struct affix endings[] = {{ONE(YA), 3}};
    return take_ending(word, endings, COUNT(endings));
}

static void take_endings(struct stemming *word)
{
    if (!word->is_defined && take_verb_endings(word)) {
        return;
    }
    take_noun_endings(word);
    if (!take_noun_3(word) && word->letters[word->count - 1] == ALEF_MAQSURA) {
        word->letters[word->count - 1] = YA;
    }
}

/* Is it what stands where the next step looks? */
static bool is_ahead(const struct stemming *word, uint8_t first, uint8_t second)
{
    const uint8_t *const letters = word->letters + word->at;
    return letters[0] == first && letters[1] == second;
}

static void cut(struct stemming *word, size_t count)
{
    uint8_t *const letters = word->letters + word->at;
    word->count -= count;
    memmove(letters, letters + count, word->count - word->at);
    memset(word->letters + word->count, 0, count);
}

/* Step 1: of two hamzas the first, or the letter behind an alef with hamza. */
static void take_hamza(struct stemming *word)
{
    enum { LEAST = 4 };
    const uint8_t next = word->letters[1];
    const bool is_there = word->letters[0] == ALEF_HAMZA && (next == ALEF_HAMZA || next == ALEF_MADDA || next == ALEF ||
                                                             next == WAW_HAMZA || next == ALEF_HAMZA_BELOW);
    if (is_there && word->count >= LEAST) {
        cut(word, 1);
        word->letters[0] = next == WAW_HAMZA ? ALEF_HAMZA : next;
        word->at = 1;
    }
}

/* Step 2. */
static void take_conjunction(struct stemming *word)
{
    enum { LEAST = 4 };
    const uint8_t first = word->letters[word->at];
    if ((first == FA || first == WAW) && !is_ahead(word, first, ALEF) && word->count >= LEAST) {
        cut(word, 1);
    }
}

/* How many letters of an article, with what is written before it, stand where the next step looks; 0: none. */
static size_t article_letters(const struct stemming *word)
{
    enum { SHORT = 2, LONG = 3 };
    const uint8_t *const letters = word->letters + word->at;
    if ((letters[0] == BA || letters[0] == KAF) && letters[1] == ALEF && letters[2] == LAM) {
        return LONG;
    }
    return (letters[0] == LAM || letters[0] == ALEF) && letters[1] == LAM ? SHORT : 0;
}

/* Step 3a. */
static bool take_article(struct stemming *word)
{
    const size_t count = article_letters(word);
    if (count == 0 || word->count < count + 3) {
        return false;
    }
    cut(word, count);
    return true;
}

/* Step 3b. */
static bool take_preposition(struct stemming *word)
{
    enum { LEAST = 4 };
    const uint8_t *const letters = word->letters + word->at;
    const bool is_there = (letters[0] == BA && letters[1] != ALEF) || is_ahead(word, KAF, KAF);
    if (!is_there || word->count < LEAST) {
        return false;
    }
    cut(word, 1);
    return true;
}

/* Step 3 of verbs: the sin of the future. */
static void take_future(struct stemming *word)
{
    enum { LEAST = 5 };
    const uint8_t *const letters = word->letters + word->at;
    const bool is_there =
        letters[0] == SIN && (letters[1] == YA || letters[1] == TA || letters[1] == NUN || letters[1] == ALEF_HAMZA);
    if (is_there && word->count >= LEAST) {
        cut(word, 1);
        word->at++;
    }
}

/* Step 4 of verbs: the imperfect of the tenth form is written as its perfect. */
static void take_imperfect(struct stemming *word)
{
    enum { LEAST = 5 };
    uint8_t *const letters = word->letters + word->at;
    if ((letters[0] == YA || letters[0] == NUN || letters[0] == TA) && letters[1] == SIN && letters[2] == TA &&
        word->count >= LEAST) {
        letters[0] = ALEF;
    }
}

static void take_beginnings(struct stemming *word)
{
    take_hamza(word);
    take_conjunction(word);
    if (!take_article(word) && !take_preposition(word) && !word->is_defined) {
        take_future(word);
        take_imperfect(word);
    }
}

/* A hamza that is the last letter stands alone, others become what carries them. */
static void write_hamzas(struct stemming *word)
{
    static const uint8_t carriers[] = {
        [ALEF_MADDA] = ALEF, [ALEF_HAMZA] = ALEF, [WAW_HAMZA] = WAW, [ALEF_HAMZA_BELOW] = ALEF, [YA_HAMZA] = YA};
    for (size_t i = 0; i < word->count; i++) {
        const uint8_t letter = word->letters[i];
        if (letter >= ALEF_MADDA && letter <= YA_HAMZA) {
            word->letters[i] = i + 1 == word->count ? HAMZA : carriers[letter];
        }
    }
}

/* U+0600 is D8 80 in UTF-8, U+0640 is D9 80. */
static bool read_letters(struct stemming *word, struct span text)
{
    enum { LEAD = 0xD8, TAIL = 0x80, TAIL_BITS = 6 };
    if (text.length == 0 || text.length % LETTER_BYTES != 0 || text.length > LETTERS_MOST * LETTER_BYTES) {
        return false;
    }
    for (size_t i = 0; i < text.length; i += LETTER_BYTES) {
        const unsigned lead = (unsigned char)text.bytes[i], tail = (unsigned char)text.bytes[i + 1];
        const unsigned letter = (lead & 1U) << TAIL_BITS | (tail & ((1U << TAIL_BITS) - 1));
        const bool is_plain = (letter >= FIRST_LETTER && letter <= LAST_BEFORE_TATWEEL) ||
                              (letter >= FIRST_BEHIND_TATWEEL && letter <= YA);
        if ((lead & ~1U) != LEAD || tail >> TAIL_BITS != TAIL >> TAIL_BITS || !is_plain) {
            return false;
        }
        word->letters[word->count++] = (uint8_t)letter;
    }
    return true;
}

static size_t write_letters(const struct stemming *word, char *text)
{
    enum { LEAD = 0xD8, TAIL = 0x80, TAIL_BITS = 6 };
    for (size_t i = 0; i < word->count; i++) {
        const unsigned letter = word->letters[i];
        text[LETTER_BYTES * i] = (char)(LEAD | letter >> TAIL_BITS);
        text[LETTER_BYTES * i + 1] = (char)(TAIL | (letter & ((1U << TAIL_BITS) - 1)));
    }
    return LETTER_BYTES * word->count;
}

size_t snowball_arabic_stem(struct span text, char *stem)
{
    struct stemming word = {.room = {0}};
    word.letters = word.room + AFFIX_MOST;
    if (!read_letters(&word, text)) {
        return 0;
    }
    const size_t article = article_letters(&word);
    word.is_defined = article > 0 && word.count >= article + 2;
    take_endings(&word);
    memset(word.letters + word.count, 0, AFFIX_MOST); /* a beginning is looked for up to three letters on */
    take_beginnings(&word);
    write_hamzas(&word);
    return write_letters(&word, stem);
}
