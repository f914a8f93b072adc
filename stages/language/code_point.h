/* code_point.h - reading UTF-8 character by character. */
#ifndef MIZAN_CODE_POINT_H
#define MIZAN_CODE_POINT_H

#include <stdint.h>

#include "span.h"

/* True for a byte that continues a character. */
static inline bool code_point_continues(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/*
 * The code point at *at, which is below text.length; *at moves behind it. A byte that starts none gives -1 and is
 * passed over alone. For text already known to be UTF-8: overlong forms and surrogates pass.
 */
static inline int32_t code_point_next(struct span text, size_t *at)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes + *at;
    const size_t left = text.length - *at;
    if (bytes[0] < 0x80) {
        *at += 1;
        return bytes[0];
    }
    if (left >= 2 && bytes[0] >= 0xC2 && bytes[0] <= 0xDF && code_point_continues(bytes[1])) {
        *at += 2;
        return (bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F);
    }
    if (left >= 3 && bytes[0] >> 4 == 0xE && code_point_continues(bytes[1]) && code_point_continues(bytes[2])) {
        *at += 3;
        return (bytes[0] & 0x0F) << 12 | (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
    }
    if (left >= 4 && bytes[0] >= 0xF0 && bytes[0] <= 0xF4 && code_point_continues(bytes[1]) &&
        code_point_continues(bytes[2]) && code_point_continues(bytes[3])) {
        *at += 4;
        return (bytes[0] & 0x07) << 18 | (bytes[1] & 0x3F) << 12 | (bytes[2] & 0x3F) << 6 | (bytes[3] & 0x3F);
    }
    *at += 1;
    return -1;
}

#endif
