/*
 * number.c - shortest decimals.
 *
 * The digits are those of Steele & White 1990 and Gay 1990 ("Correctly rounded binary-decimal and decimal-binary
 * conversions"): fewest digits inside the rounding interval, of those the nearest to the value, as in Python's repr.
 * The fast path follows the idea of Giulietti's Schubfach (2018): with 10^k the largest power of ten not above the
 * width of the interval, at most one multiple of 10^(k+1) and at least one of 10^k lie inside. For doubles from 2^-37
 * to 2^53 all products fit 128 bits exactly, so nothing is approximated and there is no table of rounded powers to
 * trust. What is outside of that range is rare in our files and is searched digit by digit with snprintf and strtod.
 */
#include "number.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

enum {
    SIGNIFICAND_BITS = 52,
    EXPONENT_BIAS = 1075, /* of the significand read as an integer */
    FAST_EXPONENT_LEAST = -89,
    FAST_POWER_MOST = 27, /* 5^27 < 2^63 */
    DIGITS_MOST = 17,     /* of a double */
    PLAIN_LEAST = -4,     /* decimal exponents written without an e: 1e-5 is 0.00001 */
    PLAIN_MOST = 16
};

/* digits * 10^exponent; digits has no trailing zero unless it is 0. */
struct decimal {
    uint64_t digits;
    int exponent;
};

static const char digit_pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
    "49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697"
    "9899";

/* An odd number has as many digits as the even one below it; bits * log10(2), cut off, is one too few or right. */
static size_t digit_count(uint64_t value)
{
    static const uint64_t powers[] = {1ULL,
                                      10ULL,
                                      100ULL,
                                      1000ULL,
                                      10000ULL,
                                      100000ULL,
                                      1000000ULL,
                                      10000000ULL,
                                      100000000ULL,
                                      1000000000ULL,
                                      10000000000ULL,
                                      100000000000ULL,
                                      1000000000000ULL,
                                      10000000000000ULL,
                                      100000000000000ULL,
                                      1000000000000000ULL,
                                      10000000000000000ULL,
                                      100000000000000000ULL,
                                      1000000000000000000ULL,
                                      10000000000000000000ULL};
    const uint64_t odd = value | 1;
    const unsigned bits = 64U - (unsigned)__builtin_clzll(odd);
    const size_t count = bits * 1233U >> 12; /* 1233 / 2^12: log10(2) */
    return count + (odd >= powers[count]);
}

static void write_pair(uint32_t value, char *out)
{
    memcpy(out, digit_pairs + (size_t)value * 2, 2);
}

static void write_eight(uint32_t value, char *out)
{
    const uint32_t first = value / 10000, last = value % 10000;
    write_pair(first / 100, out);
    write_pair(first % 100, out + 2);
    write_pair(last / 100, out + 4);
    write_pair(last % 100, out + 6);
}

/* Exactly `count` digits, with leading zeros. */
static void write_digits(uint64_t value, size_t count, char *out)
{
    size_t at = count;
    while (at >= 8) {
        at -= 8;
        write_eight((uint32_t)(value % 100000000), out + at);
        value /= 100000000;
    }
    for (uint32_t left = (uint32_t)(value % 100000000); at > 0; left /= 100) {
        if (at == 1) {
            out[0] = (char)('0' + left % 10);
            return;
        }
        at -= 2;
        write_pair(left % 100, out + at);
    }
}

size_t number_write_integer(uint64_t value, char *buffer)
{
    const size_t count = digit_count(value);
    write_digits(value, count, buffer);
    return count;
}

static struct decimal without_zeros(uint64_t digits, int exponent)
{
    while (digits != 0 && digits % 10 == 0) {
        digits /= 10;
        exponent++;
    }
    return (struct decimal){digits, exponent};
}

