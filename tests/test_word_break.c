/*
 * test_word_break.c - Unicode's own WordBreakTest (package unicode-data)
 * through the tokenizer, line by line.
 *
 * Our words are the words of UAX #29 that hold a letter or a digit. Where they
 * are not, the rule of word_split.c that makes the difference is told from the
 * characters of the line alone, and counted. The counts belong to
 * Unicode 15.0.0: with the same file another number means that a split appeared
 * or went. They were checked by searching the lines of the file with regular
 * expressions over classes of characters: 75 underscores inside and 37 at
 * edges, 15 colons, 15 separators with a mark, 3 apostrophes, and 66 places
 * where letter meets digit or script meets script in some way.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "code_point.h"
#include "tokenizer.h"
#include "word_break.h"

enum { LINE_BYTES = 2048, CASE_CHARACTERS = 64, CASE_BYTES = 4 * CASE_CHARACTERS, CASE_COUNT = 1823 };

static const char file_name[] = "/usr/share/unicode/auxiliary/WordBreakTest.txt";
static const char version[] = "# WordBreakTest-15.0.0.txt";

/* A line of the file: "÷ 0061 × 0308 ÷ 0020 ÷", break signs around code points.
 */
struct break_case {
    char text[CASE_BYTES];
    size_t bytes;
    size_t breaks[CASE_CHARACTERS]; /* byte offsets, from 0 to `bytes` */
    size_t break_count;
};

static void append_utf8(struct break_case *made, unsigned long character)
{
    static const unsigned char heads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    const size_t length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length; i-- > 0;) {
        made->text[made->bytes + i] = (char)(i > 0 ? 0x80 | (character & 0x3F) : heads[length] | character);
        character >>= 6;
    }
    made->bytes += length;
}

/* False for a line that is a comment. */
static bool read_case(const char *line, struct break_case *made)
{
    *made = (struct break_case){0};
    for (const char *place = line; *place != '\0' && *place != '#';) {
        if (strncmp(place, "÷", strlen("÷")) == 0) {
            made->breaks[made->break_count++] = made->bytes;
            place += strlen("÷");
        } else if (strchr("0123456789ABCDEF", *place) != NULL) {
            char *end = NULL;
            append_utf8(made, strtoul(place, &end, 16));
            place = end;
        } else {
            place++;
        }
    }
    return made->bytes > 0;
}

/* What stands between two of our words that are one to UAX #29, or in a word of
 * UAX #29 and in none of ours. */
enum difference {
    SPLIT_LETTER_DIGIT, /* nothing between: letter beside digit */
    SPLIT_SCRIPTS,      /* nothing between: letters of two scripts */
    SPLIT_NUMBER,       /* a separator in a number, with a mark or an invisible
                           character on it */
    SPLIT_COLON,
    SPLIT_JOINED, /* an apostrophe or quotation mark between letters of two
                     scripts */
    SPLIT_UNDERSCORE,
    SPLIT_INVISIBLE, /* nothing else between */
    EDGE_UNDERSCORE,
    EDGE_INVISIBLE,
    EDGE_JOINED, /* an apostrophe behind a Hebrew letter (WB7a) */
    EDGE_SYMBOL, /* an emoji that a ZWJ glues to a word (WB3c) */
    NO_WORD,     /* all of it is lost */
    UNKNOWN,
    DIFFERENCE_COUNT
};

static const struct {
    const char *name;
    size_t count;
} differences[DIFFERENCE_COUNT] = {
    [SPLIT_LETTER_DIGIT] = {"between letter and digit", 41},
    [SPLIT_SCRIPTS] = {"between letters of two scripts", 17},
    [SPLIT_NUMBER] = {"at the separator of a number that carries a mark", 15},
    [SPLIT_COLON] = {"at a colon", 15},
    [SPLIT_JOINED] = {"at an apostrophe or quotation mark between scripts", 2},
    [SPLIT_UNDERSCORE] = {"at an underscore", 75},
    [SPLIT_INVISIBLE] = {"at an invisible character", 6},
    [EDGE_UNDERSCORE] = {"an underscore at the edge left out", 37},
    [EDGE_INVISIBLE] = {"an invisible character at the edge left out", 92},
    [EDGE_JOINED] = {"an apostrophe at the edge left out", 3},
    [EDGE_SYMBOL] = {"an emoji at the edge left out", 2},
    [NO_WORD] = {"a word with letters or digits lost", 0},
    [UNKNOWN] = {"of no known kind", 0},
};

