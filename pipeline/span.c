/* span.c - a 64-bit hash of bytes: multiply and fold eight bytes at a time, in the manner of wyhash (Wang Yi, public
 * domain), with constants of our own. Bytes are read little-endian by hand, so that it is the same on every machine. */
#include "span.h"

static uint64_t read_bytes(const unsigned char *bytes, size_t count)
{
    uint64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        value |= (uint64_t)bytes[i] << (8 * i);
    }
    return value;
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
        hash = fold(hash ^ read_bytes(bytes, 8), root3);
        bytes += 8;
        left -= 8;
    }
    hash = fold(hash ^ read_bytes(bytes, left), root5);
    return fold(hash, root3);
}
