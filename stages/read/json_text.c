/* json_text.c - plain stretches are passed many bytes at a time. */
#include "json_text.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* What an escape of two characters stands for, by its second; 0 for what is none. */
static char unescaped(char letter)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    const char *const found = letter != '\0' ? strchr(letters, letter) : NULL;
    return found != NULL ? meanings[found - letters] : '\0';
}

#ifdef __SSE2__

/* The first place from `at` on of a quote, a backslash or a control character, or one less than sixteen bytes before
 * the end. */
static size_t pass_plain(struct span line, size_t at)
{
    enum { LAST_CONTROL = 0x1F };
    while (line.length - at >= sizeof(__m128i)) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(line.bytes + at));
        const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        const __m128i backslashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(LAST_CONTROL)), bytes);
        const int found = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quotes, backslashes), controls));
        if (found != 0) {
            return at + (size_t)__builtin_ctz((unsigned)found);
        }
        at += sizeof(__m128i);
    }
    return at;
}

#else

/* Does one of eight bytes end a plain stretch of a string: a quote, a backslash, a control character? A borrow may
 * tell so of a byte above one that does: never of eight bytes without one. (Mycroft's test for a zero byte.) */
static bool holds_sign(uint64_t eight)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    const uint64_t quotes = eight ^ ones * '"', backslashes = eight ^ ones * '\\';
    const uint64_t found =
        ((quotes - ones) & ~quotes) | ((backslashes - ones) & ~backslashes) | ((eight - ones * 0x20) & ~eight);
    return (found & tops) != 0;
}

/* The first place from `at` on where holds_sign may tell more, or one less than eight bytes before the end. */
static size_t pass_plain(struct span line, size_t at)
{
    uint64_t eight;
    while (line.length - at >= sizeof eight) {
        memcpy(&eight, line.bytes + at, sizeof eight);
        if (holds_sign(eight)) {
            break;
        }
        at += sizeof eight;
    }
    return at;
}

#endif

uint32_t json_text_unit(struct span line, size_t at, bool *is_there)
{
    *is_there = false;
    if (line.length - at < JSON_UNIT_BYTES || line.bytes[at] != '\\' || line.bytes[at + 1] != 'u') {
        return 0;
    }
    uint32_t unit = 0;
    for (size_t i = 2; i < JSON_UNIT_BYTES; i++) {
        const uint32_t digit = (uint32_t)(unsigned char)line.bytes[at + i];
        const uint32_t letter = (digit | 0x20) - 'a';
        if (digit - '0' > 9 && letter > 'f' - 'a') {
            return 0;
        }
        unit = unit << 4 | (digit - '0' <= 9 ? digit - '0' : letter + 10);
    }
    *is_there = true;
    return unit;
}

/* An escape of the line, and what it stands for in UTF-8. */
struct escape {
    size_t length;   /* in the line; 0: none, U+0000 or half a pair of surrogates, which the parser words */
    uint32_t letter; /* a code point */
};

/* The escape whose backslash stands at `at`. */
static inline struct escape escape_at(struct span line, size_t at)
{
    const char second = at + 1 < line.length ? line.bytes[at + 1] : '\0';
    if (second != 'u') {
        const char letter = unescaped(second);
        return (struct escape){letter != '\0' ? 2 : 0, (unsigned char)letter};
    }
    bool is_there;
    const uint32_t unit = json_text_unit(line, at, &is_there);
    if (!U16_IS_SURROGATE(unit)) {
        return (struct escape){unit != 0 ? JSON_UNIT_BYTES : 0, unit};
    }
    const uint32_t trail = U16_IS_LEAD(unit) ? json_text_unit(line, at + JSON_UNIT_BYTES, &is_there) : 0;
    return U16_IS_TRAIL(trail)
               ? (struct escape){(size_t)2 * JSON_UNIT_BYTES, (uint32_t)U16_GET_SUPPLEMENTARY(unit, trail)}
               : (struct escape){0};
}

/* The same up to `end`, but for an escape that stands across it. */
static size_t pass_piece(struct span line, size_t at, size_t end, size_t *spared)
{
    const struct span piece = {line.bytes, end};
    for (at = pass_plain(piece, at); at < end; at++) {
        const unsigned char byte = (unsigned char)line.bytes[at];
        if (byte == '"' || byte < 0x20) {
            return at;
        }
        if (byte == '\\') {
            const struct escape escape = escape_at(line, at);
            if (escape.length == 0) {
                return at;
            }
            *spared += escape.length - (size_t)U8_LENGTH(escape.letter);
            at += escape.length;
            at = (at < end ? pass_plain(piece, at) : at) - 1;
        }
    }
    return at;
}

size_t json_text_pass(struct span line, size_t at, struct spill *spill, size_t *spared)
{
    for (;;) {
        const size_t end = line.length - at > SPILL_PIECE_BYTES ? at + SPILL_PIECE_BYTES : line.length;
        at = pass_piece(line, at, end, spared);
        if (at < end || end == line.length) {
            return at;
        }
        spill_make_room(spill);
    }
}

size_t json_text_end(struct span line, size_t start, struct spill *spill, size_t *spared)
{
    *spared = 0;
    const size_t at = json_text_pass(line, start, spill, spared);
    return at < line.length && line.bytes[at] == '"' ? at : 0;
}

struct span json_text_take(struct span *value, char *bytes, size_t size)
{
    const struct span text = *value;
    uint8_t *const out = (uint8_t *)bytes;
    size_t count = 0, at = 0;
    while (at < text.length && size - count >= UTF8_LONGEST) {
        const char *const from = text.bytes + at;
        if (*from == '\\') {
            const struct escape escape = escape_at(text, at);
            U8_APPEND_UNSAFE(out, count, escape.letter);
            at += escape.length;
            continue;
        }
        const size_t left = text.length - at, room = size - count;
        const char *const backslash = memchr(from, '\\', left < room ? left : room);
        const size_t plain =
            backslash != NULL ? (size_t)(backslash - from) : utf8_floor((struct span){from, left}, room);
        memcpy(out + count, from, plain);
        count += plain;
        at += plain;
    }
    *value = (struct span){text.bytes + at, text.length - at};
    return (struct span){bytes, count};
}

enum status json_text_unescape(struct span value, size_t spared, struct arena *arena, struct span *text,
                               struct failure *failure)
{
    void *memory = NULL;
    *text = value;
    if (spared == 0) {
        return STATUS_OK;
    }
    const size_t size =
        value.length - spared + UTF8_LONGEST; /* so that the last character is not left for want of room */
    if (arena_take(arena, size, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    *text = json_text_take(&value, memory, size);
    return STATUS_OK;
}
