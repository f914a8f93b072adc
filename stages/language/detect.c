/*
 * detect.c - the language of a text: first its script, then what tells the languages of that script apart.
 *
 * Most scripts belong to one language, or to few that differ in their letters: Persian, Urdu, Kurdish, Pashto, Sindhi
 * and Uyghur each use letters that Arabic lacks, and Arabic alone begins every fifth word with its article. Only for
 * Latin, Cyrillic and Devanagari are the profiles of profiles.h asked, so that an Arabic corpus never loads any. A text
 * too short for either takes the language that its script is mostly used for.
 *
 * A profile costs seven times what all the rest of reading costs. English, where four words in ten are stop words, is
 * told by them alone: 240 passages of XQuAD took 1518 M instructions, and 662 M so.
 */
#include "detect.h"

#include <stdlib.h>

#include "array.h"
#include "code_point.h"
#include "fold_character.h"
#include "language.h"
#include "letter_run.h"
#include "profiles.h"
#include "script.h"
#include "tables.h"
#include "word_map.h"
#include "word_table.h"

enum {
    PROFILE_BYTES = 4096, /* of the text's own script: more makes no difference (measured) and costs time */
    PROFILE_LETTERS_LEAST = 20,
    ENGLISH_WORDS_LEAST = 50,
    ENGLISH_PERCENT = 30, /* of words in its stop list. XQuAD's passages: English 31 to 52 in nineteen of twenty,
                             Spanish at most 13, Turkish 7 */
    WORD_BYTES = 16,      /* no stop word of English is longer */
    KANA_PERCENT = 10,    /* of Han and kana: Japanese is written with more than twice as many */
    TELLING_MOST = 11,
    ARABIC_ARTICLE_PERCENT = 8, /* of words: Arabic texts have 20 and more, Persian ones under 2 */
    ASCII_END = 0x80,
    STRETCH_LEAST = 16, /* text that is told many at a time in less is in another script: not tried for a while */
    ARABIC_ALEF = 0x0627,
    ARABIC_LAM = 0x0644
};

struct detector {
    struct profiles *profiles;
    char sample[PROFILE_BYTES + 1];
};

/* Letters that a language of the script has and its larger neighbour lacks; that many per thousand decide for it. */
struct telling_letters {
    const char *code;
    enum script script;
    unsigned per_mille;
    bool lacks_article; /* and only if few words begin with the Arabic article */
    int32_t letters[TELLING_MOST + 1];
};

static const struct telling_letters telling[] = {
    {"ur", SCRIPT_ARABIC, 10, false, {0x0679, 0x0688, 0x0691, 0x06BA, 0x06C1, 0x06D2}},
    {"sd", SCRIPT_ARABIC, 10, false, {0x067A, 0x067D, 0x067F, 0x0684, 0x068A, 0x068F, 0x0699, 0x06AA, 0x06B3, 0x06BB}},
    {"ps", SCRIPT_ARABIC, 10, false, {0x067C, 0x0681, 0x0685, 0x0689, 0x0693, 0x0696, 0x069A, 0x06BC, 0x06CD}},
    {"ug", SCRIPT_ARABIC, 20, false, {0x06C7, 0x06C8, 0x06CB, 0x06D0, 0x06AD}},
    {"ckb", SCRIPT_ARABIC, 20, false, {0x0695, 0x06B5, 0x06C6, 0x06CE, 0x06D5}},
    {"fa", SCRIPT_ARABIC, 20, true, {0x067E, 0x0686, 0x0698, 0x06A9, 0x06AF, 0x06CC}},
    {"yi", SCRIPT_HEBREW, 10, false, {0x05F0, 0x05F1, 0x05F2, 0xFB1D, 0xFB1F, 0xFB2E, 0xFB2F}},
};
enum { TELLING_COUNT = sizeof telling / sizeof telling[0] };

/* Scripts that record.h does not tell apart, by their blocks. */
struct block {
    int32_t first, last;
    const char *code;
};

static const struct block blocks[] = {
    {0x0780, 0x07BF, "dv"}, {0x0980, 0x09FF, "bn"}, {0x0A00, 0x0A7F, "pa"}, {0x0A80, 0x0AFF, "gu"},
    {0x0C00, 0x0C7F, "te"}, {0x0C80, 0x0CFF, "kn"}, {0x0D00, 0x0D7F, "ml"}, {0x0D80, 0x0DFF, "si"},
    {0x0E00, 0x0E7F, "th"}, {0x0E80, 0x0EFF, "lo"}, {0x0F00, 0x0FFF, "bo"}, {0x1000, 0x109F, "my"},
    {0x10A0, 0x10FF, "ka"}, {0x1200, 0x139F, "am"}, {0x1780, 0x17FF, "km"},
};
enum { BLOCK_COUNT = sizeof blocks / sizeof blocks[0] };

