/* test_usual_language.c - scripts by most letters, languages by most documents. */
#include <criterion/criterion.h>

#include "usual_language.h"

Test(usual_language, the_script_is_that_of_most_letters)
{
    static const struct {
        const char *text;
        enum script script;
    } cases[] = {
        {"", SCRIPT_NONE},
        {"1927 - 12,5!", SCRIPT_NONE},
        {"موسكو Moscow لندن", SCRIPT_ARABIC},
        {"Москва 1927", SCRIPT_CYRILLIC},
        {"London لندن", SCRIPT_LATIN},
        {"日本と英国の関係", SCRIPT_KANA},
        {"中国与苏联", SCRIPT_HAN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(usual_script(span_of(cases[i].text), SCRIPT_NONE), cases[i].script, "%s", cases[i].text);
    }
}

Test(usual_language, letters_of_a_long_text_count_one_each)
{
    /* 40 letters against 41: ب is one letter, æ one, be they told many at a time or alone */
    static const char spaced[] = "ababababab, abababab 1927 ab; abababab - abababababab ببببببببب ببببببببب "
                                 "(ببببببببب) ببببببببب ببببب";
    static const char latin[] = "ababababab, abababab 1927 ab; abababab - abababababæb ببببببببب ببببببببب "
                                "(ببببببببب) ببببببببب ببب";
    cr_expect_eq(usual_script(span_of(spaced), SCRIPT_NONE), SCRIPT_ARABIC);
    cr_expect_eq(usual_script(span_of(latin), SCRIPT_NONE), SCRIPT_LATIN);
}

Test(usual_language, the_language_is_that_of_most_documents_of_the_script)
{
    struct document documents[] = {
        {.language = {"fr", 2}, .script = SCRIPT_LATIN},
        {.language = {"en", 2}, .script = SCRIPT_LATIN},
        {.language = {"fa", 2}, .script = SCRIPT_ARABIC},
        {.language = {"ar", 2}, .script = SCRIPT_ARABIC},
        {.language = {"fa", 2}, .script = SCRIPT_ARABIC},
        {.language = {"", 0}, .script = SCRIPT_GREEK},
        {.language = {"fr", 2}, .script = SCRIPT_LATIN, .role = ROLE_QUERY},
    };
    struct document *pointers[7];
    struct span languages[SCRIPT_COUNT] = {0};
    struct failure failure = {0};
    for (size_t i = 0; i < 7; i++) {
        pointers[i] = &documents[i];
    }
    cr_assert_eq(usual_languages(pointers, 7, languages, &failure), STATUS_OK);
    cr_expect(span_equal(languages[SCRIPT_ARABIC], span_of("fa")));
    cr_expect(span_equal(languages[SCRIPT_LATIN], span_of("en")), "a tie goes by bytes, a query does not count");
    cr_expect_eq(languages[SCRIPT_GREEK].length, 0);
    cr_assert_eq(usual_languages(NULL, 0, languages, &failure), STATUS_OK);
}

Test(usual_language, the_script_of_the_declared_language_needs_a_fifth_of_the_letters)
{
    static const char manual[] = "列出所有文件 ls --all --almost-all", name[] = "an English text that names 北京 once";
    cr_expect_eq(usual_script(span_of(manual), SCRIPT_NONE), SCRIPT_LATIN);
    cr_expect_eq(usual_script(span_of(manual), SCRIPT_HAN), SCRIPT_HAN);
    cr_expect_eq(usual_script(span_of(name), SCRIPT_HAN), SCRIPT_LATIN);
    cr_expect_eq(usual_script(span_of("srpski tekst"), SCRIPT_CYRILLIC), SCRIPT_LATIN);
}
