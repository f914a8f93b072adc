#include <criterion/criterion.h>
#include <libstemmer.h>
#include <stdlib.h>

#include "language.h"
#include "tables.h"
#include "word_map.h"
#include "word_table.h"

static const char *code_of(const struct language *language)
{
    return language != NULL ? language->code : "";
}

Test(language, tags_are_found_by_their_primary_subtag)
{
    static const char *const cases[][2] = {
        {"ar", "ar"},    {"AR", "ar"},  {"ar-EG", "ar"}, {"en_GB", "en"}, {"zh-Hant", "zh"},  {" ru ", "ru"},
        {"arb", "ar"},   {"arz", "ar"}, {"eng", "en"},   {"rus", "ru"},   {"deu", "de"},      {"ger", "de"},
        {"nb-NO", "no"}, {"iw", "he"},  {"fil", "tl"},   {"ckb", "ckb"},  {"cmn-Hans", "zh"}, {"", ""},
        {"-", ""},       {"xx", ""},    {"english", ""}, {"e", ""},       {"ar\xFF", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_str_eq(code_of(language_find(span_of(cases[i][0]))), cases[i][1], "%s", cases[i][0]);
    }
}

/* RFC 5646, 2.1: language = 2*3ALPHA, subtags of one to eight; langtag or privateuse. */
Test(language, tags_are_told_from_other_words)
{
    static const char *const tags[] = {"ar",
                                       "AR",
                                       " ru ",
                                       "en_GB",
                                       "zh-Hant-TW",
                                       "ckb",
                                       "de-1996",
                                       "sl-rozaj-1994",
                                       "x-elvish",
                                       "es-419",
                                       "en-a-bbb-x-a-ccc"};
    static const char *const others[] = {"",  " ",  "a",     "-",      "en-", "-en",          "English", "arabisch",
                                         "x", "e1", "ar EG", "en--GB", "عر",  "en-ninechars", "en;q=1"};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        cr_expect(language_is_tag(span_of(tags[i])), "%s", tags[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        cr_expect_not(language_is_tag(span_of(others[i])), "%s", others[i]);
    }
}

Test(language, a_name_in_english_leads_to_the_code)
{
    cr_expect_str_eq(code_of(language_named(span_of("arabic"))), "ar");
    cr_expect_str_eq(code_of(language_named(span_of(" Russian "))), "ru");
    cr_expect_null(language_named(span_of("Arab")));
    cr_expect_null(language_named(span_of("Russians")));
    cr_expect_null(language_named(span_of("")));
}

Test(language, every_language_is_found_by_its_own_code_once)
{
    for (size_t i = 0; i < language_count; i++) {
        cr_expect_eq(language_find(span_of(languages[i].code)), &languages[i], "%s", languages[i].code);
        cr_expect_not_null(languages[i].name);
        cr_expect_neq(languages[i].script, SCRIPT_NONE);
    }
}

Test(language, every_algorithm_of_libstemmer_belongs_to_a_language)
{
    for (const char **name = sb_stemmer_list(); *name != NULL; name++) {
        size_t found = 0;
        for (size_t i = 0; i < language_count; i++) {
            found += languages[i].snowball != NULL && strcmp(languages[i].snowball, *name) == 0;
        }
        /* Porter is an older stemmer for English. */
        cr_expect_eq(found, strcmp(*name, "porter") == 0 ? 0 : 1, "%s", *name);
    }
}

Test(language, every_algorithm_named_is_one_of_libstemmer)
{
    for (size_t i = 0; i < language_count; i++) {
        if (languages[i].snowball != NULL) {
            struct sb_stemmer *stemmer = sb_stemmer_new(languages[i].snowball, "UTF_8");
            cr_expect_not_null(stemmer, "%s", languages[i].snowball);
            sb_stemmer_delete(stemmer);
        }
    }
}

static bool table_has(const struct language *language)
{
    const struct word_table *const table = (const struct word_table *)(const void *)table_stop_words;
    for (size_t i = 0; i < table->form_count; i++) {
        if (word_table_word(table, i).context == word_map_language(language)) {
            return true;
        }
    }
    return false;
}

Test(language, it_says_rightly_which_languages_have_stop_words)
{
    for (size_t i = 0; i < language_count; i++) {
        cr_expect_eq(languages[i].has_stop_words, table_has(&languages[i]), "%s", languages[i].code);
    }
}

Test(language, turkish_and_azerbaijani_alone_have_a_dotless_i)
{
    for (size_t i = 0; i < language_count; i++) {
        const bool expected = strcmp(languages[i].code, "tr") == 0 || strcmp(languages[i].code, "az") == 0;
        cr_expect_eq(languages[i].turkic_case, expected);
    }
}

Test(language, a_tag_is_kept_in_one_form)
{
    static const char *const cases[][2] = {{"AR-EG", "ar-EG"}, {"en_GB", "en-GB"},           {" Fr\t", "fr"},
                                           {"", ""},           {"zh_Hant_TW", "zh-Hant-TW"}, {"X", "x"}};
    char buffer[32];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_str_eq(language_normalize_tag(span_of(cases[i][0]), buffer, sizeof buffer), cases[i][1]);
    }
}

Test(language, a_tag_too_long_is_cut_at_a_character)
{
    char buffer[4];
    cr_expect_str_eq(language_normalize_tag(span_of("en-GB-oxendict"), buffer, sizeof buffer), "en-");
    cr_expect_str_eq(language_normalize_tag(span_of("ab\u00E9"), buffer, sizeof buffer), "ab");
    cr_expect_str_eq(language_normalize_tag(span_of("en"), buffer, 1), "");
    cr_expect_str_eq(language_normalize_tag(span_of("en"), NULL, 0), "");
}

Test(language, a_word_takes_the_language_of_its_document_if_written_in_its_script)
{
    static const struct {
        const char *declared;
        enum script script;
        const char *expected;
    } cases[] = {
        {"ar", SCRIPT_ARABIC, "ar"}, {"fa", SCRIPT_ARABIC, "fa"},   {"ur", SCRIPT_ARABIC, "ur"},
        {"ar", SCRIPT_LATIN, "en"},  {"ar", SCRIPT_CYRILLIC, "ru"}, {"fr", SCRIPT_LATIN, "fr"},
        {"fr", SCRIPT_ARABIC, "ar"}, {"pl", SCRIPT_LATIN, "pl"},    {"uk", SCRIPT_CYRILLIC, "uk"},
        {"uk", SCRIPT_LATIN, "en"},  {"sr", SCRIPT_LATIN, "sr"},    {"sr", SCRIPT_CYRILLIC, "sr"},
        {"ja", SCRIPT_HAN, "ja"},    {"ja", SCRIPT_KANA, "ja"},     {"zh", SCRIPT_KANA, "ja"},
        {"en", SCRIPT_HAN, "zh"},    {"ko", SCRIPT_HANGUL, "ko"},   {"mr", SCRIPT_DEVANAGARI, "mr"},
        {"", SCRIPT_LATIN, "en"},    {"", SCRIPT_ARABIC, "ar"},     {"", SCRIPT_GREEK, "el"},
        {"", SCRIPT_HEBREW, "he"},   {"", SCRIPT_DEVANAGARI, "hi"}, {"", SCRIPT_ARMENIAN, "hy"},
        {"", SCRIPT_TAMIL, "ta"},    {"", SCRIPT_THAI, "th"},       {"", SCRIPT_HANGUL, "ko"},
        {"", SCRIPT_NONE, ""},       {"en", SCRIPT_NONE, ""},       {"ar", SCRIPT_OTHER, ""},
        {"ka", SCRIPT_OTHER, "ka"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct language *declared = language_find(span_of(cases[i].declared));
        cr_expect_str_eq(code_of(language_of_word(declared, cases[i].script)), cases[i].expected, "case %zu", i);
    }
}

Test(language, a_word_alone_is_of_the_language_of_its_first_letter_whatever_stands_before_it)
{
    cr_expect_str_eq(code_of(language_of_first_letter(span_of("الحرب"))), "ar");
    cr_expect_str_eq(code_of(language_of_first_letter(span_of("«1939-война war"))), "ru");
    cr_expect_str_eq(code_of(language_of_first_letter(span_of("2nd"))), "en");
    cr_expect_str_eq(code_of(language_of_first_letter(span_of("1939"))), "");
    cr_expect_str_eq(code_of(language_of_first_letter(span_of(""))), "");
}
