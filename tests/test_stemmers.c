/*
 * test_stemmers.c - every word list of Snowball (package snowball-data) through
 * the stemmers, and the choices between them.
 *
 * With --stem snowball a term is what Snowball's authors expect, but for what
 * folding changes. Each difference has a class and each class a number for each
 * language; the lists are those of 2021-01-20, which Debian has had since.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <libstemmer.h>
#include <zlib.h>

#include "refusal.h"
#include "scratch.h"
#include "stemmers.h"

enum { WORD_BYTES = 1024, LIST_SAMPLE = 20 };

/* Why a term is not the stem that Snowball expects. */
enum difference {
    FOLDED_AFTER,  /* it is that stem, folded */
    FOLDED_BEFORE, /* it is Snowball's stem of the folded word */
    STEM_EMPTY,    /* Snowball leaves nothing: the folded word is kept */
    LIBRARY,       /* the library gives another stem than the list has */
    UNKNOWN,
    DIFFERENCE_COUNT
};
static const char *const difference_names[DIFFERENCE_COUNT] = {"folded after stemming", "folded before stemming",
                                                               "nothing left", "other library", "of no known kind"};

struct word_list {
    const char *language, *name;
    size_t words;
    size_t differing[DIFFERENCE_COUNT];
};

/* What folding does to these words: the Armenian ligature ech-yiwn comes apart,
 * sharp s is two, digits are ASCII, capitals that Snowball leaves become small,
 * marks and joiners go before Yiddish and Nepali rules see them. */
static const struct word_list lists[] = {
    {"ar", "arabic", 459811, {0}},
    {"hy", "armenian", 101780, {[FOLDED_AFTER] = 1541, [FOLDED_BEFORE] = 82}},
    {"eu", "basque", 21386, {0}},
    {"ca", "catalan", 48897, {[FOLDED_AFTER] = 1}},
    {"da", "danish", 23830, {0}},
    {"nl", "dutch", 45669, {0}},
    {"en", "english", 29417, {0}},
    {"fi", "finnish", 49962, {0}},
    {"fr", "french", 20805, {0}},
    {"de", "german", 35033, {0}},
    {"el", "greek", 90729, {[FOLDED_AFTER] = 14, [FOLDED_BEFORE] = 6, [STEM_EMPTY] = 40}},
    {"hi", "hindi", 65118, {[FOLDED_AFTER] = 1793}},
    {"hu", "hungarian", 30000, {0}},
    {"id", "indonesian", 64586, {0}},
    {"ga", "irish", 186280, {[FOLDED_AFTER] = 59}},
    {"it", "italian", 35494, {0}},
    {"lt", "lithuanian", 86105, {[FOLDED_AFTER] = 2}},
    {"ne", "nepali", 4000, {[FOLDED_AFTER] = 21}},
    {"no", "norwegian", 20628, {0}},
    {"pt", "portuguese", 32016, {0}},
    {"ro", "romanian", 22570, {0}},
    {"ru", "russian", 49785, {0}},
    {"sr", "serbian", 30000, {0}},
    {"es", "spanish", 28377, {0}},
    {"sv", "swedish", 30623, {0}},
    {"ta", "tamil", 443271, {[FOLDED_AFTER] = 62, [STEM_EMPTY] = 193}},
    {"tr", "turkish", 96325, {[FOLDED_AFTER] = 23, [FOLDED_BEFORE] = 2, [STEM_EMPTY] = 4}},
    {"yi", "yiddish", 100003, {[FOLDED_BEFORE] = 342, [STEM_EMPTY] = 1}},
};

static struct failure failure;
static struct folder *folder;
static struct stemmers *stemmers;

