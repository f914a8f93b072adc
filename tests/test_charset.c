/* test_charset.c - Arabic, Russian and Chinese in their legacy charsets, made with ICU from UTF-8 here, must be told
 * from each other and from binary data. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <unicode/ucnv.h>

#include "charset.h"
#include "utf8.h"

enum { TEXT_BYTES = 8192 };

static const char *const arabic =
    "توترت العلاقات بين بريطانيا والاتحاد السوفيتي في عام 1927 بعد أن فتشت الشرطة مقر الشركة "
    "التجارية الروسية في لندن، ثم أعلنت الحكومة قطع العلاقات الدبلوماسية مع موسكو.";
static const char *const russian =
    "Отношения между Великобританией и Советским Союзом были разорваны в мае 1927 года после "
    "обыска в помещении торгового общества АРКОС в Лондоне.";
static const char *const chinese =
    "一九二七年五月，英国政府在伦敦搜查了苏联贸易公司，随后宣布与莫斯科断绝外交关系。这一事件使两国"
    "之间的紧张局势达到了顶点，直到一九二九年才恢复邦交。";
static const char *const french =
    "Les relations diplomatiques furent rompues en mai 1927, après la perquisition menée à "
    "Londres; elles ne furent rétablies qu'après les élections de l'été 1929.";

static struct charset choose(struct span bytes)
{
    struct decoder *decoder;
    struct failure failure = {0};
    struct charset charset;
    cr_assert_eq(decoder_open(&decoder, NULL, &failure), STATUS_OK);
    cr_assert_eq(decoder_feed(decoder, bytes, true, NULL, &failure), STATUS_OK);
    const struct charset_facts facts = {decoder_facts(decoder),
                                        bytes.length > 0 && memchr(bytes.bytes, '\0', bytes.length) != NULL, bytes};
    cr_assert_eq(charset_choose(&facts, &charset, &failure), STATUS_OK, "%s", failure.message);
    decoder_close(decoder);
    return charset;
}

struct kind_case {
    const char *bytes;
    size_t length;
    enum charset_kind kind;
    const char *name;
};

Test(charset, marks_and_bytes_decide)
{
    static const struct kind_case cases[] = {
        {"", 0, CHARSET_UTF8, NULL},
        {"plain", 5, CHARSET_UTF8, NULL},
        {"\xEF\xBB\xBFmarked", 9, CHARSET_UTF8, NULL},
        {"\xFF\xFE"
         "a\0",
         4, CHARSET_MARKED, "UTF-16LE"},
        {"\xFE\xFF\0a", 4, CHARSET_MARKED, "UTF-16BE"},
        {"\xFF\xFE\0\0a\0\0\0", 8, CHARSET_MARKED, "UTF-32LE"},
        {"\0\0\xFE\xFF\0\0\0a", 8, CHARSET_MARKED, "UTF-32BE"},
        {"a\0 \0b\0", 6, CHARSET_DETECTED, "UTF-16LE"},
        {"\0a\0 \0b", 6, CHARSET_DETECTED, "UTF-16BE"},
        {"a\0\0\0 \0\0\0", 8, CHARSET_DETECTED, "UTF-32LE"},
        {"\0\0\0a\0\0\0 ", 8, CHARSET_DETECTED, "UTF-32BE"},
        {"abc\0def", 7, CHARSET_BINARY, NULL},
        {"abc\0defg", 8, CHARSET_BINARY, NULL},
        {"a text with \0 one stray NUL in it. ", 34, CHARSET_BINARY, NULL},
        {"\x7F"
         "ELF\2\1\1\0\0\0\0\0\0\0\0\0",
         16, CHARSET_BINARY, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct charset charset = choose((struct span){cases[i].bytes, cases[i].length});
        cr_expect_eq(charset.kind, cases[i].kind, "case %zu: kind %d", i, (int)charset.kind);
        cr_expect((charset.name == NULL) == (cases[i].name == NULL), "case %zu", i);
        if (charset.name != NULL && cases[i].name != NULL) {
            cr_expect_str_eq(charset.name, cases[i].name, "case %zu", i);
        }
    }
}

struct legacy_case {
    const char *const *text;
    const char *charset;
};

Test(charset, legacy_charsets_are_told_apart)
{
    static const struct legacy_case cases[] = {
        {&arabic, "windows-1256"},  {&arabic, "ISO-8859-6"}, {&arabic, "UTF-16LE"},
        {&russian, "windows-1251"}, {&russian, "KOI8-R"},    {&russian, "UTF-16BE"},
        {&chinese, "GB18030"},      {&chinese, "Big5"},      {&french, "ISO-8859-1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bytes[TEXT_BYTES];
        UErrorCode error = U_ZERO_ERROR;
        const int32_t length = ucnv_convert(cases[i].charset, "UTF-8", bytes, TEXT_BYTES, *cases[i].text, -1, &error);
        cr_assert(U_SUCCESS(error), "%s", cases[i].charset);
        const struct charset charset = choose((struct span){bytes, (size_t)length});
        cr_expect_eq(charset.kind, CHARSET_DETECTED, "%s: %d of %d", cases[i].charset, (int)charset.kind,
                     charset.confidence);
        cr_expect_str_eq(charset.name != NULL ? charset.name : "none", cases[i].charset);
    }
}

Test(charset, a_few_broken_places_leave_it_utf8)
{
    char bytes[TEXT_BYTES];
    const size_t length = strlen(arabic);
    memcpy(bytes, arabic, length);
    bytes[20] = '\xFF';
    cr_expect_eq(choose((struct span){bytes, length}).kind, CHARSET_BROKEN_UTF8);
    memcpy(bytes, arabic, length);
    size_t cut = 101;
    while (((unsigned char)arabic[cut] & 0xC0) != 0x80) {
        cut++;
    }
    cr_expect_eq(choose((struct span){arabic, cut}).kind, CHARSET_BROKEN_UTF8, "cut inside a character");
    cr_expect_eq(choose(span_of("caf\xC3\xA9 et th\xC3")).kind, CHARSET_BROKEN_UTF8, "the cut alone is broken");
}

Test(charset, random_bytes_without_nul_are_binary)
{
    uint32_t random = 7;
    for (size_t round = 0; round < 200; round++) {
        char bytes[1000];
        for (size_t i = 0; i < sizeof bytes; i++) {
            random = random * 1664525U + 1013904223U;
            bytes[i] = (char)(1 + (random >> 16) % 255);
        }
        cr_expect_eq(choose((struct span){bytes, sizeof bytes}).kind, CHARSET_BINARY, "round %zu", round);
    }
}

Test(charset, bytes_on_which_icu_gives_up_are_binary)
{
    const struct charset charset = choose(span_of("$~\xA4"));
    cr_expect_eq(charset.kind, CHARSET_BINARY);
    cr_expect_null(charset.name);
}