static bool is_letter(int32_t c)
{
    return u_hasBinaryProperty(c, UCHAR_ALPHABETIC) && !u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND);
}

static bool holds_letter_or_digit(struct span text)
{
    for (size_t at = 0; at < text.length;) {
        const int32_t c = code_point_next(text, &at);
        if (is_letter(c) || u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
            return true;
        }
    }
    return false;
}

/* What is left out before the first of our words or behind the last: told by
 * the first character that shows. */
static enum difference kind_of_edge(struct span gap)
{
    enum difference kind = EDGE_INVISIBLE;
    for (size_t at = 0; at < gap.length;) {
        const int32_t c = code_point_next(gap, &at);
        if (c == '_') {
            return EDGE_UNDERSCORE;
        }
        if (c == '\'') {
            return EDGE_JOINED;
        }
        if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) {
            return EDGE_SYMBOL;
        }
        if (u_charType(c) != U_FORMAT_CHAR && !u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND)) {
            kind = UNKNOWN;
        }
    }
    return kind;
}

/* What is left out between two of our words; marks and invisible characters
 * decide only where nothing else does. */
static enum difference kind_of_gap(struct span gap, bool in_number, bool across_scripts)
{
    bool has_mark = false;
    int32_t sign = 0;
    for (size_t at = 0; at < gap.length;) {
        const int32_t c = code_point_next(gap, &at);
        if (u_charType(c) == U_FORMAT_CHAR || u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND)) {
            has_mark = true;
        } else if (sign == 0 || c == '_') {
            sign = c;
        } else if (sign != '_') {
            return UNKNOWN;
        }
    }
    switch (sign) {
    case 0:
        return across_scripts ? SPLIT_INVISIBLE : UNKNOWN;
    case '_':
        return SPLIT_UNDERSCORE;
    case ':':
        return SPLIT_COLON;
    case '.':
    case ',':
        return in_number && has_mark ? SPLIT_NUMBER : UNKNOWN;
    case '\'':
    case '"':
        return in_number ? (has_mark ? SPLIT_NUMBER : UNKNOWN) : across_scripts ? SPLIT_JOINED : UNKNOWN;
    default:
        return UNKNOWN;
    }
}

static enum difference kind_of_split(const struct break_case *made, const struct word *before, const struct word *after)
{
    const bool digits_before = (before->flags & WORD_NUMERIC) != 0, digits_after = (after->flags & WORD_NUMERIC) != 0;
    const struct span gap = {made->text + before->end, after->start - before->end};
    if (gap.length > 0) {
        return kind_of_gap(gap, digits_before && digits_after,
                           digits_before != digits_after || before->script != after->script);
    }
    if (digits_before != digits_after) {
        return SPLIT_LETTER_DIGIT;
    }
    return !digits_before && before->script != after->script ? SPLIT_SCRIPTS : UNKNOWN;
}

static void note(size_t counts[DIFFERENCE_COUNT], enum difference kind, const char *line)
{
    counts[kind]++;
    cr_expect(kind != UNKNOWN && kind != NO_WORD, "%s in %s", differences[kind].name, line);
}

/* One word of UAX #29 from `start` to `end` against those of ours that lie in
 * it. Returns how many do. */
