#include <criterion/criterion.h>

#include "span.h"

Test(span, order_is_by_bytes_and_the_shorter_comes_first)
{
    static const struct {
        const char *a, *b;
        int sign;
    } cases[] = {{"", "", 0}, {"", "a", -1}, {"a", "ab", -1}, {"b", "ab", 1}, {"z", "\xD8\xA7", -1}, {"x", "x", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const int order = span_compare(span_of(cases[i].a), span_of(cases[i].b));
        cr_assert_eq((order > 0) - (order < 0), cases[i].sign, "case %zu", i);
    }
}

Test(span, equal_spans_have_equal_hashes_wherever_they_lie)
{
    char shifted[80] = {0};
    const char *const text = "the same twenty-nine bytes ...";
    for (size_t shift = 0; shift < 8; shift++) {
        memcpy(shifted + shift, text, strlen(text));
        cr_assert_eq(span_hash(span_of(text)), span_hash((struct span){shifted + shift, strlen(text)}));
    }
}

Test(span, one_changed_byte_or_a_longer_span_changes_the_hash)
{
    char text[33] = "abcdefghijklmnopqrstuvwxyz012345";
    const uint64_t hash = span_hash(span_of(text));
    for (size_t i = 0; i < 32; i++) {
        text[i] ^= 1;
        cr_assert_neq(span_hash(span_of(text)), hash, "byte %zu", i);
        text[i] ^= 1;
    }
    cr_assert_neq(span_hash((struct span){"\0", 1}), span_hash((struct span){"", 0}));
}
