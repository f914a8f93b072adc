/*
 * json_text.c - a guess that the parser verifies.
 *
 * The first "text" : "..." of the line is taken for the member. Were it inside another string or object, the parser
 * would find another value than the mark at the top level, or none, or two; and the mark stands nowhere else in the
 * line. Measured: jansson took a fifth of the whole run over texts of 300 words.
 */
#include "json_text.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { LEAST_LIFTED = 256 }; /* shorter values are not worth a copy of the line */

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* Where the value of the first "text" member starts, behind its quote; 0 if there is none. */
static size_t find_value(struct span line)
{
    static const char name[] = "\"text\"";
    const char *const found = line.length > 0 ? memmem(line.bytes, line.length, name, sizeof name - 1) : NULL;
    if (found == NULL) {
        return 0;
    }
    size_t at = (size_t)(found - line.bytes) + sizeof name - 1;
    bool passed_colon = false;
    while (at < line.length && (is_space(line.bytes[at]) || (!passed_colon && line.bytes[at] == ':'))) {
        passed_colon = passed_colon || line.bytes[at] == ':';
        at++;
    }
    return passed_colon && at < line.length && line.bytes[at] == '"' ? at + 1 : 0;
}

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

enum { UNIT_BYTES = 6 }; /* \uXXXX: a unit of UTF-16 */

/* The unit whose backslash stands at `at`; 0 if there is none, or U+0000. */
static uint32_t unit_at(struct span line, size_t at)
{
    if (line.length - at < UNIT_BYTES || line.bytes[at] != '\\' || line.bytes[at + 1] != 'u') {
        return 0;
    }
    uint32_t unit = 0;
    for (size_t i = 2; i < UNIT_BYTES; i++) {
        const uint32_t digit = (uint32_t)(unsigned char)line.bytes[at + i];
        const uint32_t letter = (digit | 0x20) - 'a';
        if (digit - '0' > 9 && letter > 'f' - 'a') {
            return 0;
        }
        unit = unit << 4 | (digit - '0' <= 9 ? digit - '0' : letter + 10);
    }
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
    const uint32_t unit = unit_at(line, at);
    if (!U16_IS_SURROGATE(unit)) {
        return (struct escape){unit != 0 ? UNIT_BYTES : 0, unit};
    }
    const uint32_t trail = U16_IS_LEAD(unit) ? unit_at(line, at + UNIT_BYTES) : 0;
    return U16_IS_TRAIL(trail) ? (struct escape){(size_t)2 * UNIT_BYTES, (uint32_t)U16_GET_SUPPLEMENTARY(unit, trail)}
                               : (struct escape){0};
}

size_t json_text_end(struct span line, size_t start, size_t *spared)
{
    *spared = 0;
    for (size_t at = pass_plain(line, start); at < line.length; at++) {
        const unsigned char byte = (unsigned char)line.bytes[at];
        if (byte == '"') {
            return at;
        }
        if (byte < 0x20) {
            return 0;
        }
        if (byte == '\\') {
            const struct escape escape = escape_at(line, at);
            if (escape.length == 0) {
                return 0;
            }
            *spared += escape.length - (size_t)U8_LENGTH(escape.letter);
            at = pass_plain(line, at + escape.length) - 1;
        }
    }
    return 0;
}

enum status json_text_unescape(struct span value, size_t spared, struct arena *arena, struct span *text,
                               struct failure *failure)
{
    void *memory = NULL;
    if (arena_take(arena, value.length - spared, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    uint8_t *const bytes = memory;
    size_t count = 0;
    for (size_t at = 0; at < value.length;) {
        const char *const from = value.bytes + at;
        const char *const backslash = memchr(from, '\\', value.length - at);
        const size_t plain = backslash != NULL ? (size_t)(backslash - from) : value.length - at;
        memcpy(bytes + count, from, plain);
        count += plain;
        at += plain;
        while (at < value.length && value.bytes[at] == '\\') {
            const struct escape escape = escape_at(value, at);
            U8_APPEND_UNSAFE(bytes, count, escape.letter);
            at += escape.length;
        }
    }
    *text = (struct span){memory, count};
    return STATUS_OK;
}

enum status json_text_lift(struct span line, struct arena *arena, struct json_text *lifted, struct failure *failure)
{
    static const char mark[] = JSON_TEXT_MARK;
    const size_t mark_length = sizeof mark - 1;
    *lifted = (struct json_text){0};
    size_t spared = 0;
    const size_t start = find_value(line);
    const size_t end = start > 0 ? json_text_end(line, start, &spared) : 0;
    if (end < start + LEAST_LIFTED || memmem(line.bytes, line.length, mark, mark_length) != NULL) {
        return STATUS_OK;
    }
    void *memory = NULL;
    const size_t behind = line.length - end;
    if (arena_take(arena, start + mark_length + behind, &memory, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    char *const bytes = memory;
    memcpy(bytes, line.bytes, start);
    memcpy(bytes + start, mark, mark_length);
    memcpy(bytes + start + mark_length, line.bytes + end, behind);
    lifted->line = (struct span){bytes, start + mark_length + behind};
    lifted->text = (struct span){line.bytes + start, end - start};
    lifted->lifted = true;
    return spared == 0 ? STATUS_OK : json_text_unescape(lifted->text, spared, arena, &lifted->text, failure);
}
