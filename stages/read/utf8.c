/*
 * utf8.c - well-formedness by table 3-7 of the Unicode Standard, replacement by its "substitution of maximal subparts"
 * (section 3.9), which is what ICU, browsers and Python do too.
 *
 * Written here and not taken from ICU because the check must be resumable at any byte and is on the path of every
 * input: 64 bytes at a time where the processor has SSE2, up to the first that hold more than characters of one to
 * three bytes; ASCII goes eight bytes at a time.
 */
#include "utf8.h"

#include "letter_run.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { TRIED_EVERY = 256 }; /* bytes behind those that could not be taken many at a time */

static const uint64_t high_bits = UINT64_C(0x8080808080808080);

/* How many bytes at the head of `at` fit one well-formed sequence, and how many that sequence has. */
static size_t matching_bytes(const unsigned char *at, size_t available, size_t *wanted)
{
    const unsigned lead = at[0];
    unsigned low = 0x80, high = 0xBF;
    if (lead < 0x80) {
        *wanted = 1;
    } else if (lead >= 0xC2 && lead <= 0xDF) {
        *wanted = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        *wanted = 3;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        *wanted = 4;
    } else {
        return *wanted = 0;
    }
    if (lead == 0xE0) {
        low = 0xA0; /* no overlong forms */
    } else if (lead == 0xED) {
        high = 0x9F; /* no surrogates */
    } else if (lead == 0xF0) {
        low = 0x90;
    } else if (lead == 0xF4) {
        high = 0x8F; /* nothing above U+10FFFF */
    }
    size_t matched = 1;
    while (matched < *wanted && matched < available && at[matched] >= low && at[matched] <= high) {
        low = 0x80;
        high = 0xBF;
        matched++;
    }
    return matched;
}

/* How many well-formed sequences of two bytes follow each other. */
static size_t count_pairs(const unsigned char *at, size_t available)
{
    size_t place = 0;
    while (available - place >= 2 && at[place] >= 0xC2 && at[place] <= 0xDF && (at[place + 1] & 0xC0) == 0x80) {
        place += 2;
    }
    return place / 2;
}

#ifdef __SSE2__

enum { PART = sizeof(__m128i), STRETCH = 64 };

/* Which of 64 bytes ... One bit a byte, the lowest for the first. */
struct byte_kinds {
    uint64_t ascii;
    uint64_t two, three; /* start a character of so many bytes: C2 to DF; E1 to EF but ED, which limit no second byte */
    uint64_t continuation; /* 80 to BF */
};

static __m128i above(__m128i bytes, unsigned char limit)
{
    return _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)limit)); /* as signed numbers: 80 to FF are below 0 */
}

static __m128i part_at(const unsigned char *at, unsigned place)
{
    return _mm_loadu_si128((const __m128i *)(const void *)(at + place));
}

static uint64_t mask_of(__m128i bytes)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(bytes);
}

static bool is_ascii(const unsigned char *at)
{
    const __m128i first = _mm_or_si128(part_at(at, 0), part_at(at, PART));
    const __m128i second = _mm_or_si128(part_at(at, 2 * PART), part_at(at, 3 * PART));
    return mask_of(_mm_or_si128(first, second)) == 0;
}

/* Those that start a character of three bytes. */
static uint64_t find_three(const unsigned char *at)
{
    uint64_t three = 0;
    for (unsigned i = 0; i < STRETCH; i += PART) {
        const __m128i bytes = part_at(at, i);
        const uint64_t is_ed = mask_of(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xED)));
        three |= (mask_of(bytes) & mask_of(above(bytes, 0xE0)) & ~mask_of(above(bytes, 0xEF)) & ~is_ed) << i;
    }
    return three;
}

static struct byte_kinds kinds_of(const unsigned char *at)
{
    uint64_t high = 0, from_c0 = 0, from_c2 = 0, from_e0 = 0;
    for (unsigned i = 0; i < STRETCH; i += PART) {
        const __m128i bytes = part_at(at, i);
        high |= mask_of(bytes) << i;
        from_c0 |= mask_of(above(bytes, 0xBF)) << i;
        from_c2 |= mask_of(above(bytes, 0xC1)) << i;
        from_e0 |= mask_of(above(bytes, 0xDF)) << i;
    }
    from_e0 &= high;
    return (struct byte_kinds){.ascii = ~high,
                               .two = high & from_c2 & ~from_e0,
                               .three = from_e0 != 0 ? find_three(at) : 0,
                               .continuation = high & ~from_c0};
}

/* The first `length` (at most 64) of the bits. */
static uint64_t first_bits(size_t length)
{
    return length < STRETCH ? (UINT64_C(1) << length) - 1 : UINT64_MAX;
}

