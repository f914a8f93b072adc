#include <criterion/criterion.h>

#include "code_point.h"

/* Encodings from Unicode 15, table 3-6, worked out by hand. */
Test(code_point, characters_of_every_length_are_read)
{
    static const char bytes[] = "a\xC3\xA9\xD8\xA7\xE2\x82\xAC\xF0\x9F\x98\x80";
    static const int32_t expected[] = {'a', 0xE9, 0x627, 0x20AC, 0x1F600};
    const struct span text = {bytes, sizeof bytes - 1};
    size_t at = 0;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        cr_expect_eq(code_point_next(text, &at), expected[i]);
    }
    cr_expect_eq(at, text.length);
}

Test(code_point, a_byte_that_starts_no_character_is_passed_over_alone)
{
    static const char *const broken[] = {"\x80z", "\xFFz", "\xC0\x80z", "\xD8z", "\xE2\x82z", "\xF0\x9F\x98z", "\xF8z"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        const struct span text = span_of(broken[i]);
        size_t at = 0;
        cr_expect_eq(code_point_next(text, &at), -1);
        cr_expect_eq(at, 1);
        int32_t last = 0;
        while (at < text.length) {
            last = code_point_next(text, &at);
        }
        cr_expect_eq(last, 'z');
    }
}

Test(code_point, a_character_cut_by_the_end_is_not_read_beyond_it)
{
    static const char bytes[] = "\xF0\x9F\x98\x80";
    for (size_t length = 1; length < 4; length++) {
        size_t at = 0;
        cr_expect_eq(code_point_next((struct span){bytes, length}, &at), -1);
        cr_expect_eq(at, 1);
    }
}
