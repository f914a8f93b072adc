/*
 * text_width.c - width after UAX #11 (East Asian Width) and the general categories: marks, format characters and the
 * medial and final jamo of a Hangul syllable take no column of their own. Ambiguous characters count as narrow, as
 * terminals outside of East Asian locales draw them. Direction after UAX #9: left-to-right marks and not isolates,
 * because terminals that know the older bidirectional algorithm alone obey them too.
 */
#include "text_width.h"

#include <stdint.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define LEFT_TO_RIGHT_MARK "\u200e"
#define ELLIPSIS "\u2026"
#define REPLACEMENT "\ufffd"

/* A character as it is shown. */
struct glyph {
    struct span bytes; /* of the text */
    UChar32 character; /* U_SENTINEL: not UTF-8 */
    size_t width;
    bool is_control;
    bool is_replaced;
};

static bool reorders(UChar32 character)
{
    return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

static bool breaks_line(UChar32 character)
{
    return character == 0x2028 || character == 0x2029;
}

static size_t character_width(UChar32 character)
{
    const int8_t category = u_charType(character);
    if (character == 0x00AD) /* the soft hyphen is a format character that terminals draw */
        return 1;
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR)
        return 0;
    const int syllable = u_getIntPropertyValue(character, UCHAR_HANGUL_SYLLABLE_TYPE);
    if (syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO)
        return 0;
    const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/* Of one column by all properties below: printable ASCII, and the Arabic letters from hamza to ya, which most names and
 * lines are made of. */
static bool is_plain(UChar32 character)
{
    return (character >= 0x20 && character <= 0x7E) || (character >= 0x0620 && character <= 0x064A);
}

/* The glyph at *offset, which moves behind it. */
static struct glyph next_glyph(struct span text, size_t *offset)
{
    const uint8_t *const bytes = (const uint8_t *)text.bytes;
    const size_t start = *offset;
    UChar32 character = U_SENTINEL;
    /* ICU's macro wants a signed index: at most four bytes from here */
    const int32_t left = text.length - start < 4 ? (int32_t)(text.length - start) : 4;
    int32_t taken = 0;
    U8_NEXT(bytes + start, taken, left, character);
    *offset = start + (size_t)taken;

    struct glyph glyph = {.bytes = {text.bytes + start, (size_t)taken}, .character = character, .width = 1};
    if (is_plain(character))
        return glyph;
    glyph.is_control = character >= 0 && u_charType(character) == U_CONTROL_CHAR;
    glyph.is_replaced = character < 0 || reorders(character) || breaks_line(character);
    if (glyph.is_control)
        glyph.width = 4;
    else if (!glyph.is_replaced)
        glyph.width = character_width(character);
    return glyph;
}

static void show_glyph(struct writer *writer, const struct glyph *glyph)
{
    static const char hexadecimal[] = "0123456789abcdef";
    if (glyph->is_control) {
        writer_text(writer, "\\x");
        writer_byte(writer, hexadecimal[glyph->character >> 4 & 0xf]);
        writer_byte(writer, hexadecimal[glyph->character & 0xf]);
    } else if (glyph->is_replaced) {
        writer_text(writer, REPLACEMENT);
    } else {
        writer_span(writer, glyph->bytes);
    }
}

size_t text_width(struct span text)
{
    size_t width = 0;
    for (size_t offset = 0; offset < text.length;)
        width += next_glyph(text, &offset).width;
    return width;
}

bool text_is_right_to_left(struct span text)
{
    for (size_t offset = 0; offset < text.length;) {
        const struct glyph glyph = next_glyph(text, &offset);
        const UCharDirection direction = glyph.character < 0 ? U_OTHER_NEUTRAL : u_charDirection(glyph.character);
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_ARABIC_NUMBER)
            return true;
    }
    return false;
}

/* At most `width` columns of the text. */
static void show_within(struct writer *writer, struct span text, size_t width)
{
    size_t used = 0;
    for (size_t offset = 0; offset < text.length;) {
        const struct glyph glyph = next_glyph(text, &offset);
        used += glyph.width;
        if (used > width)
            return;
        show_glyph(writer, &glyph);
    }
}

void text_show(struct writer *writer, struct span text)
{
    const bool is_marked = text_is_right_to_left(text);
    if (is_marked)
        writer_text(writer, LEFT_TO_RIGHT_MARK);
    show_within(writer, text, SIZE_MAX);
    if (is_marked)
        writer_text(writer, LEFT_TO_RIGHT_MARK);
}

void text_show_bare(struct writer *writer, struct span text)
{
    show_within(writer, text, SIZE_MAX);
}

struct span text_head(struct span text, size_t width)
{
    size_t used = 0;
    for (size_t offset = 0; offset < text.length;) {
        const size_t before = offset;
        used += next_glyph(text, &offset).width;
        if (used > width)
            return (struct span){text.bytes, before};
    }
    return text;
}

struct span text_tail(struct span text, size_t width)
{
    size_t left = text_width(text);
    size_t start = 0;
    for (size_t offset = 0; left > width && offset < text.length;) {
        left -= next_glyph(text, &offset).width;
        start = offset;
    }
    /* what has no column of its own belongs to the letter before it */
    for (size_t offset = start; start > 0 && offset < text.length && next_glyph(text, &offset).width == 0;)
        start = offset;
    return (struct span){text.bytes + start, text.length - start};
}

/* Columns of the longest start of the text that fits. */
static size_t fitting_width(struct span text, size_t width)
{
    size_t used = 0;
    for (size_t offset = 0; offset < text.length;) {
        const struct glyph glyph = next_glyph(text, &offset);
        if (used + glyph.width > width)
            return used;
        used += glyph.width;
    }
    return used;
}

static void pad(struct writer *writer, size_t count)
{
    for (size_t i = 0; i < count; i++)
        writer_byte(writer, ' ');
}

void text_show_field(struct writer *writer, struct span text, size_t width, enum text_side side)
{
    const bool is_cut = text_width(text) > width;
    const size_t shown = is_cut ? fitting_width(text, width - 1) : text_width(text);
    const size_t padding = width - shown - (is_cut ? 1 : 0);
    const bool is_marked = text_is_right_to_left(text);
    if (side == TEXT_RIGHT)
        pad(writer, padding);
    if (is_marked)
        writer_text(writer, LEFT_TO_RIGHT_MARK);
    show_within(writer, text, shown);
    if (is_cut)
        writer_text(writer, ELLIPSIS);
    if (is_marked)
        writer_text(writer, LEFT_TO_RIGHT_MARK);
    if (side == TEXT_LEFT)
        pad(writer, padding);
}