static void open_both(enum stemmer choice)
{
    cr_assert_eq(folder_open(&folder, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(stemmers_open(&stemmers, choice, NULL, NULL, &failure), STATUS_OK, "%s", failure.message);
}

static void close_both(void)
{
    stemmers_close(stemmers);
    folder_close(folder);
}

/* The term of a word, and in *folded the word folded; both until the next call.
 */
static struct span term_of(const struct language *language, struct span word, struct stem_word *shapes)
{
    struct stem stem;
    *shapes = (struct stem_word){.surface = word};
    const bool turkic = language != NULL && language->turkic_case;
    cr_assert_eq(folder_fold(folder, word, turkic, &shapes->folded, &failure), STATUS_OK);
    cr_assert_eq(folder_background_key(folder, word, &shapes->key, &failure), STATUS_OK);
    if (shapes->folded.length == 0) {
        return (struct span){0};
    }
    cr_assert_eq(stemmers_stem(stemmers, language, shapes, &stem, &failure), STATUS_OK, "%s", failure.message);
    return stem.term;
}

/* What libstemmer itself makes of a word. */
static bool library_gives(struct sb_stemmer *library, struct span word, struct span expected)
{
    const sb_symbol *const stem = sb_stemmer_stem(library, (const sb_symbol *)word.bytes, (int)word.length);
    return span_equal((struct span){(const char *)stem, (size_t)sb_stemmer_length(library)}, expected);
}

static enum difference kind_of(struct sb_stemmer *library, const struct language *language,
                               const struct stem_word *word, struct span term, struct span expected)
{
    char kept[WORD_BYTES];
    cr_assert_leq(term.length, sizeof kept);
    const struct span own = {memcpy(kept, term.bytes, term.length), term.length};
    if (!library_gives(library, word->surface, expected)) {
        return LIBRARY;
    }
    const bool arabic = strcmp(language->code, "ar") == 0;
    const struct span given = arabic ? word->key : word->folded;
    if (expected.length == 0) {
        return span_equal(own, word->folded) ? STEM_EMPTY : UNKNOWN;
    }
    if (span_equal(given, word->surface) || !library_gives(library, given, own)) {
        return UNKNOWN;
    }
    struct span folded;
    cr_assert_eq(folder_fold(folder, expected, language->turkic_case, &folded, &failure), STATUS_OK);
    return span_equal(folded, own) ? FOLDED_AFTER : FOLDED_BEFORE;
}

static gzFile open_list(const char *name, const char *file)
{
    char path[256];
    snprintf(path, sizeof path, "/usr/share/snowball/data/%s/%s.txt", name, file);
    const gzFile plain = gzopen(path, "r");
    if (plain != NULL) {
        return plain;
    }
    snprintf(path, sizeof path, "/usr/share/snowball/data/%s/%s.txt.gz", name, file);
    return gzopen(path, "r");
}

static bool read_line(gzFile file, char line[static WORD_BYTES], struct span *text)
{
    if (gzgets(file, line, WORD_BYTES) == NULL) {
        return false;
    }
    *text = (struct span){line, strcspn(line, "\n")};
    return true;
}

static void compare_list(const struct word_list *list, gzFile words, gzFile stems)
{
    const struct language *const language = language_find(span_of(list->language));
    struct sb_stemmer *const library = sb_stemmer_new(language->snowball, "UTF_8");
    char word_line[WORD_BYTES], stem_line[WORD_BYTES];
    struct span word, expected;
    size_t count = 0, differing[DIFFERENCE_COUNT] = {0};
    const size_t step = strcmp(list->language, "ar") == 0 ? LIST_SAMPLE : 1;
    for (size_t line = 0; read_line(words, word_line, &word); line++) {
        cr_assert(read_line(stems, stem_line, &expected), "%s: fewer stems than words", list->name);
        if (line % step != 0 || word.length == 0) {
            continue;
        }
        struct stem_word shapes;
        const struct span term = term_of(language, word, &shapes);
        count++;
        if (!span_equal(term, expected)) {
            const enum difference kind = kind_of(library, language, &shapes, term, expected);
            differing[kind]++;
        }
    }
    sb_stemmer_delete(library);
    cr_expect_eq(count, list->words, "%s: %zu words, expected %zu", list->name, count, list->words);
    for (size_t i = 0; i < DIFFERENCE_COUNT; i++) {
        cr_expect_eq(differing[i], list->differing[i], "%s: %zu terms %s, expected %zu", list->name, differing[i],
                     difference_names[i], list->differing[i]);
    }
}

Test(stemmers, terms_are_those_that_the_authors_of_snowball_expect)
{
    open_both(STEMMER_SNOWBALL);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const gzFile words = open_list(lists[i].name, "voc"), stems = open_list(lists[i].name, "output");
        if (words == NULL || stems == NULL) {
            cr_skip_test("the Debian package snowball-data is not installed: no list "
                         "of %s words",
                         lists[i].name);
        }
        compare_list(&lists[i], words, stems);
        gzclose(words);
        gzclose(stems);
    }
    close_both();
}

static void expect_term(const char *code, const char *word, const char *expected)
{
    struct stem_word shapes;
    const struct span term = term_of(code != NULL ? language_find(span_of(code)) : NULL, span_of(word), &shapes);
    cr_expect(span_equal(term, span_of(expected)), "%s became %.*s", word, SPAN_ARGUMENTS(term));
}

/* Snowball's own documentation has connection -> connect; TEXT's table of
 * faults has the Arabic ones. */
Test(stemmers, the_choice_decides_which_stemmer_a_word_gets)
{
    open_both(STEMMER_SNOWBALL);
    expect_term("en", "Connections", "connect");
    expect_term("ar", "علاقات", "علاقا");
    expect_term("ar", "العلاقات", "علاق");
    close_both();
    open_both(STEMMER_LIGHT);
    expect_term("en", "Connections", "connect");
    expect_term("ar", "علاقات", "علاق");
    expect_term("ar", "العلاقات", "علاق");
    close_both();
    open_both(STEMMER_NONE);
    expect_term("en", "Connections", "connections");
    expect_term("ar", "أَحْمَد", "احمد");
    close_both();
}

Test(stemmers, a_word_of_no_known_language_or_without_a_stemmer_stays_folded)
{
    open_both(STEMMER_AUTO);
    expect_term(NULL, "Connections", "connections");
    expect_term("he", "ירושלים", "ירושלים");
    expect_term("sw", "Vitabu", "vitabu");
    close_both();
}

/* Yazim Kilavuzu of the Turkish Language Association: an apostrophe sets off what is added to a proper name. */
Test(stemmers, an_ending_behind_an_apostrophe_is_no_part_of_a_turkish_name)
{
    open_both(STEMMER_AUTO);
    expect_term("tr", "Londra'nın", "londra");
    expect_term("tr", "Londra’ya", "londra");
    expect_term("tr", "'tren", "'tren");
    expect_term("en", "o'clock", "o'clock");
    close_both();
    open_both(STEMMER_SNOWBALL);
    expect_term("tr", "Allen'ın", "allen'"); /* libstemmer's own */
    close_both();
}

Test(stemmers, what_is_longer_than_any_word_stays_folded)
{
    char word[2 * WORD_BYTES], folded[2 * WORD_BYTES];
    memset(word, 'S', sizeof word);
    memset(folded, 's', sizeof folded);
    word[sizeof word - 1] = folded[sizeof folded - 1] = '\0';
    open_both(STEMMER_AUTO);
    expect_term("en", word, folded);
    expect_term("ar", word, folded);
    close_both();
}

Test(stemmers, names_of_the_users_own_are_terms_with_every_stemmer)
{
    static const enum stemmer choices[] = {STEMMER_AUTO, STEMMER_LIGHT, STEMMER_SNOWBALL, STEMMER_NONE};
    struct folder *own_folder;
    scratch_open();
    const char *path = scratch_write("own.txt", "naples\tNapoli\tنابولي\t[city]\n");
    cr_assert_eq(folder_open(&own_folder, &failure), STATUS_OK);
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        struct stemmers *own;
        struct stem stem;
        const struct stem_word latin = {span_of("Naples"), span_of("naples"), span_of("naples")};
        const struct stem_word arabic = {span_of("وبنابولي"), span_of("وبنابولي"), span_of("وبنابولي")};
        const struct language *const english = language_find(span_of("en")), *const ar = language_find(span_of("ar"));
        cr_assert_eq(stemmers_open(&own, choices[i], path, own_folder, &failure), STATUS_OK, "%s", failure.message);
        cr_assert_eq(stemmers_stem(own, english, &latin, &stem, &failure), STATUS_OK);
        cr_expect(span_equal(stem.term, span_of("naples")), "%zu %.*s", i, SPAN_ARGUMENTS(stem.term));
        cr_assert_eq(stemmers_stem(own, ar, &arabic, &stem, &failure), STATUS_OK);
        cr_expect(span_equal(stem.term, span_of("naples")), "%zu %.*s", i, SPAN_ARGUMENTS(stem.term));
        cr_expect(stemmers_protect(own, ar, span_of("وبنابولي")));
        cr_expect_not(stemmers_protect(own, ar, span_of("موسكو")));
        cr_expect(stemmers_protect(own, NULL, span_of("napoli")));
        stemmers_close(own);
    }
    folder_close(own_folder);
    scratch_close();
}

static enum status open_and_stem(void)
{
    struct stemmers *fresh = NULL;
    struct stem stem;
    const struct stem_word word = {span_of("Soviets"), span_of("soviets"), span_of("soviets")};
    enum status status = stemmers_open(&fresh, STEMMER_AUTO, NULL, NULL, &failure);
    if (status == STATUS_OK) {
        status = stemmers_stem(fresh, language_find(span_of("en")), &word, &stem, &failure);
    }
    stemmers_close(fresh);
    return status;
}

Test(stemmers, every_refused_allocation_is_reported_as_such)
{
    for (long refused = 0;; refused++) {
        failure = (struct failure){0};
        refuse_allocation(refused, false);
        const enum status status = open_and_stem();
        if (refuse_nothing() <= refused) {
            cr_assert_eq(status, STATUS_OK, "%s", failure.message);
            break;
        }
        cr_assert_eq(status, STATUS_FAILED, "allocation %ld", refused);
        cr_assert_eq(failure.kind, FAILURE_MEMORY, "%s", failure.message);
    }
}
