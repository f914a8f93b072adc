/* Widths after UAX #11; marks and format characters take none. Directions after UAX #9. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "report_sample.h"
#include "text_width.h"

static void make(void)
{
    sample_folder_make();
}

TestSuite(text_width, .init = make, .fini = sample_folder_remove);

#define LRM "\u200e"

Test(text_width, each_character_takes_the_columns_that_a_terminal_gives_it)
{
    const struct {
        const char *text;
        size_t width;
    } cases[] = {{"", 0},
                 {"war", 3},
                 {"معاهدة", 6},
                 {"مُعَاهَدَة", 6},             /* with four vowel marks */
                 {"条約", 4},               /* wide */
                 {"ｱ", 1},                  /* half-width */
                 {"e\u0301", 1},            /* combining acute */
                 {"\u1112\u1161\u11ab", 2}, /* a Hangul syllable in three jamo */
                 {"\u200f\u200d", 0},       /* format characters */
                 {"\x1b[1m", 7},            /* shown as \x1b[1m */
                 {"\xff"
                  "a",
                  2}, /* broken UTF-8 is one U+FFFD a byte */
                 {"\u202e"
                  "a",
                  2}}; /* an override is one U+FFFD */
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(text_width(span_of(cases[i].text)), cases[i].width, "%s is %zu", cases[i].text,
                     text_width(span_of(cases[i].text)));
}

/* Spaces and letters of the scripts that are looked at without ICU, and others beside them. */
Test(text_width, visible_characters_are_as_wide_as_their_properties_say)
{
    for (uint32_t code = 0x20; code < 0x3000; code++) {
        const UChar32 character = (UChar32)code;
        const int8_t category = u_charType(character);
        uint8_t bytes[U8_MAX_LENGTH];
        size_t length = 0;
        U8_APPEND_UNSAFE(bytes, length, code);
        const size_t width = text_width((struct span){(const char *)bytes, length});
        if ((U_MASK(category) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_P_MASK | U_GC_ZS_MASK)) != 0 &&
            u_getIntPropertyValue(character, UCHAR_HANGUL_SYLLABLE_TYPE) == U_HST_NOT_APPLICABLE) {
            const int wide = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
            cr_expect_eq(width, wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1, "U+%04X", code);
        } else if (category == U_NON_SPACING_MARK) {
            cr_expect_eq(width, 0, "U+%04X", code);
        }
    }
}

Test(text_width, one_character_from_right_to_left_makes_the_text_so)
{
    cr_expect(text_is_right_to_left(span_of("war حرب")));
    cr_expect(text_is_right_to_left(span_of("שלום")));
    cr_expect(text_is_right_to_left(span_of("١٩٣٩")));
    cr_expect_not(text_is_right_to_left(span_of("война 1939")));
    cr_expect_not(text_is_right_to_left(span_of("\xff")));
}

static const char *shown(const char *text)
{
    static int number;
    char name[32];
    struct writer writer = {0};
    struct failure failure = {0};
    snprintf(name, sizeof name, "shown-%d", number++);
    sample_writer(&writer, name);
    text_show(&writer, span_of(text));
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return sample_content(name);
}

Test(text_width, nothing_that_drives_a_terminal_is_sent_raw)
{
    cr_expect_str_eq(shown("a\x1b]0;title\x07"), "a\\x1b]0;title\\x07");
    cr_expect_str_eq(shown("line\nbreak\t\x7f"), "line\\x0abreak\\x09\\x7f");
    cr_expect_str_eq(shown("\xc2\x9b"
                           "31m"),
                     "\\x9b31m");
    cr_expect_str_eq(shown("\u202eevil\u2066\u2028"), "\ufffdevil\ufffd\ufffd");
    cr_expect_str_eq(shown("a\xc3"), "a\ufffd");
    cr_expect_str_eq(shown("حرب"), LRM "حرب" LRM);
}

static const char *field(const char *text, size_t width, enum text_side side)
{
    static int number;
    char name[32];
    struct writer writer = {0};
    struct failure failure = {0};
    snprintf(name, sizeof name, "field-%d", number++);
    sample_writer(&writer, name);
    text_show_field(&writer, span_of(text), width, side);
    cr_assert_eq(writer_close(&writer, &failure), STATUS_OK);
    return sample_content(name);
}

Test(text_width, a_field_has_exactly_its_width)
{
    cr_expect_str_eq(field("war", 5, TEXT_LEFT), "war  ");
    cr_expect_str_eq(field("war", 5, TEXT_RIGHT), "  war");
    cr_expect_str_eq(field("warfare", 5, TEXT_LEFT), "warf…");
    cr_expect_str_eq(field("条約国", 4, TEXT_LEFT), "条… "); /* half a wide character cannot be shown */
    cr_expect_str_eq(field("حرب", 5, TEXT_RIGHT), "  " LRM "حرب" LRM);
    cr_expect_str_eq(field("\x1b\x1b", 5, TEXT_LEFT), "\\x1b…");
}

static bool is(struct span span, const char *text)
{
    return span_equal(span, span_of(text));
}

Test(text_width, a_head_and_a_tail_fit_and_keep_marks_with_their_letters)
{
    cr_expect(is(text_head(span_of("warfare"), 3), "war"));
    cr_expect(is(text_tail(span_of("warfare"), 4), "fare"));
    cr_expect(is(text_head(span_of("条约国"), 3), "条"));
    cr_expect(is(text_tail(span_of("条约国"), 3), "国"));
    cr_expect(is(text_head(span_of("حَرْب"), 2), "حَرْ"));
    cr_expect(is(text_tail(span_of("حَرْب"), 1), "ب"), "the mark of the letter before is no start");
    cr_expect(is(text_tail(span_of("حَرْب"), 2), "رْب"));
    cr_expect(is(text_tail(span_of("war"), 3), "war"));
    cr_expect(is(text_tail(span_of("war"), 0), ""));
    cr_expect(is(text_head(span_of(""), 5), ""));
    cr_expect(is(text_tail(span_of("\u0301x"), 1), "\u0301x"), "all of it fits");
}
