#include <criterion/criterion.h>
#include <stdlib.h>

#include "word_head.h"

/* Byte by byte, from the definition. */
static void read_plainly(struct span word, uint64_t head[2])
{
    head[0] = head[1] = 0;
    for (size_t i = 0; i < word.length && i < WORD_HEAD_BYTES; i++) {
        head[i / 8] |= (uint64_t)(unsigned char)word.bytes[i] << (8 * (i % 8));
    }
}

Test(word_head, a_head_of_any_length_is_its_bytes_and_zeros)
{
    static const char bytes[] = "\xFF\x01\x80\x7F\x02\xC3\x04\x55\xAA\x10\x20\x40\x81\x99\x66\x33\x77\x88";
    for (size_t length = 0; length < sizeof bytes; length++) {
        const struct span word = {bytes, length};
        uint64_t head[2], expected[2];
        word_head_read(word, head);
        read_plainly(word, expected);
        cr_expect_eq(head[0], expected[0], "%zu bytes", length);
        cr_expect_eq(head[1], expected[1], "%zu bytes", length);
    }
}

Test(word_head, a_head_is_the_same_wherever_the_word_lies)
{
    static const char bytes[] = "\xFF\x01\x80\x7F\x02\xC3\x04\x55\xAA\x10\x20\x40\x81\x99\x66\x33\x77\x88\x31\xFE";
    char *const text = malloc(sizeof bytes); /* at its size, so that a sanitizer sees what is read beyond it */
    memcpy(text, bytes, sizeof bytes);
    for (size_t first = 0; first < sizeof bytes; first++) {
        for (size_t length = 0; length <= sizeof bytes - first; length++) {
            const struct span word = {text + first, length};
            const struct span texts[] = {{text, sizeof bytes}, {text, first}, {text, 0}, word, {bytes, sizeof bytes}};
            for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
                uint64_t head[2], expected[2];
                word_head_read_in(texts[i], word, head);
                read_plainly(word, expected);
                cr_expect_eq(head[0], expected[0], "%zu bytes at %zu in text %zu", length, first, i);
                cr_expect_eq(head[1], expected[1], "%zu bytes at %zu in text %zu", length, first, i);
            }
        }
    }
    free(text);
}

Test(word_head, a_hash_is_of_all_bytes_of_the_length_and_of_the_context)
{
    static const char bytes[] = "abcdefghijklmnopqrstuvwxyz";
    char changed[sizeof bytes];
    for (size_t length = 0; length < sizeof bytes - 1; length++) {
        uint64_t head[2];
        const struct span word = {bytes, length};
        word_head_read(word, head);
        const uint64_t hash = word_head_hash(head, word, 3);
        cr_expect_eq(hash, word_head_hash(head, word, 3));
        cr_expect_neq(hash, word_head_hash(head, word, 4));
        for (size_t i = 0; i < length; i++) {
            memcpy(changed, bytes, sizeof bytes);
            changed[i] ^= 1;
            const struct span other = {changed, length};
            word_head_read(other, head);
            cr_expect_neq(hash, word_head_hash(head, other, 3), "byte %zu of %zu", i, length);
        }
    }
}
