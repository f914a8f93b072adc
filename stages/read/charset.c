/*
 * charset.c - UTF-8 first, and everything else only for what it cannot be.
 *
 * A text of more than a few letters in a legacy charset is practically never well-formed UTF-8, so well-formed is
 * proof. After that come byte order marks, UTF-16 and UTF-32 without one (ICU's detector wants the mark), UTF-8 with a
 * few broken places, and last ICU's detector, whose guess needs CONFIDENCE_NEEDED.
 */
#include <unicode/ucsdet.h>

#include "charset.h"

/* Broken UTF-8 has by far more good characters than bad: text in another charset has good ones by chance alone. */
enum { GOOD_PER_BROKEN = 20 };

/*
 * Of ICU's 100. Measured on pieces of real text in windows-1256, ISO-8859-6, windows-1251, KOI8-R, GB18030, Big5 and
 * windows-1252: right guesses have at least 26 at 1,000 bytes, and 3 of 1,343 have less than 10 at 200 bytes. Of random
 * bytes half are refused for their control characters, and 85 in 100 of the others have less than 10.
 */
enum { CONFIDENCE_NEEDED = 10 };

/* At most one control character in so many bytes: text has tabs and line ends, binary data has the others too. */
enum { BYTES_PER_CONTROL = 64 };

static const struct {
    const char *name;
    const char *mark;
    size_t length;
} marks[] = {
    {"UTF-32LE", "\xFF\xFE\0\0", 4}, /* before UTF-16LE, whose mark starts alike */
    {"UTF-32BE", "\0\0\xFE\xFF", 4},
    {"UTF-16LE", "\xFF\xFE", 2},
    {"UTF-16BE", "\xFE\xFF", 2},
};

static bool is_control(uint32_t value)
{
    const bool usual = (value >= '\b' && value <= '\r') || value == 0x1A || value == 0x1B; /* ^Z ends DOS texts; ESC */
    return (value < 0x20 && !usual) || value == 0x7F;
}

static uint32_t unit_at(const unsigned char *at, size_t width, bool big)
{
    uint32_t value = 0;
    for (size_t i = 0; i < width; i++) {
        value = value << 8 | at[big ? i : width - 1 - i];
    }
    return value;
}

/*
 * Could the head be text in units of `width` bytes? No control character, surrogates in pairs, a space or line end in
 * UNITS_PER_SPACE, and three of four units in the block of ASCII or in one other (Arabic, Cyrillic): an accident of
 * binary data, or of a text with stray NULs, does not pass all of them.
 */
static bool is_wide_text(struct span head, size_t width, bool big)
{
    enum { UNITS_PER_SPACE = 64, BLOCKS = 0x110000 >> 8 };
    const unsigned char *const bytes = (const unsigned char *)head.bytes;
    const size_t units = head.length / width;
    size_t blocks[BLOCKS] = {0};
    size_t spaces = 0, largest = 0;
    bool high = false; /* the unit before is a high surrogate */
    for (size_t i = 0; i < units; i++) {
        const uint32_t unit = unit_at(bytes + i * width, width, big);
        const bool is_high = unit >= 0xD800 && unit <= 0xDBFF, is_low = unit >= 0xDC00 && unit <= 0xDFFF;
        if (is_control(unit) || unit > 0x10FFFF || (width == 4 && (is_high || is_low)) || high != is_low) {
            return false;
        }
        high = is_high;
        spaces += unit == ' ' || unit == '\n' || unit == '\r' || unit == '\t';
        blocks[unit >> 8]++;
        if (unit >> 8 != 0 && blocks[unit >> 8] > largest) {
            largest = blocks[unit >> 8];
        }
    }
    return head.length % width == 0 && spaces > 0 && spaces >= units / UNITS_PER_SPACE &&
           (blocks[0] + largest) * 4 >= units * 3;
}

