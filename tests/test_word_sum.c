/* test_word_sum.c - sums against their definition, pair by pair, and parts against the whole. */
#include <criterion/criterion.h>

#include "word_sum.h"

enum { TEXT_BYTES = 2 * WORD_SUM_POWERS, LONG_BYTES = 2 * TEXT_BYTES + 10 };

static const char text[TEXT_BYTES + 1] =
    "\xD9\x88\xD8\xA7\x01\xFFstuvwxyz\xD8\xA9 abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTU";

static uint64_t plain_sum(struct span word)
{
    uint64_t sum = 0, power = 1;
    for (size_t i = 0; i < word.length; i += 2) {
        const uint64_t second = i + 1 < word.length ? (unsigned char)word.bytes[i + 1] : 0;
        sum += ((unsigned char)word.bytes[i] + 256 * second) * power;
        power = (i / 2 + 1) % WORD_SUM_POWERS == 0 ? 1 : power * word_sum_powers[1];
    }
    return sum;
}

Test(word_sum, a_sum_is_the_polynomial_of_the_pairs_of_bytes)
{
    cr_assert_eq(strlen(text), TEXT_BYTES);
    cr_assert_eq(word_sum_powers[0], 1);
    for (size_t first = 0; first < 8; first++) {
        for (size_t length = 0; length <= TEXT_BYTES - first; length++) {
            const struct span word = {text + first, length};
            cr_assert_eq(word_sum(word), plain_sum(word), "%zu bytes from %zu on", length, first);
        }
    }
}

Test(word_sum, behind_the_last_power_they_begin_anew)
{
    char bytes[LONG_BYTES];
    for (size_t i = 0; i < LONG_BYTES; i++) {
        bytes[i] = (char)(i * 37 + 5);
    }
    for (size_t length = TEXT_BYTES; length <= LONG_BYTES; length++) {
        const struct span word = {bytes, length};
        cr_assert_eq(word_sum(word), plain_sum(word), "%zu bytes", length);
    }
}

Test(word_sum, sums_of_parts_add_up_to_that_of_the_whole)
{
    for (size_t length = 0; length <= TEXT_BYTES; length++) {
        for (size_t cut = 0; cut <= length; cut += WORD_PAIR_BYTES) {
            const struct span first = {text, cut}, second = {text + cut, length - cut};
            cr_assert_eq(word_sum(first) + word_sum_behind(word_sum(second), cut),
                         word_sum((struct span){text, length}), "%zu of %zu bytes", cut, length);
        }
    }
}

Test(word_sum, a_hash_is_of_all_bytes_and_of_the_length)
{
    char changed[TEXT_BYTES + 1];
    for (size_t length = 0; length <= TEXT_BYTES; length++) {
        const uint64_t sum = word_sum((struct span){text, length}), hash = word_sum_hash(sum, length);
        cr_assert_neq(hash, word_sum_hash(sum, length + 1)); /* as if zeros stood behind it */
        for (size_t i = 0; i < length; i++) {
            memcpy(changed, text, sizeof text);
            changed[i] ^= 1;
            cr_assert_neq(hash, word_sum_hash(word_sum((struct span){changed, length}), length), "byte %zu of %zu", i,
                          length);
        }
    }
}