struct letter_counts {
    size_t scripts[SCRIPT_COUNT];
    size_t telling[TELLING_COUNT];
    size_t blocks[BLOCK_COUNT];
    size_t arabic_words, arabic_articles;
};

/* The letters that all languages of the script share: nearly all of a text, and none of them tells. */
static bool is_basic(int32_t letter)
{
    return (letter >= 0x0621 && letter <= 0x064A) || (letter >= 0x05D0 && letter <= 0x05EA);
}

static void count_telling(struct letter_counts *counts, int32_t letter, enum script script)
{
    if (is_basic(letter)) {
        return;
    }
    for (size_t i = 0; i < TELLING_COUNT; i++) {
        if (telling[i].script != script) {
            continue;
        }
        for (const int32_t *one = telling[i].letters; *one != 0; one++) {
            counts->telling[i] += *one == letter;
        }
    }
}

static void count_block(struct letter_counts *counts, int32_t letter)
{
    for (size_t i = 0; i < BLOCK_COUNT; i++) {
        counts->blocks[i] += letter >= blocks[i].first && letter <= blocks[i].last;
    }
}

/* `place` is the letter's number in its word, from 0, and `last` the letter before it. */
static void count_arabic(struct letter_counts *counts, int32_t letter, int32_t last, size_t place)
{
    counts->arabic_words += place == 0;
    counts->arabic_articles += place == 1 && last == ARABIC_ALEF && letter == ARABIC_LAM;
}

/* An ideograph or a syllable stands for two letters and more: a few English names make no Chinese text English. */
static size_t letter_weight(enum script script)
{
    return script == SCRIPT_HAN || script == SCRIPT_KANA || script == SCRIPT_HANGUL ? 2 : 1;
}

/* Arabic vowel marks and tatweel end no word. */
static bool is_inside_word(int32_t c)
{
    return c >= ASCII_END && character_key_simple(c) == CHARACTER_DROPPED;
}

/* Where a text is read: the letter before, and how many of its word there were. */
struct word_place {
    int32_t last;
    size_t count;
};

/* A basic letter of Arabic, two bytes: U+0621 to U+063A and U+0641 to U+064A. */
static bool is_arabic_pair(const unsigned char *bytes)
{
    const unsigned pair = (unsigned)bytes[0] << 8 | bytes[1];
    return pair - 0xD8A1 <= 0xD8BA - 0xD8A1 || pair - 0xD981 <= 0xD98A - 0xD981;
}

static int32_t letter_of_pair(const unsigned char *bytes)
{
    return (bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F);
}

/* How many of them stand at the head of the text. */
static size_t count_pairs(struct span text)
{
    const unsigned char *const bytes = (const unsigned char *)text.bytes;
    size_t at = 0;
    while (text.length - at >= 2 && is_arabic_pair(bytes + at)) {
        at += 2;
    }
    return at / 2;
}

static size_t pass_ascii_letters(struct span text, size_t at)
{
    while (at < text.length && (text.bytes[at] | 0x20) >= 'a' && (text.bytes[at] | 0x20) <= 'z') {
        at++;
    }
    return at;
}

/* Counts what most texts consist of a run at a time, as count_letter does; false if there is nothing of it. */
static bool count_run(struct letter_counts *counts, struct span text, size_t *at, struct word_place *place)
{
    const size_t start = *at;
    if (text.bytes[start] == ' ') {
        place->count = 0;
        *at = start + 1;
        return true;
    }
    const unsigned char *const bytes = (const unsigned char *)text.bytes + start;
    const size_t pairs = count_pairs((struct span){text.bytes + start, text.length - start});
    if (pairs > 0) {
        for (size_t i = 0; i < pairs && place->count + i < 2; i++) {
            const int32_t letter = letter_of_pair(bytes + 2 * i);
            count_arabic(counts, letter, place->last, place->count + i);
            place->last = letter;
        }
        counts->scripts[SCRIPT_ARABIC] += pairs;
        *place = (struct word_place){letter_of_pair(bytes + 2 * (pairs - 1)), place->count + pairs};
        *at = start + 2 * pairs;
        return true;
    }
    const size_t next = pass_ascii_letters(text, start);
    if (next > start) {
        counts->scripts[SCRIPT_LATIN] += next - start;
        *place = (struct word_place){(unsigned char)text.bytes[next - 1], place->count + next - start};
        *at = next;
        return true;
    }
    return false;
}