/* Passes well-formed characters of one to three bytes, 64 bytes at a time while all of them are such. */
static size_t pass_stretches(const unsigned char *start, size_t length, uint64_t *multibyte)
{
    size_t at = 0;
    while (length - at >= STRETCH) {
        if (is_ascii(start + at)) {
            at += STRETCH;
            continue;
        }
        struct byte_kinds kinds = kinds_of(start + at);
        /* a character that goes beyond the stretch belongs to the next one */
        const uint64_t cut = (kinds.two >> 63 << 63) | (kinds.three >> 62 << 62);
        const size_t whole = cut != 0 ? (size_t)__builtin_ctzll(cut) : STRETCH;
        const uint64_t within = first_bits(whole);
        kinds.two &= within;
        kinds.three &= within;
        const uint64_t expected = kinds.two << 1 | kinds.three << 1 | kinds.three << 2;
        const uint64_t known = kinds.ascii | kinds.two | kinds.three | kinds.continuation;
        if ((~known & within) != 0 || (kinds.continuation & within) != expected) {
            break;
        }
        *multibyte += bits_set(kinds.two | kinds.three);
        at += whole;
    }
    return at;
}

#else

static size_t pass_stretches(const unsigned char *start, size_t length, uint64_t *multibyte)
{
    (void)start, (void)length, (void)multibyte;
    return 0;
}

#endif

size_t utf8_valid_prefix(struct span bytes, uint64_t *multibyte)
{
    const unsigned char *const start = (const unsigned char *)bytes.bytes;
    uint64_t counted = 0;
    size_t at = 0, next_try = 0;
    while (at < bytes.length) {
        if (at >= next_try) {
            const size_t passed = pass_stretches(start + at, bytes.length - at, &counted);
            at += passed;
            next_try = at + TRIED_EVERY;
            continue;
        }
        if (start[at] < 0x80) {
            uint64_t eight;
            while (bytes.length - at >= sizeof eight) {
                memcpy(&eight, start + at, sizeof eight);
                if ((eight & high_bits) != 0) {
                    break;
                }
                at += sizeof eight;
            }
            while (at < bytes.length && start[at] < 0x80) {
                at++;
            }
            continue;
        }
        const size_t pairs = count_pairs(start + at, bytes.length - at); /* most letters of most alphabets */
        if (pairs > 0) {
            at += 2 * pairs;
            counted += pairs;
            continue;
        }
        size_t wanted;
        if (matching_bytes(start + at, bytes.length - at, &wanted) != wanted || wanted == 0) {
            break;
        }
        at += wanted;
        counted++;
    }
    if (multibyte != NULL) {
        *multibyte += counted;
    }
    return at;
}

size_t utf8_broken_subpart(struct span bytes, bool *open)
{
    size_t wanted;
    const size_t matched = matching_bytes((const unsigned char *)bytes.bytes, bytes.length, &wanted);
    *open = matched < wanted && matched == bytes.length;
    return matched > 0 ? matched : 1;
}

bool utf8_is_valid(struct span bytes, size_t *broken)
{
    *broken = utf8_valid_prefix(bytes, NULL);
    return *broken == bytes.length;
}

enum status utf8_repair(struct span bytes, struct arena *arena, struct span *repaired, struct failure *failure)
{
    size_t broken;
    if (utf8_is_valid(bytes, &broken)) {
        *repaired = bytes;
        return STATUS_OK;
    }
    const size_t replacement = strlen(UTF8_REPLACEMENT);
    void *memory;
    if (arena_take(arena, bytes.length * replacement, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const out = memory;
    size_t written = 0;
    while (bytes.length > 0) {
        const size_t valid = utf8_valid_prefix(bytes, NULL);
        memcpy(out + written, bytes.bytes, valid);
        written += valid;
        bytes = (struct span){bytes.bytes + valid, bytes.length - valid};
        if (bytes.length == 0) {
            break;
        }
        bool open;
        const size_t subpart = utf8_broken_subpart(bytes, &open);
        memcpy(out + written, UTF8_REPLACEMENT, replacement);
        written += replacement;
        bytes = (struct span){bytes.bytes + subpart, bytes.length - subpart};
    }
    *repaired = (struct span){out, written};
    return STATUS_OK;
}

size_t utf8_floor(struct span bytes, size_t limit)
{
    if (bytes.length <= limit) {
        return bytes.length;
    }
    while (limit > 0 && ((unsigned char)bytes.bytes[limit] & 0xC0) == 0x80) {
        limit--;
    }
    return limit;
}
