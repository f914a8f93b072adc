/* test_english_stem.c - every stem against libstemmer's: the words of the built-in table, and random ones of letters
 * and endings that the steps look for. Snowball's own list goes through test_stemmers. */
#include <criterion/criterion.h>
#include <libstemmer.h>
#include <stdio.h>
#include <string.h>

#include "background.h"
#include "english_stem.h"
#include "libstemmer_stem.h"

enum { WORD_BYTES_MOST = 128 };

static struct sb_stemmer *snowball;

static void open_snowball(void)
{
    snowball = sb_stemmer_new("english", "UTF_8");
    cr_assert_not_null(snowball);
}

static void close_snowball(void)
{
    sb_stemmer_delete(snowball);
}

TestSuite(english_stem, .init = open_snowball, .fini = close_snowball);

/* False if the word is left to libstemmer. */
static bool check(struct span word)
{
    return is_libstemmers_stem(snowball, english_stem, word);
}

Test(english_stem, is_libstemmers_for_every_word_of_the_table)
{
    const struct background *const english = background_builtin("en");
    struct background_form form;
    size_t plain = 0;
    for (size_t i = 0; background_folded_form(english, i, &form); i++) {
        plain += form.text.length <= WORD_BYTES_MOST && check(form.text);
    }
    cr_expect_gt(plain, 30000);
}

static unsigned draw(uint64_t *state, size_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407); /* Knuth's MMIX */
    return (unsigned)((*state >> 33) % below);
}

static const char *const beginnings[] = {"",        "",        "",        "",     "",     "",     "",      "gener",
                                         "commun",  "arsen",   "inning",  "dy",   "ly",   "ty",   "idl",   "ugl",
                                         "canning", "herring", "proceed", "skie", "exce", "succ", "cosmo", "sk"};
static const char *const letters[] = {"aeioybcst", "abcdefghijklmnopqrstuvwxyz", "aeiouy", "eyslwx"};
static const char *const endings[] = {
    "s",     "es",      "ed",     "ing",     "ly",    "ies",     "ied",   "eed",  "eedly", "edly",   "ingly",
    "y",     "ational", "tional", "enci",    "anci",  "abli",    "entli", "izer", "ation", "ator",   "ization",
    "alism", "aliti",   "alli",   "fulness", "ousli", "ousness", "iviti", "bli",  "ogi",   "biliti", "iveness",
    "logi",  "fulli",   "lessli", "li",      "alize", "icate",   "iciti", "ical", "ful",   "ness",   "ative",
    "al",    "ance",    "ence",   "er",      "ic",    "able",    "ible",  "ant",  "ement", "ment",   "ent",
    "ism",   "ate",     "iti",    "ous",     "ive",   "ize",     "ion",   "sion", "tion",  "e",      "l",
    "ll",    "us",      "ss",     "sses",    "at",    "bl",      "iz",    "tt",   "yy",    "ee",     "i"};
#define COUNT(list) (sizeof(list) / sizeof *(list))

Test(english_stem, is_libstemmers_for_random_words)
{
    enum { WORDS = 200000, LETTERS_MOST = 8, ENDINGS_MOST = 3 };
    uint64_t state = 20240501;
    for (int i = 0; i < WORDS; i++) {
        char word[WORD_BYTES_MOST];
        size_t length = (size_t)snprintf(word, sizeof word, "%s", beginnings[draw(&state, COUNT(beginnings))]);
        const char *const from = letters[draw(&state, COUNT(letters))];
        for (unsigned left = draw(&state, LETTERS_MOST); left > 0; left--) {
            word[length++] = from[draw(&state, strlen(from))];
        }
        for (unsigned left = draw(&state, ENDINGS_MOST + 1); left > 0; left--) {
            const char *const ending = endings[draw(&state, COUNT(endings))];
            memcpy(word + length, ending, strlen(ending));
            length += strlen(ending);
        }
        cr_assert(check((struct span){word, length}) || length == 0);
    }
}

Test(english_stem, of_other_characters_is_left_to_libstemmer)
{
    static const char *const words[] = {"", "don't", "caf\u00e9", "Running", "x1", "run ning"};
    char stem[WORD_BYTES_MOST];
    for (size_t i = 0; i < COUNT(words); i++) {
        cr_expect_eq(english_stem(span_of(words[i]), stem), 0, "%s", words[i]);
    }
}