/* floor(log10(2^q)), or floor(log10(3/4 * 2^q)) where the interval below a power of two is half as wide. The constants
 * are log10(2) and log10(4/3) times 2^21; right for |q| <= 1000, checked by the test over all powers of two. */
static int power_below(int q, bool is_narrow)
{
    const int32_t scaled = q * 631305 - (is_narrow ? 262013 : 0);
    return scaled >> 21;
}

static uint64_t power_of_five(int exponent)
{
    static const uint64_t powers[FAST_POWER_MOST + 1] = {1ULL,
                                                         5ULL,
                                                         25ULL,
                                                         125ULL,
                                                         625ULL,
                                                         3125ULL,
                                                         15625ULL,
                                                         78125ULL,
                                                         390625ULL,
                                                         1953125ULL,
                                                         9765625ULL,
                                                         48828125ULL,
                                                         244140625ULL,
                                                         1220703125ULL,
                                                         6103515625ULL,
                                                         30517578125ULL,
                                                         152587890625ULL,
                                                         762939453125ULL,
                                                         3814697265625ULL,
                                                         19073486328125ULL,
                                                         95367431640625ULL,
                                                         476837158203125ULL,
                                                         2384185791015625ULL,
                                                         11920928955078125ULL,
                                                         59604644775390625ULL,
                                                         298023223876953125ULL,
                                                         1490116119384765625ULL,
                                                         7450580596923828125ULL};
    return powers[exponent];
}

/*
 * significand * 2^q for FAST_EXPONENT_LEAST <= q < 0, in integers: everything is multiplied by 4 * 10^-k / 2^q's
 * denominator, so that the value and both ends of its interval are whole numbers below 2^118. Whether the ends belong
 * to the interval need not be asked: an end has exactly 1 - q decimal places, a multiple of 10^k has at most -k.
 */
static struct decimal shortest_exact(uint64_t significand, int q)
{
    const bool is_narrow = significand == 1ULL << SIGNIFICAND_BITS;
    const int k = power_below(q, is_narrow);
    const wide five = power_of_five(-k);
    const unsigned shift = (unsigned)(2 - q + k);
    const wide value = (wide)(4 * significand) * five;
    const uint64_t below = (uint64_t)(value >> shift);

    /* From the value to the multiple of 10^k below it and the one above, and as far as its interval reaches. */
    const wide one = (wide)1 << shift, under = value - ((wide)below << shift), over = one - under;
    const wide reach_below = is_narrow ? five : 2 * five, reach_above = 2 * five;
    const unsigned last = (unsigned)(below % 10);
    if (under + last * one < reach_below)
        return without_zeros(below - last, k);
    if (over + (9 - last) * one < reach_above)
        return without_zeros(below - last + 10, k);

    const bool below_fits = under < reach_below;
    const bool above_fits = over < reach_above;
    const bool is_below_nearer = under < over || (under == over && below % 2 == 0);
    const bool takes_below = below_fits && (!above_fits || is_below_nearer);
    return (struct decimal){takes_below ? below : below + 1, k};
}

static double read_decimal(struct decimal decimal)
{
    char text[2 * NUMBER_BYTES];
    (void)snprintf(text, sizeof text, "%llue%d", (unsigned long long)decimal.digits, decimal.exponent);
    return strtod(text, NULL);
}

/* value rounded to `count` digits. Read without its point, so that no locale of a caller matters. */
static struct decimal rounded(double value, int count)
{
    char text[2 * NUMBER_BYTES];
    (void)snprintf(text, sizeof text, "%.*e", count - 1, value);
    uint64_t digits = 0;
    const char *at = text;
    for (; *at != 'e'; at++) {
        if (*at >= '0' && *at <= '9')
            digits = digits * 10 + (uint64_t)(*at - '0');
    }
    return (struct decimal){digits, (int)strtol(at + 1, NULL, 10) - (count - 1)};
}

/* Any positive finite value. At a power of two the interval reaches further up than down, so that the digit above may
 * read back where the nearest does not. */
