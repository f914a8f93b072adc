/* arabic_letters.c - the article's alef never carries a hamza, a name's may: that is read off the word as it is
 * written, since folding takes the hamza away. */
#include "arabic_letters.h"

#include <string.h>

#include "word_head.h"

/* How many of eight bytes begin a character: those whose two highest bits are not 10. */
static size_t letters_begun(uint64_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t begun = (~(bytes >> 7) | bytes >> 6) & ones;
    return (size_t)((begun * ones) >> 56);
}

size_t letter_count(struct span text)
{
    size_t count = 0;
    for (; text.length >= WORD_HALF_BYTES; text = without_first(text, WORD_HALF_BYTES)) {
        count += letters_begun(word_head_eight(text.bytes));
    }
    /* Zeros above the bytes would count as letters. */
    return text.length == 0
               ? count
               : count + letters_begun(word_head_few(text.bytes, text.length)) - (WORD_HALF_BYTES - text.length);
}

bool starts_with_one_of(struct span text, const char *letters)
{
    for (const char *letter = letters; *letter != '\0'; letter += LETTER_BYTES) {
        if (text.length >= LETTER_BYTES && memcmp(text.bytes, letter, LETTER_BYTES) == 0) {
            return true;
        }
    }
    return false;
}

/* The code point at the start of valid UTF-8; *length its bytes. */
static uint32_t first_code_point(struct span text, size_t *length)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    *length = bytes[0] < 0xC0 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
    if (*length > text.length) {
        *length = text.length;
    }
    uint32_t code_point = *length == 1 ? bytes[0] : bytes[0] & (0x7FU >> *length);
    for (size_t i = 1; i < *length; i++) {
        code_point = code_point << 6 | (bytes[i] & 0x3FU);
    }
    return code_point;
}

static bool is_within(uint32_t code_point, uint32_t first, uint32_t last)
{
    return code_point >= first && code_point <= last;
}

/* Arabic letters, presentation forms too; not the marks and the tatweel that folding takes off. */
static bool is_letter(uint32_t code_point)
{
    return is_within(code_point, 0x0620, 0x063F) || is_within(code_point, 0x0641, 0x064A) ||
           is_within(code_point, 0x066E, 0x066F) || is_within(code_point, 0x0671, 0x06D3) ||
           is_within(code_point, 0xFB50, 0xFDFB) || is_within(code_point, 0xFE80, 0xFEFC);
}

/* Alef with madda or hamza above or below, also as presentation forms. The alef with wasla is an article's. */
static bool is_alef_with_hamza(uint32_t code_point)
{
    return code_point == 0x0622 || code_point == 0x0623 || code_point == 0x0625 ||
           is_within(code_point, 0xFE81, 0xFE84) || is_within(code_point, 0xFE87, 0xFE88);
}

bool is_written_with_hamza(struct span surface, int position)
{
    int letter = -1;
    size_t length;
    for (; surface.length > 0; surface = without_first(surface, length)) {
        const uint32_t code_point = first_code_point(surface, &length);
        letter += is_letter(code_point);
        if (letter > position) {
            return false;
        }
        if (letter == position && (is_alef_with_hamza(code_point) || is_within(code_point, 0x0653, 0x0655))) {
            return true;
        }
    }
    return false;
}
