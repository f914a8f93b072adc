/*
 * letter_run.c - sixteen bytes in one comparison (SSE2, which every x86-64 has); byte by byte at the end of a text, and
 * on other processors.
 *
 * A word of English or Arabic is over in one step or two; letter by letter, each looked up in the table of characters,
 * the same took five to ten times as many instructions.
 */
#include "letter_run.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Letters of two bytes: two first bytes, and the range of the second byte behind each. */
struct letter_pairs {
    unsigned char lead[2], low[2], high[2];
};

static const struct letter_pairs arabic = {{0xD8, 0xD9}, {0xA1, 0x80}, {0xBA, 0x92}};
static const struct letter_pairs cyrillic = {{0xD0, 0xD1}, {0x90, 0x80}, {0xBF, 0x8F}};

static bool is_ascii_letter(unsigned char byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

static bool is_pair(const unsigned char *bytes, const struct letter_pairs *pairs)
{
    const unsigned which = bytes[0] == pairs->lead[0] ? 0 : 1;
    return bytes[0] == pairs->lead[which] && bytes[1] >= pairs->low[which] && bytes[1] <= pairs->high[which];
}

#ifdef __SSE2__

enum { STEP = sizeof(__m128i), ALL_BYTES = 0xFFFF, EVEN_BYTES = 0x5555, ASCII_CASE = 0x20 };
enum { LETTERS_BEHIND = 3 }; /* bytes that a letter and the next reach beyond their first */

static __m128i load(const unsigned char *bytes)
{
    return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

static __m128i all(unsigned char byte)
{
    return _mm_set1_epi8((char)byte);
}

static __m128i in_range(__m128i bytes, unsigned char low, unsigned char high)
{
    const __m128i above = _mm_sub_epi8(bytes, all(low));
    return _mm_cmpeq_epi8(_mm_min_epu8(above, all((unsigned char)(high - low))), above);
}

static __m128i ascii_letters(__m128i bytes)
{
    return in_range(_mm_or_si128(bytes, all(ASCII_CASE)), 'a', 'z');
}

static unsigned mask_of(__m128i bytes)
{
    return (unsigned)_mm_movemask_epi8(bytes);
}

static size_t pass_ascii(const unsigned char *text, size_t length, size_t start)
{
    size_t at = start;
    while (length - at >= STEP) {
        const unsigned others = mask_of(ascii_letters(load(text + at))) ^ ALL_BYTES;
        if (others != 0) {
            return at + (size_t)__builtin_ctz(others);
        }
        at += STEP;
    }
    return at;
}

/* The bytes are looked at as eight pairs. */
static inline __attribute__((always_inline)) size_t pass_pairs(const unsigned char *text, size_t length, size_t start,
                                                               const struct letter_pairs *pairs)
{
    size_t at = start;
    while (length - at >= STEP) {
        const __m128i bytes = load(text + at);
        __m128i found = _mm_setzero_si128();
        for (int i = 0; i < 2; i++) {
            const __m128i second = _mm_srli_epi16(in_range(bytes, pairs->low[i], pairs->high[i]), 8);
            found = _mm_or_si128(found, _mm_and_si128(_mm_cmpeq_epi8(bytes, all(pairs->lead[i])), second));
        }
        const unsigned others = ~mask_of(found) & EVEN_BYTES;
        if (others != 0) {
            return at + (size_t)__builtin_ctz(others);
        }
        at += STEP;
    }
    return at;
}

/* Those that start a letter, with what stands behind each: the same bytes, one further. */
static __m128i arabic_letters_at(__m128i bytes, __m128i behind)
{
    const __m128i first = _mm_and_si128(_mm_cmpeq_epi8(bytes, all(0xD8)), in_range(behind, 0xA1, 0xBA));
    const __m128i second = _mm_and_si128(_mm_cmpeq_epi8(bytes, all(0xD9)), in_range(behind, 0x81, 0x8A));
    return _mm_or_si128(first, second); /* no marks, no tatweel */
}

static __m128i articles_at(const unsigned char *at, __m128i bytes, __m128i behind)
{
    const __m128i alef = _mm_and_si128(_mm_cmpeq_epi8(bytes, all(0xD8)), _mm_cmpeq_epi8(behind, all(0xA7)));
    const __m128i lam = _mm_and_si128(_mm_cmpeq_epi8(load(at + 2), all(0xD9)), _mm_cmpeq_epi8(load(at + 3), all(0x84)));
    return _mm_and_si128(alef, lam);
}

bool letter_masks_find(const unsigned char *bytes, size_t available, struct letter_masks *masks)
{
    if (available < LETTER_MASK_BYTES + LETTERS_BEHIND) {
        return false;
    }
    uint64_t high = 0, latin = 0, letters = 0, articles = 0;
    for (unsigned at = 0; at < LETTER_MASK_BYTES; at += STEP) {
        const __m128i part = load(bytes + at), behind = load(bytes + at + 1);
        high |= (uint64_t)mask_of(part) << at;
        latin |= (uint64_t)mask_of(ascii_letters(part)) << at;
        letters |= (uint64_t)mask_of(arabic_letters_at(part, behind)) << at;
        articles |= (uint64_t)mask_of(articles_at(bytes + at, part, behind)) << at;
    }
    masks->ascii = ~high;
    masks->latin = latin;
    masks->arabic = letters & (UINT64_MAX >> 1);
    masks->articles = articles & (UINT64_MAX >> LETTERS_BEHIND);
    return true;
}

#else

static size_t pass_ascii(const unsigned char *text, size_t length, size_t start)
{
    (void)text, (void)length;
    return start;
}

static inline __attribute__((always_inline)) size_t pass_pairs(const unsigned char *text, size_t length, size_t start,
                                                               const struct letter_pairs *pairs)
{
    (void)text, (void)length, (void)pairs;
    return start;
}

bool letter_masks_find(const unsigned char *bytes, size_t available, struct letter_masks *masks)
{
    (void)bytes, (void)available, (void)masks;
    return false;
}

#endif

static inline __attribute__((always_inline)) size_t pairs_end(const unsigned char *text, size_t length, size_t start,
                                                              const struct letter_pairs *pairs)
{
    size_t at = pass_pairs(text, length, start, pairs);
    while (length - at >= 2 && is_pair(text + at, pairs)) {
        at += 2;
    }
    return at;
}

size_t letter_run_end(const unsigned char *text, size_t length, size_t start, enum script script)
{
    switch (script) {
    case SCRIPT_LATIN: {
        size_t at = pass_ascii(text, length, start);
        while (at < length && is_ascii_letter(text[at])) {
            at++;
        }
        return at;
    }
    case SCRIPT_ARABIC:
        return pairs_end(text, length, start, &arabic);
    case SCRIPT_CYRILLIC:
        return pairs_end(text, length, start, &cyrillic);
    default:
        return start;
    }
}
