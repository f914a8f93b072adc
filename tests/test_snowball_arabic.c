/* test_snowball_arabic.c - every stem against libstemmer's: the words of the built-in table with what is written before
 * and behind them, and random ones of the letters and affixes that the steps look for. */
#include <criterion/criterion.h>
#include <libstemmer.h>
#include <stdio.h>
#include <string.h>

#include "background.h"
#include "libstemmer_stem.h"
#include "snowball_arabic.h"

enum { WORD_BYTES_MOST = 256 };
#define COUNT(list) (sizeof(list) / sizeof *(list))

static struct sb_stemmer *snowball;

static void open_snowball(void)
{
    snowball = sb_stemmer_new("arabic", "UTF_8");
    cr_assert_not_null(snowball);
}

static void close_snowball(void)
{
    sb_stemmer_delete(snowball);
}

TestSuite(snowball_arabic, .init = open_snowball, .fini = close_snowball);

/* False if the word is left to libstemmer. */
static bool check(struct span word)
{
    return is_libstemmers_stem(snowball, snowball_arabic_stem, word);
}

static unsigned draw(uint64_t *state, size_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407); /* Knuth's MMIX */
    return (unsigned)((*state >> 33) % below);
}

static const char *const beginnings[] = {"",   "",   "",   "ال", "وال", "بال", "كال", "لل",  "و",    "ف",   "ب",
                                         "بب", "كك", "با", "سي", "ست",  "سن",  "سأ",  "أ",   "أأ",   "أآ",  "أؤ",
                                         "أا", "أإ", "أو", "وا", "فا",  "يست", "نست", "تست", "سيست", "أأف", "سييست"};
static const char *const endings[] = {"",   "ي",   "ك",  "ه",  "نا",  "كم", "ها", "هن", "هم", "كما", "هما", "كمو",
                                      "ن",  "ا",   "و",  "ات", "ت",   "ة",  "ني", "كن", "تا", "تن",  "ان",  "ون",
                                      "ين", "تما", "وا", "تم", "تمو", "ى",  "ئ",  "يه", "يك", "تموه"};
static const char *const letters[] = {"اأإآبةتسفكلمنهوىيؤئء", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةى", "اينت",
                                      "ءأإآؤئا"};

static size_t append(char *word, size_t length, const char *text)
{
    memcpy(word + length, text, strlen(text));
    return length + strlen(text);
}

Test(snowball_arabic, is_libstemmers_for_every_word_of_the_table_with_affixes)
{
    enum { FORM_BYTES_MOST = 100 };
    const struct background *const arabic = background_builtin("ar");
    struct background_form entry;
    uint64_t state = 20181109;
    size_t plain = 0;
    for (size_t i = 0; background_folded_form(arabic, i, &entry); i++) {
        const struct span form = entry.text;
        char word[WORD_BYTES_MOST];
        if (form.length <= FORM_BYTES_MOST) {
            plain += check(form);
            size_t length = append(word, 0, beginnings[draw(&state, COUNT(beginnings))]);
            memcpy(word + length, form.bytes, form.length);
            length = append(word, length + form.length, endings[draw(&state, COUNT(endings))]);
            (void)check((struct span){word, length});
        }
    }
    cr_expect_gt(plain, 80000);
}

Test(snowball_arabic, is_libstemmers_for_random_words)
{
    enum { WORDS = 300000, LETTERS_MOST = 6, AFFIXES_MOST = 2, LETTER_BYTES = 2 };
    uint64_t state = 20240501;
    for (int i = 0; i < WORDS; i++) {
        char word[WORD_BYTES_MOST];
        size_t length = 0;
        for (unsigned left = draw(&state, AFFIXES_MOST + 1); left > 0; left--) {
            length = append(word, length, beginnings[draw(&state, COUNT(beginnings))]);
        }
        const char *const from = letters[draw(&state, COUNT(letters))];
        for (unsigned left = draw(&state, LETTERS_MOST); left > 0; left--) {
            memcpy(word + length, from + LETTER_BYTES * draw(&state, strlen(from) / LETTER_BYTES), LETTER_BYTES);
            length += LETTER_BYTES;
        }
        for (unsigned left = draw(&state, AFFIXES_MOST + 1); left > 0; left--) {
            length = append(word, length, endings[draw(&state, COUNT(endings))]);
        }
        cr_assert(check((struct span){word, length}) || length == 0);
    }
}

/* Tatweel, vowel signs, digits, presentation forms, letters of other languages, other scripts, half a letter; more
 * letters than any word has. */
Test(snowball_arabic, of_other_characters_is_left_to_libstemmer)
{
    static const char *const words[] = {"",   "كتـاب", "كِتاب",      "ك١",      "ﻛﺘﺎﺏ",    "پدر",
                                        "گل", "abcd",  "كتاب كتاب", "كتا\xD8", "\x99\x8A"};
    char stem[WORD_BYTES_MOST], longest[130 + 1];
    for (size_t i = 0; i < COUNT(words); i++) {
        cr_expect_eq(snowball_arabic_stem(span_of(words[i]), stem), 0, "%s", words[i]);
    }
    for (size_t i = 0; i + 1 < sizeof longest; i += 2) {
        memcpy(longest + i, "ا", 2);
    }
    cr_expect_eq(snowball_arabic_stem((struct span){longest, 130}, stem), 0);
    cr_expect_gt(snowball_arabic_stem((struct span){longest, 128}, stem), 0);
    cr_expect(check((struct span){longest, 128}));
}
