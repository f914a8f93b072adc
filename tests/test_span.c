#include <stdlib.h>
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

/* The definition in span.c, a second time and byte by byte. */
static uint64_t slow_fold(uint64_t a, uint64_t b)
{
    uint64_t low = 0, high = 0; /* schoolbook: 64 shifted additions */
    for (unsigned bit = 0; bit < 64; bit++) {
        if ((b >> bit & 1) != 0) {
            const uint64_t shifted_low = a << bit, shifted_high = bit > 0 ? a >> (64 - bit) : 0;
            low += shifted_low;
            high += shifted_high + (low < shifted_low);
        }
    }
    return low ^ high;
}

static uint64_t slow_hash(const unsigned char *bytes, size_t length)
{
    uint64_t hash = 0x6A09E667F3BCC909u ^ length;
    for (size_t at = 0;; at += 8) {
        uint64_t value = 0;
        for (size_t i = at; i < length && i < at + 8; i++) {
            value |= (uint64_t)bytes[i] << (8 * (i - at));
        }
        if (at + 8 > length) {
            return slow_fold(slow_fold(hash ^ value, 0x3C6EF372FE94F82Bu), 0xBB67AE8584CAA73Bu);
        }
        hash = slow_fold(hash ^ value, 0xBB67AE8584CAA73Bu);
    }
}

/* The bytes lie at the very end and the very start of their allocation: the sanitizers and valgrind see a read beyond.
 */
Test(span, hashes_of_every_length_are_those_of_the_definition)
{
    for (size_t length = 0; length <= 40; length++) {
        unsigned char *bytes = malloc(length > 0 ? length : 1);
        cr_assert_not_null(bytes);
        for (size_t i = 0; i < length; i++) {
            bytes[i] = (unsigned char)(i * 37 + length * 11 + 129);
        }
        const struct span span = {length > 0 ? (const char *)bytes : NULL, length};
        cr_expect_eq(span_hash(span), slow_hash(bytes, length), "length %zu", length);
        free(bytes);
    }
}