/*
 * Counts the letters of a stretch of ASCII and basic Arabic letters that starts at a word's start or outside of words
 * and ends behind a word; returns its length, 0 where nothing is told many at a time.
 */
static size_t count_stretch(struct letter_counts *counts, struct span text, size_t at)
{
    struct letter_masks masks;
    if (!letter_masks_find((const unsigned char *)text.bytes + at, text.length - at, &masks)) {
        return 0;
    }
    size_t length = letter_masks_stretch(&masks);
    const uint64_t within = length < LETTER_MASK_BYTES ? (UINT64_C(1) << length) - 1 : UINT64_MAX;
    const uint64_t gaps = masks.ascii & ~masks.latin & within;
    if (gaps == 0) {
        return 0;
    }
    length = LETTER_MASK_BYTES - (size_t)__builtin_clzll(gaps);
    const uint64_t starts = gaps << 1 | 1;
    counts->scripts[SCRIPT_LATIN] += letter_masks_count(masks.latin, length);
    counts->scripts[SCRIPT_ARABIC] += letter_masks_count(masks.arabic, length);
    counts->arabic_words += letter_masks_count(masks.arabic & starts, length);
    counts->arabic_articles += letter_masks_count(masks.articles & starts, length);
    return length;
}

static void count_letter(struct letter_counts *counts, int32_t letter, struct word_place *place)
{
    const enum script script = script_of(letter);
    if (script == SCRIPT_NONE) {
        place->count = is_inside_word(letter) ? place->count : 0;
        return;
    }
    counts->scripts[script] += letter_weight(script);
    if (script == SCRIPT_ARABIC || script == SCRIPT_HEBREW) {
        count_telling(counts, letter, script);
        count_arabic(counts, letter, place->last, place->count);
    } else if (script == SCRIPT_THAI || script == SCRIPT_OTHER) {
        count_block(counts, letter);
    }
    *place = (struct word_place){letter, place->count + 1};
}

static struct letter_counts count_letters(struct span text)
{
    struct letter_counts counts = {0};
    struct word_place place = {0};
    for (size_t at = 0, next_try = 0; at < text.length;) {
        const bool is_tried = place.count == 0 && at >= next_try;
        const size_t stretch = is_tried ? count_stretch(&counts, text, at) : 0;
        at += stretch;
        if (is_tried && stretch < STRETCH_LEAST && at < text.length &&
            letter_masks_tell_little((unsigned char)text.bytes[at])) {
            next_try = at + LETTER_MASK_BYTES;
        }
        if (stretch == 0 && !count_run(&counts, text, &at, &place)) {
            const int32_t letter = code_point_next(text, &at);
            count_letter(&counts, letter, &place);
        }
    }
    return counts;
}

/* The script of most letters. Han and kana count together; which of them it is says Japanese or Chinese. */
static enum script main_script(const struct letter_counts *counts)
{
    const size_t kana = counts->scripts[SCRIPT_KANA];
    const size_t han = counts->scripts[SCRIPT_HAN] + kana;
    enum script best = SCRIPT_NONE;
    size_t most = 0;
    for (int i = SCRIPT_NONE + 1; i < SCRIPT_COUNT; i++) {
        const size_t count = i == SCRIPT_HAN ? han : i == SCRIPT_KANA ? 0 : counts->scripts[i];
        if (count > most) {
            most = count;
            best = (enum script)i;
        }
    }
    return best == SCRIPT_HAN && kana * 100 >= han * KANA_PERCENT ? SCRIPT_KANA : best;
}

/* What the letters alone say, or NULL. */
static const char *told_by_letters(const struct letter_counts *counts, enum script script)
{
    const bool has_articles = counts->arabic_articles * 100 >= counts->arabic_words * ARABIC_ARTICLE_PERCENT;
    for (size_t i = 0; i < TELLING_COUNT; i++) {
        if (telling[i].script == script && counts->telling[i] > 0 &&
            counts->telling[i] * 1000 >= counts->scripts[script] * telling[i].per_mille &&
            !(telling[i].lacks_article && has_articles)) {
            return telling[i].code;
        }
    }
    return NULL;
}

