#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "check_words.h"

static const char *shown(const char *name)
{
    static struct sentence sentence;
    sentence = (struct sentence){.length = 0};
    sentence_name(&sentence, span_of(name));
    return sentence.text;
}

Test(check_words, names_come_out_harmless)
{
    static const struct {
        const char *name, *shown;
    } cases[] = {
        {"<script>", "<script>"}, /* escaping belongs to the format */
        {"=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"},
        {"a\nb\rc\td", "a\\x0ab\\x0dc\\x09d"},
        {"\x1b[31mred\x7f", "\\x1b[31mred\\x7f"},
        {"\u202Eevil\u2066x\u2069", "\uFFFDevil\uFFFDx\uFFFD"},
        {"\u2028", "\uFFFD"},
        {"\xff\xc3", "\uFFFD\uFFFD"},
        {"##[set-env name=A]x", "##\\x5bset-env name=A]x"},
        {"\uFFFE", "\uFFFD"},
        {"\xc2\x85", "\\x85"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(shown(cases[i].name), cases[i].shown, "%zu: %s", i, shown(cases[i].name));
}

Test(check_words, right_to_left_stands_between_marks_and_long_names_are_cut)
{
    char name[10001];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    cr_expect_str_eq(shown("سلام"), "\u200eسلام\u200e");
    cr_expect_eq(strlen(shown(name)), 80 + strlen("\u2026"));
}

Test(check_words, a_change_says_what_was_and_what_is)
{
    const struct check_value nothing = {.type = CHECK_NOTHING};
    const struct check_value text = {.type = CHECK_TEXT, .text = span_of("a, b")};
    const struct check_value half = {.type = CHECK_NUMBER, .number = .5, .low = .4, .high = .6};
    const struct check_value more = {.type = CHECK_NUMBER, .number = .70004, .low = NAN, .high = NAN};
    const struct check_value close = {.type = CHECK_NUMBER, .number = .70003, .low = NAN, .high = NAN};
    const struct {
        struct check_change change;
        const char *sentence;
    } cases[] = {
        {{.subject = "% and %",
          .names = {span_of("x"), span_of("y")},
          .kind = CHECK_MATRIX,
          .before = half,
          .after = more},
         "x and y: 0.5000 [0.4000, 0.6000] before, 0.7000 now"},
        {{.subject = "%", .names = {span_of("x")}, .kind = CHECK_MATRIX, .before = close, .after = more},
         "x: 0.70003 before, 0.70004 now"},
        {{.subject = "%",
          .names = {span_of("x")},
          .kind = CHECK_TERMS,
          .before = text,
          .after = nothing,
          .is_list = true},
         "x: no longer a, b"},
        {{.subject = "%", .names = {span_of("x")}, .kind = CHECK_TERMS, .before = text, .after = text, .is_list = true},
         "x: no longer a, b; now also a, b"},
        {{.subject = "document % is gone", .names = {span_of("x")}, .kind = CHECK_DOCUMENTS}, "document x is gone"},
        {{.subject = "%", .names = {span_of("50%")}, .kind = CHECK_GATES, .before = half, .after = more},
         "50%: 0.7000, above the bound 0.5000 [0.4000, 0.6000]"},
        {{.subject = "%", .names = {span_of("x")}, .kind = CHECK_GATES, .before = more, .after = nothing},
         "x: nothing that can be estimated, bound 0.7000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sentence sentence = {.length = 0};
        check_words_change(&sentence, &cases[i].change);
        cr_expect_str_eq(sentence.text, cases[i].sentence, "%zu: %s", i, sentence.text);
    }
}

Test(check_words, a_sentence_never_overflows)
{
    struct sentence sentence = {.length = 0};
    for (int i = 0; i < 10000; i++)
        sentence_text(&sentence, "word ");
    cr_expect_lt(sentence.length, (size_t)SENTENCE_BYTES);
    cr_expect_eq(strlen(sentence.text), sentence.length);
}

Test(check_words, counts_are_in_words)
{
    struct sentence sentence = {.length = 0};
    const uint64_t changed[CHECK_KIND_COUNT] = {[CHECK_MATRIX] = 1234, [CHECK_SOURCES] = 1, [CHECK_TERMS] = 2};
    check_words_counts(&sentence, changed);
    cr_expect_str_eq(sentence.text, "1 pair of sources, 1,234 cells of the matrix, 2 lists of strongest terms");
}
