/* test_decoder.c - texts in charsets as their standards have them, fed in every possible pair of chunks. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "decoder.h"
#include "refusal.h"
#include "utf8.h"

enum { OUT_BYTES = 1 << 17 };

struct out {
    char text[OUT_BYTES];
    size_t length;
};

static enum status take(void *context, struct span utf8, struct failure *failure)
{
    (void)failure;
    struct out *const out = context;
    size_t broken;
    cr_assert(utf8_is_valid(utf8, &broken));
    memcpy(out->text + out->length, utf8.bytes, utf8.length);
    out->length += utf8.length;
    return STATUS_OK;
}

static struct out out;

/* Decodes in two chunks; returns the facts. */
static struct decoder_facts decode(const char *charset, struct span bytes, size_t cut)
{
    struct decoder *decoder;
    struct failure failure = {0};
    const struct decoded decoded = {take, &out};
    out.length = 0;
    cr_assert_eq(decoder_open(&decoder, charset, &failure), STATUS_OK, "%s", failure.message);
    cr_assert_eq(decoder_feed(decoder, (struct span){bytes.bytes, cut}, false, &decoded, &failure), STATUS_OK);
    cr_assert_eq(decoder_feed(decoder, (struct span){bytes.bytes + cut, bytes.length - cut}, true, &decoded, &failure),
                 STATUS_OK);
    const struct decoder_facts facts = *decoder_facts(decoder);
    decoder_close(decoder);
    return facts;
}

struct charset_case {
    const char *charset;
    const char *bytes;
    size_t length;
    const char *utf8;
    uint64_t broken, first_broken;
};

#define R "\xEF\xBF\xBD"

Test(decoder, texts_come_out_the_same_wherever_a_chunk_ends)
{
    static const struct charset_case cases[] = {
        {NULL, "a\xD8\xA8\xF0\x9F\x98\x80", 7, "aب😀", 0, 0},
        {NULL, "a\xE2\x82 \xFF\xD8", 6, "a" R " " R R, 3, 1},
        {NULL, "\xF0\x9F\xF0\x9F\x98\x80", 6, R "😀", 1, 0},
        {NULL, "\xED\xA0\x80", 3, R R R, 3, 0},
        {"windows-1256", "\xE3\xE6\xD3\xDF\xE6", 5, "موسكو", 0, 0},
        {"ISO-8859-6", "\xE5\xE8\xD3\xE3\xE8", 5, "موسكو", 0, 0},
        {"KOI8-R", "\xED\xCF\xD3\xCB\xD7\xC1", 6, "Москва", 0, 0},
        {"windows-1251", "\xCC\xEE\xF1\xEA\xE2\xE0", 6, "Москва", 0, 0},
        {"UTF-16LE", "a\0\x3D\xD8\x00\xDE", 6, "a😀", 0, 0},
        {"UTF-16BE", "\0a\xD8\x3D\xDE\x00", 6, "a😀", 0, 0},
        {"UTF-16LE", "a\0\x3D\xD8z\0", 6, "a" R "z", 1, 2},
        {"UTF-16LE", "a\0b", 3, "a" R, 1, 2},
        {"Shift_JIS", "\x93\xFA\x96\x7B", 4, "日本", 0, 0},
        {"GB18030", "\xD6\xD0\xB9\xFA", 4, "中国", 0, 0},
        {"EUC-JP", "a\xC6\xFC\xFFz", 5, "a日" R "z", 1, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t cut = 0; cut <= cases[i].length; cut++) {
            const struct span bytes = {cases[i].bytes, cases[i].length};
            const struct decoder_facts facts = decode(cases[i].charset, bytes, cut);
            cr_expect(span_equal((struct span){out.text, out.length}, span_of(cases[i].utf8)), "case %zu cut %zu: %.*s",
                      i, cut, (int)out.length, out.text);
            cr_expect_eq(facts.broken, cases[i].broken, "case %zu cut %zu", i, cut);
            const bool exact = cases[i].charset == NULL || cut == 0; /* as the header promises */
            cr_expect(!exact || facts.first_broken == cases[i].first_broken, "case %zu cut %zu: %d", i, cut,
                      (int)facts.first_broken);
            cr_expect_eq(facts.bytes, cases[i].length);
        }
    }
}

Test(decoder, a_text_larger_than_its_buffers_keeps_its_characters_whole)
{
    enum { UNITS = 40000 };
    static char bytes[UNITS * 2];
    for (size_t i = 0; i < UNITS; i++) { /* U+20AC, three bytes each in UTF-8 */
        bytes[2 * i] = '\xAC';
        bytes[2 * i + 1] = '\x20';
    }
    const struct decoder_facts facts = decode("UTF-16LE", (struct span){bytes, sizeof bytes}, 1001);
    cr_assert_eq(facts.broken, 0);
    cr_assert_eq(out.length, (size_t)UNITS * 3);
    for (size_t i = 0; i < out.length; i += 3) {
        cr_assert_arr_eq(out.text + i, "\xE2\x82\xAC", 3);
    }
}

Test(decoder, a_text_that_ends_inside_a_character_says_so)
{
    cr_assert(decode(NULL, span_of("aa\xD8"), 2).broken_at_end);
    cr_assert(!decode(NULL,
                      span_of("\xD8"
                              "a"),
                      0)
                   .broken_at_end);
}

Test(decoder, names_are_those_of_the_mime_registry)
{
    static const char *const cases[][2] = {
        {"cp1256", "windows-1256"}, {"utf8", "UTF-8"}, {"latin1", "ISO-8859-1"}, {"koi8r", "KOI8-R"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct decoder *decoder;
        struct failure failure = {0};
        cr_assert_eq(decoder_open(&decoder, cases[i][0], &failure), STATUS_OK, "%s", failure.message);
        cr_expect_str_eq(decoder_name(decoder), cases[i][1]);
        decoder_close(decoder);
    }
}

Test(decoder, an_unknown_name_is_a_fault_of_usage)
{
    struct decoder *decoder;
    struct failure failure = {0};
    cr_assert_eq(decoder_open(&decoder, "klingon", &failure), STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_USAGE);
    cr_assert_not_null(strstr(failure.message, "klingon"));
    cr_assert_null(decoder);
}

Test(decoder, refused_memory_is_reported)
{
    struct decoder *decoder;
    struct failure failure = {0};
    refuse_allocation(0, false);
    const enum status status = decoder_open(&decoder, NULL, &failure);
    (void)refuse_nothing();
    cr_assert_eq(status, STATUS_FAILED);
    cr_assert_eq(failure.kind, FAILURE_MEMORY);
}
