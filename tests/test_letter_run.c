/* test_letter_run.c - many letters at a time are the letters that the table of characters has, one by one. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include <unicode/utf8.h>

#include "character_table.h"
#include "letter_run.h"

enum { TEXT_MOST = 200, ROUNDS = 20000, LAST_OF_PAIRS = 0x7FF };

static struct character_table *table;

static void open_table(void)
{
    struct failure failure = {0};
    cr_assert_eq(character_table_open(&table, &failure), STATUS_OK);
}

static void close_table(void)
{
    character_table_close(table);
}

TestSuite(letter_run, .init = open_table, .fini = close_table);

static size_t write_character(unsigned char *text, size_t at, int32_t character)
{
    U8_APPEND_UNSAFE(text, at, (uint32_t)character);
    return at;
}

static bool goes_on(int32_t character, enum script script)
{
    const struct character_entry entry = character_table_entry(table, character);
    return (entry.plain == PLAIN_LETTER && entry.script == script) || entry.plain == PLAIN_FOLLOWS;
}

/* What the header says of each script. */
static bool is_common(int32_t character, enum script script)
{
    switch (script) {
    case SCRIPT_LATIN:
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    case SCRIPT_ARABIC:
        return (character >= 0x0621 && character <= 0x063A) || (character >= 0x0640 && character <= 0x0652);
    case SCRIPT_CYRILLIC:
        return character >= 0x0410 && character <= 0x044F;
    default:
        return false;
    }
}

Test(letter_run, what_is_passed_goes_on_a_word_of_the_script_by_the_table_of_characters)
{
    for (int script = SCRIPT_NONE; script < SCRIPT_COUNT; script++) {
        size_t passed = 0;
        for (int32_t character = 0; character <= LAST_OF_PAIRS; character++) {
            unsigned char text[4];
            const size_t length = write_character(text, 0, character);
            const size_t end = letter_run_end(text, length, 0, (enum script)script);
            cr_expect_eq(end, is_common(character, (enum script)script) ? length : 0, "U+%04X", (unsigned)character);
            cr_expect(end == 0 || goes_on(character, (enum script)script), "U+%04X", (unsigned)character);
            passed += end > 0;
        }
        const bool has_letters = script == SCRIPT_LATIN || script == SCRIPT_ARABIC || script == SCRIPT_CYRILLIC;
        cr_expect_eq(passed > 0, has_letters);
    }
}

static uint64_t state = 20261126;

static unsigned drawn(unsigned below)
{
    state = state * UINT64_C(6364136223846793005) + 1;
    return (unsigned)(state >> 33) % below;
}

/* Runs of letters of one script between what may stand there; returns the bytes. */
static size_t draw_text(unsigned char *text)
{
    static const int32_t others[] = {' ',    '.',    '\n',  '7',   '@',   '[',     '`',    '{',   0x61F, 0x620,
                                     0x63B,  0x63F,  0x653, 0x671, 0x40F, 0x450,   0xE9,   0xBF,  0x7F,  0x1E900,
                                     0x2019, 0x4E2D, 0xA0,  0x5D0, 0x386, 0x10410, 0xFFFD, 0x660, 0x64F, 0x640};
    static const int32_t firsts[] = {'A', 'a', 0x0621, 0x0641, 0x064B, 0x0410, 0x0627};
    static const unsigned counts[] = {26, 26, 26, 10, 8, 64, 1};
    size_t length = 0;
    while (length < TEXT_MOST - 100) {
        const unsigned kind = drawn(sizeof counts / sizeof *counts);
        for (unsigned left = drawn(24); left > 0; left--) {
            length = write_character(text, length, firsts[kind] + (int32_t)drawn(counts[kind]));
        }
        if (drawn(4) == 0) {
            length = write_character(text, write_character(text, length, 0x0627), 0x0644);
        }
        length = write_character(text, length, others[drawn(sizeof others / sizeof *others)]);
    }
    return length;
}

/* A copy of exactly that many bytes, so that a tool sees what reads behind them. */
static unsigned char *exact_copy(const unsigned char *text, size_t length)
{
    unsigned char *const copy = malloc(length);
    cr_assert(copy != NULL);
    memcpy(copy, text, length);
    return copy;
}

Test(letter_run, a_run_ends_where_it_ends_letter_by_letter)
{
    unsigned char drawn_text[2 * TEXT_MOST];
    for (size_t round = 0; round < ROUNDS / 10; round++) {
        const size_t length = draw_text(drawn_text);
        unsigned char *const text = exact_copy(drawn_text, length);
        for (size_t start = 0; start <= length;) {
            for (int script = SCRIPT_NONE; script <= SCRIPT_CYRILLIC; script++) {
                size_t expected = start;
                for (size_t at = start; at < length; expected = at) {
                    int32_t character;
                    U8_NEXT_UNSAFE(text, at, character);
                    if (!is_common(character, (enum script)script)) {
                        break;
                    }
                }
                cr_assert_eq(letter_run_end(text, length, start, (enum script)script), expected);
            }
            if (start == length) {
                break;
            }
            int32_t passed;
            U8_NEXT_UNSAFE(text, start, passed);
            cr_assert_neq(passed, 0);
        }
        free(text);
    }
}

static bool has_bit(uint64_t mask, size_t at)
{
    return (mask >> at & 1) != 0;
}

Test(letter_run, masks_say_of_each_byte_what_stands_there)
{
    unsigned char text[2 * TEXT_MOST];
    size_t told = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        (void)draw_text(text);
        struct letter_masks masks;
        cr_assert(!letter_masks_find(text, LETTER_MASK_BYTES + 2, &masks));
        unsigned char *const exact = exact_copy(text, LETTER_MASK_BYTES + 3);
        const bool is_told = letter_masks_find(exact, LETTER_MASK_BYTES + 3, &masks);
        free(exact);
        if (!is_told) {
            cr_skip("this processor tells no letters many at a time");
        }
        size_t stretch = 0;
        bool is_whole = true;
        for (size_t at = 0, next = 0; at < LETTER_MASK_BYTES; at = next) {
            int32_t character, second = 0;
            next = at;
            U8_NEXT_UNSAFE(text, next, character);
            size_t behind = next;
            U8_NEXT_UNSAFE(text, behind, second);
            const bool is_arabic = is_common(character, SCRIPT_ARABIC) && goes_on(character, SCRIPT_ARABIC) &&
                                   character_table_entry(table, character).plain == PLAIN_LETTER &&
                                   next <= LETTER_MASK_BYTES;
            const bool is_article = character == 0x0627 && second == 0x0644 && behind <= LETTER_MASK_BYTES;
            cr_assert_eq(has_bit(masks.ascii, at), character < 0x80);
            cr_assert_eq(has_bit(masks.latin, at), is_common(character, SCRIPT_LATIN));
            cr_assert_eq(has_bit(masks.arabic, at), is_arabic);
            cr_assert_eq(has_bit(masks.articles, at), is_article);
            is_whole = is_whole && (character < 0x80 || is_arabic);
            stretch = is_whole ? next : stretch;
            told += is_article;
        }
        cr_assert_eq(letter_masks_stretch(&masks), stretch);
    }
    cr_expect_gt(told, 100U);
    cr_expect_eq(letter_masks_count(UINT64_MAX, 0), 0U);
    cr_expect_eq(letter_masks_count(UINT64_MAX, 7), 7U);
    cr_expect_eq(letter_masks_count(UINT64_MAX, LETTER_MASK_BYTES), 64U);
}
