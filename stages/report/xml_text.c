/* xml_text.c - XML 1.0 (fifth edition), 2.2 Characters and 3.3.3 Attribute-Value Normalization: a line feed in an
 * attribute becomes a space unless it is written as a reference. */
#include "xml_text.h"

#include <unicode/utf8.h>

static const char *reference_of(UChar32 character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&apos;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

void xml_text(struct writer *writer, struct span text)
{
    const uint8_t *const bytes = (const uint8_t *)text.bytes;
    for (size_t at = 0; at < text.length;) {
        const int32_t left = text.length - at < 4 ? (int32_t)(text.length - at) : 4;
        int32_t taken = 0;
        UChar32 character = U_SENTINEL;
        U8_NEXT(bytes + at, taken, left, character);
        const char *const reference = reference_of(character);
        if (reference != NULL)
            writer_text(writer, reference);
        else if (character < 0x20 || character == 0xFFFE || character == 0xFFFF)
            writer_text(writer, "\ufffd");
        else
            writer_bytes(writer, bytes + at, (size_t)taken);
        at += (size_t)taken;
    }
}
