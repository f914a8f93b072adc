/* test_concordance_line.c - lines are aligned at the hit: the columns are found by ICU's bidirectional algorithm, as a
 * terminal finds them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/ustring.h>

#include "concordance_line.h"
#include "report_sample.h"
#include "text_width.h"

TestSuite(concordance_line, .init = (void (*)(void))sample_folder_make, .fini = sample_folder_remove);

enum { LINE_UNITS = 1024 };

static const struct concordance_layout layout = {.name = 8, .left = 14, .rest = 16};

static const char *line_of(const struct concordance_layout *used, const char *name, enum script script,
                           const char *left, const char *match, const char *right)
{
    static int number;
    char file[32];
    struct failure failure = {0};
    const struct document document = {.id = span_of(name), .script = script};
    const struct hit hit = {.left = span_of(left), .match = span_of(match), .right = span_of(right)};
    struct screen screen = {.width = 80};
    snprintf(file, sizeof file, "line-%d", number++);
    sample_writer(&screen.writer, file);
    concordance_line_show(&screen, used, &document, &hit);
    cr_assert_eq(writer_close(&screen.writer, &failure), STATUS_OK);
    return sample_content(file);
}

Test(concordance_line, left_to_right_lines_hold_no_controls)
{
    cr_expect_str_eq(line_of(&layout, "e/paper", SCRIPT_LATIN, "signed the", "treaty", "of May"),
                     "e/paper       signed the  treaty  of May\n");
    cr_expect_str_eq(
        line_of(&layout, "harvest/paper", SCRIPT_LATIN, "the ministers of Britain", "treaty", "of friendship"),
        "…t/paper  …rs of Britain  treaty  of frie…\n");
    cr_expect_str_eq(line_of(&layout, "a", SCRIPT_LATIN, "", "unconstitutionally", "x"),
                     "a                         unconstitutiona…\n");
    cr_expect_str_eq(line_of(&layout, "日本新聞社", SCRIPT_HAN, "中国和苏联签订了", "条约", "。"),
                     "…新聞社    …和苏联签订了  条约  。\n");
    cr_expect_str_eq(line_of(&layout, "a", SCRIPT_LATIN, "", "b", ""), "a                         b\n");
}

/* The column of the first and the last character of `part` in the line as a terminal orders it. */
static void columns_of(const char *line, const char *part, size_t *first, size_t *end)
{
    UChar units[LINE_UNITS], wanted[LINE_UNITS];
    int32_t map[LINE_UNITS], length = 0, part_length = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8(units, LINE_UNITS, &length, line, (int32_t)strcspn(line, "\n"), &code);
    u_strFromUTF8(wanted, LINE_UNITS, &part_length, part, -1, &code);
    UBiDi *bidi = ubidi_open();
    ubidi_setPara(bidi, units, length, UBIDI_DEFAULT_LTR, NULL, &code);
    ubidi_getLogicalMap(bidi, map, &code);
    cr_assert(U_SUCCESS(code));
    const UChar *const found = u_strFindFirst(units, length, wanted, part_length);
    cr_assert_not_null(found, "%s in %s", part, line);
    int32_t low = INT32_MAX, high = -1;
    for (int32_t i = (int32_t)(found - units); i < (int32_t)(found - units) + part_length; i++) {
        low = map[i] < low ? map[i] : low;
        high = map[i] > high ? map[i] : high;
    }
    *first = 0;
    *end = 0;
    for (int32_t i = 0; i < length; i++) {
        char utf8[8];
        int32_t bytes = 0;
        u_strToUTF8(utf8, sizeof utf8, &bytes, &units[i], 1, &code);
        const UChar unit = units[i];
        const bool is_control = unit == 0x200E || (unit >= 0x2066 && unit <= 0x2069);
        const size_t width = is_control ? 0 : text_width((struct span){utf8, (size_t)bytes});
        *first += map[i] < low ? width : 0;
        *end += map[i] <= high ? width : 0;
    }
    ubidi_close(bidi);
}