static size_t compare_word(const struct break_case *made, size_t start, size_t end, const struct word *words,
                           size_t count, size_t differing[DIFFERENCE_COUNT], const char *line)
{
    size_t inside = 0;
    while (inside < count && words[inside].start < end) {
        inside++;
    }
    const struct span text = {made->text + start, end - start};
    if (inside == 0) {
        if (holds_letter_or_digit(text)) {
            note(differing, NO_WORD, line);
        }
        return 0;
    }
    cr_expect(words[0].start >= start && words[inside - 1].end <= end, "a word over a break in %s", line);
    cr_expect(holds_letter_or_digit(text), "a word without letter or digit in %s", line);
    if (words[0].start > start) {
        note(differing, kind_of_edge((struct span){made->text + start, words[0].start - start}), line);
    }
    for (size_t i = 1; i < inside; i++) {
        note(differing, kind_of_split(made, &words[i - 1], &words[i]), line);
    }
    if (words[inside - 1].end < end) {
        const size_t last = words[inside - 1].end;
        note(differing, kind_of_edge((struct span){made->text + last, end - last}), line);
    }
    return inside;
}

static size_t compare_case(struct tokenizer *tokenizer, const char *line, size_t differing[DIFFERENCE_COUNT])
{
    struct break_case made;
    struct failure failure = {0};
    struct words words;
    if (!read_case(line, &made)) {
        return 0;
    }
    tokenizer_begin(tokenizer);
    cr_assert_eq(tokenizer_words(tokenizer, &(struct text){{made.text, made.bytes}, 0}, &words, &failure), STATUS_OK);
    size_t passed = 0;
    for (size_t i = 1; i < made.break_count; i++) {
        passed += compare_word(&made, made.breaks[i - 1], made.breaks[i], words.items + passed, words.count - passed,
                               differing, line);
    }
    cr_expect_eq(passed, words.count, "%s", line);
    return 1;
}

/* ICU's root rules and ours have the colon and the at sign in other classes than the standard (character_table.c). */
static bool is_tailored(const struct break_case *made)
{
    return memchr(made->text, ':', made->bytes) != NULL || memchr(made->text, '@', made->bytes) != NULL;
}

Test(word_break, boundaries_are_those_of_the_standards_own_test_where_no_dictionary_is_asked)
{
    FILE *const file = fopen(file_name, "r");
    char line[LINE_BYTES];
    struct failure failure = {0};
    struct character_table *table = NULL;
    struct break_case made;
    size_t compared = 0;
    if (file == NULL) {
        cr_skip_test("the Debian package unicode-data is not installed: no %s", file_name);
    }
    cr_assert_eq(character_table_open(&table, &failure), STATUS_OK);
    while (fgets(line, sizeof line, file) != NULL) {
        if (!read_case(line, &made) || is_tailored(&made)) {
            continue;
        }
        for (size_t i = 1; i < made.break_count; i++) {
            const size_t end = word_break_next(table, (const unsigned char *)made.text, made.bytes, made.breaks[i - 1]);
            if (end == WORD_BREAK_ASK) {
                break;
            }
            cr_expect_eq(end, made.breaks[i], "from byte %zu to %zu in %s", made.breaks[i - 1], end, line);
            compared++;
        }
    }
    (void)fclose(file);
    character_table_close(table);
    cr_expect_gt(compared, 3000U);
}

Test(word_break, words_are_those_of_the_standards_own_test_but_for_the_splits_listed)
{
    FILE *const file = fopen(file_name, "r");
    char line[LINE_BYTES];
    struct failure failure = {0};
    struct tokenizer *tokenizer = NULL;
    if (file == NULL) {
        cr_skip_test("the Debian package unicode-data is not installed: no %s", file_name);
    }
    cr_assert_eq(tokenizer_open(&tokenizer, &failure), STATUS_OK, "%s", failure.message);
    size_t differing[DIFFERENCE_COUNT] = {0}, cases = 0;
    cr_assert_not_null(fgets(line, sizeof line, file));
    const bool known_version = strncmp(line, version, strlen(version)) == 0;
    while (fgets(line, sizeof line, file) != NULL) {
        cases += compare_case(tokenizer, line, differing);
    }
    (void)fclose(file);
    tokenizer_close(tokenizer);
    cr_expect_gt(cases, 1000U);
    for (size_t i = 0; known_version && i < DIFFERENCE_COUNT; i++) {
        cr_expect_eq(differing[i], differences[i].count, "%s: %zu, expected %zu", differences[i].name, differing[i],
                     differences[i].count);
    }
    cr_expect(!known_version || cases == CASE_COUNT, "%zu lines", cases);
}
