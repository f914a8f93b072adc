/* hostile_text.h - random text of the characters that rules of words and sentences are about; the same for a seed. */
#ifndef MIZAN_HOSTILE_TEXT_H
#define MIZAN_HOSTILE_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include <unicode/utf8.h>

enum { HOSTILE_CHARACTERS_MOST = 24, HOSTILE_BYTES_MOST = 4 * HOSTILE_CHARACTERS_MOST };

/* SplitMix64 (Steele, Lea & Flood 2014). */
static inline uint64_t hostile_next(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ mixed >> 31;
}

static inline UChar32 hostile_character(uint64_t *state)
{
    /* Letters of several scripts, digits, each kind of sign, mark, space and line end, each class of UAX #29. */
    static const UChar32 common[] = {
        'a',     'b',     'z',     'A',     'Q',     '0',     '7',    ' ',    ' ',    ' ',    '.',     '.',     ',',
        '\'',    '"',     ':',     ';',     '_',     '-',     '!',    '?',    '(',    ')',    '\n',    '\r',    '\t',
        0x0B,    0x0C,    0x85,    0xA0,    0xAD,    0xAA,    0xB5,   0xB7,   0xE9,   0xDF,   0x0130,  0x0300,  0x0308,
        0x0345,  0x0387,  0x03B1,  0x0391,  0x0416,  0x0436,  0x055F, 0x0561, 0x0589, 0x05D0, 0x05D1,  0x05F3,  0x05F4,
        0x0600,  0x060C,  0x061B,  0x061C,  0x061F,  0x0627,  0x0628, 0x0640, 0x064B, 0x0660, 0x0661,  0x066B,  0x066C,
        0x06D4,  0x06DD,  0x06F1,  0x0915,  0x0916,  0x094D,  0x0964, 0x0E01, 0x0E02, 0x0E31, 0x0E40,  0x0E81,  0x1000,
        0x1780,  0x17D2,  0x10D0,  0x1680,  0x180E,  0x1100,  0x1161, 0x11A8, 0xAC00, 0xAC01, 0x2003,  0x200B,  0x200C,
        0x200D,  0x200D,  0x200E,  0x200F,  0x2018,  0x2019,  0x201C, 0x201D, 0x2024, 0x2026, 0x2027,  0x2028,  0x2029,
        0x202F,  0x203F,  0x2044,  0x2060,  0x20E3,  0x2122,  0x231A, 0x24B6, 0x2764, 0x3000, 0x3001,  0x3002,  0x3031,
        0x3042,  0x3044,  0x309B,  0x30A2,  0x30A4,  0x30FC,  0x4E00, 0x4EBA, 0x65E5, 0x672C, 0xFE0F,  0xFE13,  0xFE52,
        0xFE55,  0xFEFB,  0xFEFF,  0xFF0E,  0xFF10,  0xFF1A,  0xFF21, 0xFF41, 0xFF66, 0xFFFD, 0x10400, 0x1D7CE, 0x1F1E6,
        0x1F1E7, 0x1F3FB, 0x1F468, 0x1F600, 0x20000, 0xE0001, 0xE0062};
    const uint64_t draw = hostile_next(state);
    if (draw % 16 != 0) {
        return common[(draw >> 8) % (sizeof common / sizeof *common)];
    }
    const UChar32 character = (UChar32)((draw >> 8) % (draw % 32 == 0 ? 0x3000 : 0x110000));
    return (character >= 0xD800 && character < 0xE000) ? 'x' : character;
}

/* Returns the bytes. Half of the texts draw from few characters, so that rules meet. */
static inline size_t hostile_text(uint64_t *state, char text[HOSTILE_BYTES_MOST])
{
    enum { FEW = 6 };
    UChar32 few[FEW];
    const size_t characters = 1 + hostile_next(state) % HOSTILE_CHARACTERS_MOST;
    const bool draws_few = hostile_next(state) % 2 == 0;
    for (size_t i = 0; i < FEW; i++) {
        few[i] = hostile_character(state);
    }
    size_t length = 0;
    for (size_t i = 0; i < characters; i++) {
        const UChar32 character = draws_few ? few[hostile_next(state) % FEW] : hostile_character(state);
        U8_APPEND_UNSAFE((uint8_t *)text, length, (uint32_t)character);
    }
    return length;
}

#endif