Test(concordance_line, arabic_lines_are_aligned_from_the_right_and_read_on)
{
    static const struct {
        const char *name, *left, *match, *right;
    } cases[] = {
        {"a/paper", "وقعت", "معاهدة", "التحالف"},
        {"صحيفة", "وقعت بريطانيا والاتحاد", "الْمُعَاهَدَة", "في لندن عام 1942"},
        {"b", "", "معاهدة", ""},
        {"1", "في 1942 Cripps", "معاهدة", "Stafford Cripps قال"},
        {"c", "(London, 1941)", "1942", "1943"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const line =
            line_of(&layout, cases[i].name, SCRIPT_ARABIC, cases[i].left, cases[i].match, cases[i].right);
        size_t first, end, name_first, name_end;
        columns_of(line, cases[i].match, &first, &end);
        columns_of(line, cases[i].name, &name_first, &name_end);
        /* 8 for the name, 2, 2 + 16 for hit and right: from there the left context runs to the right. */
        cr_expect_eq(end, 26U, "case %zu: the hit's right edge stands at %zu", i, end);
        cr_expect_eq(end - first, text_width(span_of(cases[i].match)), "case %zu: the hit is in one piece", i);
        cr_expect_eq(name_first, 0U, "case %zu: the name stands in front", i);
    }
    size_t left_first, left_end, right_first, right_end;
    const char *const line = line_of(&layout, "a", SCRIPT_ARABIC, "قبل", "هنا", "بعد");
    columns_of(line, "قبل", &left_first, &left_end);
    columns_of(line, "بعد", &right_first, &right_end);
    cr_expect_eq(left_first, 28U, "what is read before stands at the right of the hit");
    cr_expect_eq(right_end, 21U, "what is read behind it at its left");
    cr_expect_lt(strstr(line, "قبل"), strstr(line, "بعد"), "the bytes stand in reading order");
}

Test(concordance_line, an_arabic_word_in_an_english_text_stays_in_its_column)
{
    static const char *const lefts[] = {"the word", "the حرب", "حرب"};
    for (size_t i = 0; i < 3; i++) {
        size_t first, end;
        columns_of(line_of(&layout, "a", SCRIPT_LATIN, lefts[i], "معاهدة", "سلام is"), "معاهدة", &first, &end);
        cr_expect_eq(first, 26U, "%s: %zu", lefts[i], first);
    }
}

Test(concordance_line, a_field_is_named_where_it_is_not_the_body)
{
    const struct concordance_layout wide = {.name = 3, .field = 12, .left = 3, .rest = 8};
    cr_expect_str_eq(line_of(&wide, "a", SCRIPT_LATIN, "b", "c", "d"), "a                    b  c  d\n");
    struct failure failure = {0};
    const struct document document = {.id = span_of("a"), .script = SCRIPT_LATIN};
    const struct hit hit = {.match = span_of("c"), .field = FIELD_NOTES};
    struct screen screen = {.width = 80, .is_bold = true};
    sample_writer(&screen.writer, "notes");
    concordance_line_show(&screen, &wide, &document, &hit);
    cr_assert_eq(writer_close(&screen.writer, &failure), STATUS_OK);
    cr_expect_str_eq(sample_content("notes"), "a    notes              \x1b[1mc\x1b[0m\n");
}

Test(concordance_line, a_layout_fills_the_terminal_and_copes_with_a_narrow_one)
{
    const struct concordance_layout usual = concordance_layout_for_width(80, false);
    cr_expect_eq(usual.name + usual.left + usual.rest + 2 * CONCORDANCE_GAP, 80U);
    const struct concordance_layout narrow = concordance_layout_for_width(1, true);
    cr_expect_str_eq(line_of(&narrow, "a", SCRIPT_LATIN, "left left", "match match", "right"),
                     "a                       …ft left  match m…\n");
    const struct concordance_layout piped = concordance_layout_for_words(1000, false);
    cr_expect_leq(piped.left, 1000U);
}

Test(concordance_line, what_drives_a_terminal_is_not_sent_raw)
{
    const char *const line = line_of(&layout, "a", SCRIPT_ARABIC, "\x1b[2J", "a\u202eb", "\u2067");
    cr_expect_null(strchr(line, '\x1b'));
    cr_expect_null(strstr(line, "\u202e"));
}
