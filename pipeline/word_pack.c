/*
 * word_pack.c - numbers in groups of seven bits, the lowest first, as in LEB128; places as differences, which are
 * signed (a number that repair moves stands behind its word) and folded so that small ones are short.
 */
#include "word_pack.h"

#include <assert.h>

enum { GROUP_BITS = 7, MORE = 1 << GROUP_BITS };
enum { IS_IN_TWO = 1, IS_OF_OTHER_LENGTH = 2, FLAGS_SHIFT = 2 };
enum { FIELD_BITS = 3 };
static_assert(FIELD_COUNT <= 1 << FIELD_BITS, "a field does not fit beside its script");

/* Nearly all words have four numbers of one group each, which are written and read at once. */
enum { FOUR = 4 };
static const uint32_t more_of_four = MORE | MORE << 8 | MORE << 16 | (uint32_t)MORE << 24;

static char *write_number(char *bytes, uint64_t number)
{
    while (number >= MORE) {
        *bytes++ = (char)(MORE | (number & (MORE - 1)));
        number >>= GROUP_BITS;
    }
    *bytes++ = (char)number;
    return bytes;
}

static const char *read_number(const char *bytes, uint64_t *number)
{
    unsigned shift = 0;
    *number = 0;
    for (; (*bytes & MORE) != 0; shift += GROUP_BITS) {
        *number |= (uint64_t)((unsigned char)*bytes++ & (MORE - 1)) << shift;
    }
    *number |= (uint64_t)(unsigned char)*bytes++ << shift;
    return bytes;
}

/* Modulo 2^64, so that any two places have one. */
static uint64_t fold(uint64_t from, uint64_t to)
{
    const uint64_t ahead = to - from, sign = ahead >> 63;
    return (ahead << 1) ^ (0 - sign);
}

static uint64_t unfold(uint64_t from, uint64_t folded)
{
    return from + ((folded >> 1) ^ (0 - (folded & 1)));
}

static const char *read_place(const char *bytes, uint64_t from, uint64_t *to)
{
    uint64_t folded;
    bytes = read_number(bytes, &folded);
    *to = unfold(from, folded);
    return bytes;
}

static void copy(char *bytes, struct span surface)
{
    if (surface.length > 0) {
        memcpy(bytes, surface.bytes, surface.length);
    }
}

char *word_pack_write(char *bytes, const struct word *word, uint64_t before)
{
    const bool is_in_two = word->second_start != 0 || word->second_end != 0;
    const bool is_of_other_length = word->surface.length != word->end - word->start;
    const uint64_t head = (uint64_t)word->flags << FLAGS_SHIFT | (is_in_two ? IS_IN_TWO : 0U) |
                          (is_of_other_length ? IS_OF_OTHER_LENGTH : 0U);
    const uint64_t kind = (uint64_t)word->script << FIELD_BITS | word->field;
    const uint64_t start = fold(before, word->start), end = fold(word->start, word->end);
    if ((head | kind | start | end) < MORE && !is_in_two && !is_of_other_length) {
        const unsigned char four[FOUR] = {(unsigned char)head, (unsigned char)kind, (unsigned char)start,
                                          (unsigned char)end};
        memcpy(bytes, four, sizeof four);
        copy(bytes + FOUR, word->surface);
        return bytes + FOUR + word->surface.length;
    }
    bytes = write_number(bytes, head);
    bytes = write_number(bytes, kind);
    bytes = write_number(bytes, start);
    bytes = write_number(bytes, end);
    if (is_in_two) {
        bytes = write_number(bytes, fold(word->end, word->second_start));
        bytes = write_number(bytes, fold(word->second_start, word->second_end));
    }
    if (is_of_other_length) {
        bytes = write_number(bytes, word->surface.length);
    }
    copy(bytes, word->surface);
    return bytes + word->surface.length;
}

static const char *read_four(const char *bytes, uint64_t before, struct word *word)
{
    unsigned char four[FOUR];
    memcpy(four, bytes, sizeof four);
    word->flags = four[0] >> FLAGS_SHIFT;
    word->script = (enum script)(four[1] >> FIELD_BITS);
    word->field = (enum field)(four[1] & ((1U << FIELD_BITS) - 1));
    word->start = unfold(before, four[2]);
    word->end = unfold(word->start, four[3]);
    word->second_start = word->second_end = 0;
    word->surface = (struct span){bytes + FOUR, (size_t)(word->end - word->start)};
    return bytes + FOUR + word->surface.length;
}

static const char *read_any(const char *bytes, uint64_t before, struct word *word)
{
    uint64_t head, kind, length;
    bytes = read_number(bytes, &head);
    bytes = read_number(bytes, &kind);
    *word = (struct word){.script = (enum script)(kind >> FIELD_BITS),
                          .field = (enum field)(kind & ((1U << FIELD_BITS) - 1)),
                          .flags = (unsigned)(head >> FLAGS_SHIFT)};
    bytes = read_place(bytes, before, &word->start);
    bytes = read_place(bytes, word->start, &word->end);
    if ((head & IS_IN_TWO) != 0) {
        bytes = read_place(bytes, word->end, &word->second_start);
        bytes = read_place(bytes, word->second_start, &word->second_end);
    }
    length = word->end - word->start;
    if ((head & IS_OF_OTHER_LENGTH) != 0) {
        bytes = read_number(bytes, &length);
    }
    word->surface = (struct span){bytes, (size_t)length};
    return bytes + length;
}

const char *word_pack_read(const char *bytes, uint64_t before, struct word *word)
{
    uint32_t four;
    memcpy(&four, bytes, sizeof four); /* the least that a word takes */
    const bool is_usual = (four & more_of_four) == 0 && (bytes[0] & (IS_IN_TWO | IS_OF_OTHER_LENGTH)) == 0;
    return is_usual ? read_four(bytes, before, word) : read_any(bytes, before, word);
}