static struct decimal shortest_searched(double value)
{
    for (int count = 1; count < DIGITS_MOST; count++) {
        const struct decimal nearest = rounded(value, count);
        const struct decimal above = {nearest.digits + 1, nearest.exponent};
        if (read_decimal(nearest) == value)
            return without_zeros(nearest.digits, nearest.exponent);
        if (read_decimal(above) == value)
            return without_zeros(above.digits, above.exponent);
    }
    const struct decimal full = rounded(value, DIGITS_MOST);
    return without_zeros(full.digits, full.exponent);
}

static size_t write_plain(struct decimal decimal, size_t count, int point, char *out)
{
    if (decimal.exponent >= 0) {
        write_digits(decimal.digits, count, out);
        memset(out + count, '0', (size_t)decimal.exponent);
        return count + (size_t)decimal.exponent;
    }
    if (point <= 0) {
        const size_t zeros = (size_t)-point;
        memcpy(out, "0.00000", 2 + zeros);
        write_digits(decimal.digits, count, out + 2 + zeros);
        return 2 + zeros + count;
    }
    char digits[NUMBER_BYTES];
    write_digits(decimal.digits, count, digits);
    memcpy(out, digits, (size_t)point);
    out[point] = '.';
    memcpy(out + point + 1, digits + point, count - (size_t)point);
    return count + 1;
}

static size_t write_scientific(struct decimal decimal, size_t count, int point, char *out)
{
    char digits[NUMBER_BYTES];
    write_digits(decimal.digits, count, digits);
    size_t length = 0;
    out[length++] = digits[0];
    if (count > 1) {
        out[length++] = '.';
        memcpy(out + length, digits + 1, count - 1);
        length += count - 1;
    }
    out[length++] = 'e';
    const int exponent = point - 1;
    if (exponent < 0)
        out[length++] = '-';
    return length + number_write_integer((uint64_t)abs(exponent), out + length);
}

size_t number_write(double value, char *buffer)
{
    if (isnan(value))
        return 0;
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    size_t length = 0;
    if (bits >> 63 != 0)
        buffer[length++] = '-';
    const double magnitude = fabs(value);
    if (isinf(magnitude)) {
        memcpy(buffer + length, "inf", 3);
        return length + 3;
    }
    if (magnitude < 9007199254740992.0 && magnitude == (double)(uint64_t)magnitude)
        return length + number_write_integer((uint64_t)magnitude, buffer + length);

    const uint64_t significand = (bits & ((1ULL << SIGNIFICAND_BITS) - 1)) | 1ULL << SIGNIFICAND_BITS;
    const int q = (int)(bits >> SIGNIFICAND_BITS & 0x7ff) - EXPONENT_BIAS;
    const struct decimal decimal =
        q >= FAST_EXPONENT_LEAST && q < 0 ? shortest_exact(significand, q) : shortest_searched(magnitude);
    const size_t count = digit_count(decimal.digits);
    const int point = (int)count + decimal.exponent; /* 0.digits * 10^point */
    if (point >= PLAIN_LEAST && point <= PLAIN_MOST)
        return length + write_plain(decimal, count, point, buffer + length);
    return length + write_scientific(decimal, count, point, buffer + length);
}

size_t number_write_fixed(double value, unsigned decimals, char *buffer)
{
    if (isnan(value))
        return 0;
    uint64_t scale = 1;
    for (unsigned i = 0; i < decimals; i++)
        scale *= 10;
    const uint64_t scaled = (uint64_t)llround(fabs(value) * (double)scale);
    size_t length = 0;
    if (value < 0 && scaled != 0)
        buffer[length++] = '-';
    length += number_write_integer(scaled / scale, buffer + length);
    if (decimals > 0) {
        buffer[length++] = '.';
        write_digits(scaled % scale, decimals, buffer + length);
        length += decimals;
    }
    return length;
}
