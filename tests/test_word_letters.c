#include <criterion/criterion.h>
#include <string.h>

#include "word_letters.h"

static uint64_t letters(const char *word)
{
    uint64_t head[2];
    word_head_read(span_of(word), head);
    return word_letters(head, strlen(word));
}

/* The first letter lowest: ASCII as it is, U+0627 "ا" as 0x80 | 0x27. */
Test(word_letters, a_letter_is_a_byte)
{
    cr_expect_eq(letters("a"), 0x61);
    cr_expect_eq(letters("it's"), 0x73277469);
    cr_expect_eq(letters("aardvark"), 0x6b72617664726161u);
    cr_expect_eq(letters("ا"), 0xA7);
    cr_expect_eq(letters("لا"), 0xA7C4);                             /* U+0644 U+0627 */
    cr_expect_eq(letters("\xD8\x80\xD9\xBF"), 0xFF80);               /* U+0600 U+067F, the outermost */
    cr_expect_eq(letters("اااااااب"), UINT64_C(0xA8A7A7A7A7A7A7A7)); /* eight */
}

Test(word_letters, longer_words_and_other_characters_have_none)
{
    static const char *const words[] = {"",         "aardvarks", "ااااااااا" /* nine */,
                                        "né",       "aا",        "اa",
                                        "اaa",      "aaا",       "\xDA\x80" /* U+0680 */,
                                        "\xDA\xAF", "\xDB\x80",  "\xD7\xA9",
                                        "я",        "漢",        "\xD8",
                                        "\xD8\xC0", "\xD8\x40"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cr_expect_eq(letters(words[i]), 0, "%s", words[i]);
    }
}

static uint64_t letters_of_bytes(const char *bytes, size_t length)
{
    uint64_t head[2];
    word_head_read((struct span){bytes, length}, head);
    return word_letters(head, length);
}

/* A number tells the word's length: it has no zero where the word begins, which means something else, or ends. */
Test(word_letters, zeros_are_letters_only_within_a_word)
{
    cr_expect_eq(letters_of_bytes("\0", 1), 0);
    cr_expect_eq(letters_of_bytes("a\0", 2), 0);
    cr_expect_eq(letters_of_bytes("\0a", 2), 0);
    cr_expect_eq(letters_of_bytes("a\0b", 3), 0x620061);
}

Test(word_letters, the_word_comes_back)
{
    static const char *const words[] = {"a", "it's", "aardvark", "ا", "كتاب", "مستشفيات", "\xD8\x80\xD9\xBF"};
    char bytes[WORD_HEAD_BYTES];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct span word = {bytes, word_letters_text(letters(words[i]), bytes)};
        cr_expect(span_equal(word, span_of(words[i])), "%s", words[i]);
    }
    cr_expect_eq(word_letters_text(letters_of_bytes("a\0b", 3), bytes), 3);
    cr_expect_arr_eq(bytes, "a\0b", 3);
}
