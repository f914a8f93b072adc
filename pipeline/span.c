/* span.c - a 64-bit hash of bytes: multiply and fold eight bytes at a time, in the manner of wyhash (Wang Yi, public
 * domain), with constants of our own. Bytes are read little-endian, so that it is the same on every machine. */
#include "span.h"

#include <endian.h>

static uint64_t read_eight(const unsigned char *bytes)
{
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return le64toh(value);
}

static uint64_t read_four(const unsigned char *bytes)
{
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return le32toh(value);
}

/* The last `left` bytes (1 to 7) of `length` that end at `end`, as one number: by loads that overlap instead of a loop,
 * and that never leave the bytes. */
static uint64_t read_tail(const unsigned char *end, size_t left, size_t length)
{
    if (length >= 8) {
        return read_eight(end - 8) >> (8 * (8 - left));
    }
    const unsigned char *bytes = end - left;
    if (left >= 4) {
        return read_four(bytes) | read_four(end - 4) << (8 * (left - 4));
    }
    return bytes[0] | (uint64_t)bytes[left / 2] << (8 * (left / 2)) | (uint64_t)end[-1] << (8 * (left - 1));
}

__extension__ typedef unsigned __int128 wide;

static uint64_t fold(uint64_t a, uint64_t b)
{
    const wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t span_hash(struct span span)
{
    /* Odd numbers with about half their bits set: the fractions of the square roots of 2, 3 and 5. */
    const uint64_t root2 = 0x6A09E667F3BCC909u, root3 = 0xBB67AE8584CAA73Bu, root5 = 0x3C6EF372FE94F82Bu;
    const unsigned char *bytes = (const unsigned char *)span.bytes;
    size_t left = span.length;
    uint64_t hash = root2 ^ left;
    while (left >= 8) {
        hash = fold(hash ^ read_eight(bytes), root3);
        bytes += 8;
        left -= 8;
    }
    hash = fold(hash ^ (left > 0 ? read_tail(bytes + left, left, span.length) : 0), root5);
    return fold(hash, root3);
}