static const char *wide_charset(struct span head)
{
    static const struct {
        const char *name;
        size_t width;
        bool big;
    } wide[] = {{"UTF-32LE", 4, false}, {"UTF-32BE", 4, true}, {"UTF-16LE", 2, false}, {"UTF-16BE", 2, true}};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (is_wide_text(head, wide[i].width, wide[i].big)) {
            return wide[i].name;
        }
    }
    return NULL;
}

static bool has_many_controls(struct span head)
{
    size_t controls = 0;
    for (size_t i = 0; i < head.length; i++) {
        controls += is_control((unsigned char)head.bytes[i]);
    }
    return controls > head.length / BYTES_PER_CONTROL;
}

/* ICU offers EBCDIC (IBM420, IBM424) for nearly any bytes, and stateful 7-bit charsets for ASCII; neither holds texts
 * here. */
static bool is_plausible(const char *name)
{
    return strncmp(name, "IBM4", 4) != 0 && strncmp(name, "ISO-2022", 8) != 0 && strncmp(name, "UTF-16", 6) != 0 &&
           strncmp(name, "UTF-32", 6) != 0;
}

/* The names that it gives stay when it is closed. */
static enum status detect(struct span head, struct charset *charset, struct failure *failure)
{
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *const detector = ucsdet_open(&error);
    int32_t count = 0;
    ucsdet_setText(detector, head.bytes, (int32_t)head.length, &error);
    const UCharsetMatch **const matches = ucsdet_detectAll(detector, &count, &error);
    for (int32_t i = 0; i < count && charset->name == NULL && U_SUCCESS(error); i++) {
        const char *const name = ucsdet_getName(matches[i], &error);
        if (U_SUCCESS(error) && is_plausible(name)) {
            charset->name = name;
            charset->confidence = ucsdet_getConfidence(matches[i], &error);
        }
    }
    ucsdet_close(detector);
    if (error == U_MEMORY_ALLOCATION_ERROR) {
        return failure_memory(failure, "charset detection");
    }
    if (U_FAILURE(error)) { /* ICU 72 gives up so (U_INVALID_CHAR_FOUND) on some short binary data: it cannot tell */
        *charset = (struct charset){.kind = CHARSET_BINARY};
    }
    return STATUS_OK;
}

static bool is_broken_utf8(const struct decoder_facts *facts)
{
    const bool cut_off = facts->broken == 1 && facts->broken_at_end && facts->multibyte > 0;
    return cut_off || facts->multibyte / GOOD_PER_BROKEN >= facts->broken;
}

enum status charset_choose(const struct charset_facts *facts, struct charset *charset, struct failure *failure)
{
    *charset = (struct charset){.kind = CHARSET_UTF8};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (facts->head.length >= marks[i].length && memcmp(facts->head.bytes, marks[i].mark, marks[i].length) == 0) {
            *charset = (struct charset){CHARSET_MARKED, marks[i].name, 100};
            return STATUS_OK;
        }
    }
    if (facts->has_nul) {
        const char *const name = wide_charset(facts->head);
        *charset = (struct charset){name != NULL ? CHARSET_DETECTED : CHARSET_BINARY, name, name != NULL ? 100 : 0};
        return STATUS_OK;
    }
    if (facts->utf8->broken == 0) {
        return STATUS_OK;
    }
    charset->kind = CHARSET_BROKEN_UTF8;
    if (is_broken_utf8(facts->utf8)) {
        return STATUS_OK;
    }
    charset->kind = CHARSET_BINARY;
    if (has_many_controls(facts->head)) {
        return STATUS_OK;
    }
    if (detect(facts->head, charset, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (charset->name == NULL || charset->confidence < CONFIDENCE_NEEDED) {
        return STATUS_OK;
    }
    charset->kind = CHARSET_DETECTED;
    if (strcmp(charset->name, "UTF-8") == 0) {
        *charset = (struct charset){.kind = CHARSET_BROKEN_UTF8};
    }
    return STATUS_OK;
}