static const char *told_by_block(const struct letter_counts *counts)
{
    const char *code = "";
    size_t most = 0;
    for (size_t i = 0; i < BLOCK_COUNT; i++) {
        if (counts->blocks[i] > most) {
            most = counts->blocks[i];
            code = blocks[i].code;
        }
    }
    return code;
}

/* The language that the script is mostly used for. */
static const char *usual_code(enum script script)
{
    static const char *const codes[SCRIPT_COUNT] = {
        [SCRIPT_ARABIC] = "ar",     [SCRIPT_CYRILLIC] = "ru", [SCRIPT_GREEK] = "el", [SCRIPT_HEBREW] = "he",
        [SCRIPT_DEVANAGARI] = "hi", [SCRIPT_ARMENIAN] = "hy", [SCRIPT_TAMIL] = "ta", [SCRIPT_HAN] = "zh",
        [SCRIPT_KANA] = "ja",       [SCRIPT_HANGUL] = "ko",
    };
    return codes[script] != NULL ? codes[script] : "";
}

/* Copies the words of one script, and what stands between them, with a NUL behind. */
static struct span take_sample(struct span text, enum script script, char *sample)
{
    size_t length = 0;
    for (size_t at = 0; at < text.length;) {
        const size_t start = at;
        const int32_t letter = code_point_next(text, &at);
        if (length + (at - start) > PROFILE_BYTES) {
            break;
        }
        const enum script found = script_of(letter);
        if (letter > ' ' && (found == script || found == SCRIPT_NONE)) {
            memcpy(sample + length, text.bytes + start, at - start);
            length += at - start;
        } else if (length > 0 && sample[length - 1] != ' ') {
            sample[length++] = ' ';
        }
    }
    sample[length] = '\0';
    return (struct span){sample, length};
}

static bool is_english_stop_word(struct span word)
{
    const struct word_table *const table = (const struct word_table *)(const void *)table_stop_words;
    uint32_t unused;
    return word.length < WORD_BYTES &&
           word_table_find(table, word_map_language(language_find(span_of("en"))), word, &unused);
}

static bool is_english(struct span sample)
{
    char word[WORD_BYTES];
    size_t length = 0, words = 0, stop_words = 0;
    for (size_t i = 0; i <= sample.length; i++) {
        const char byte = i < sample.length ? sample.bytes[i] : ' ';
        const char lower = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
        if ((lower >= 'a' && lower <= 'z') || (unsigned char)byte >= ASCII_END) {
            if (length < WORD_BYTES)
                word[length] = lower;
            length++;
        } else if (length > 0) {
            words++;
            stop_words += is_english_stop_word((struct span){word, length});
            length = 0;
        }
    }
    return words >= ENGLISH_WORDS_LEAST && stop_words * 100 >= words * ENGLISH_PERCENT;
}

static enum status told_by_profile(struct detector *detector, struct span text, enum script script, const char **code,
                                   struct failure *failure)
{
    const struct span sample = take_sample(text, script, detector->sample);
    if (script == SCRIPT_LATIN && is_english(sample)) {
        *code = "en";
        return STATUS_OK;
    }
    if (detector->profiles == NULL && profiles_open(&detector->profiles, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    return profiles_nearest(detector->profiles, script, sample, code, failure);
}

enum status detector_open(struct detector **detector, struct failure *failure)
{
    return array_zeroed((void **)detector, 1, sizeof **detector, failure);
}

void detector_close(struct detector *detector)
{
    if (detector != NULL) {
        profiles_close(detector->profiles);
        free(detector);
    }
}

enum status detector_detect(struct detector *detector, struct span text, enum script *script, const char **code,
                            struct failure *failure)
{
    const struct span looked_at = {text.bytes, text.length < DETECT_SAMPLE_BYTES ? text.length : DETECT_SAMPLE_BYTES};
    const struct letter_counts counts = count_letters(looked_at);
    *script = main_script(&counts);
    if (*script == SCRIPT_THAI || *script == SCRIPT_OTHER) {
        *code = told_by_block(&counts);
        return STATUS_OK;
    }
    if (profiles_cover(*script) && counts.scripts[*script] >= PROFILE_LETTERS_LEAST) {
        return told_by_profile(detector, looked_at, *script, code, failure);
    }
    const char *told = told_by_letters(&counts, *script);
    *code = told != NULL ? told : usual_code(*script);
    return STATUS_OK;
}
